import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.certificates.achievement import fingerprint
from courses.certificates.storage import private_storage, random_path

NAME_CHARS = 120


class CertificateQuerySet(models.QuerySet):
    def live(self):
        """Certificates that stand: neither replaced nor revoked."""
        return self.filter(state__in=Certificate.LIVE)

    def visible_to(self, user):
        """Certificates that the person holds; the public sees one only at its verification address."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def verifiable(self):
        """Certificates that carry a name and can be verified by anyone."""
        return self.exclude(state=Certificate.State.AWAITING_NAME)


class Certificate(models.Model):
    """What a person achieved, frozen at the moment the last requirement was met.

    It outlives the account: the name on it is evidence, and stays when the person is erased.
    """

    class State(models.TextChoices):
        AWAITING_NAME = "awaiting_name", pgettext_lazy("state of a certificate", "Waiting for your name")
        ISSUED = "issued", pgettext_lazy("state of a certificate", "Issued")
        REPLACED = "replaced", pgettext_lazy("state of a certificate", "Replaced")
        REVOKED = "revoked", pgettext_lazy("state of a certificate", "Revoked")

    LIVE = (State.AWAITING_NAME, State.ISSUED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("holder"),
        related_name="certificates",
        null=True,
        on_delete=models.SET_NULL,
    )
    achievement_kind = models.CharField(_("kind of achievement"), max_length=40)
    achievement_key = models.UUIDField(_("identity of the achievement"))
    snapshot = models.JSONField(_("what was achieved"))
    snapshot_sha256 = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.AWAITING_NAME)
    name = models.CharField(_("name"), max_length=NAME_CHARS, blank=True)
    number = models.CharField(_("number"), max_length=20, unique=True, null=True, blank=True)
    awarded_at = models.DateTimeField(_("awarded"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("name confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("name confirmed by"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self",
        verbose_name=_("replaced by"),
        related_name="replaces",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    pdf = models.FileField(_("file"), storage=private_storage, upload_to=random_path, blank=True)
    pdf_sha256 = models.CharField(_("fingerprint of the file"), max_length=64, blank=True)
    pdf_ready_at = models.DateTimeField(_("file made"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-awarded_at", "-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "achievement_kind", "achievement_key"],
                condition=Q(state__in=["awaiting_name", "issued"]),
                name="certificates_one_live",
            ),
            models.CheckConstraint(
                condition=Q(state="awaiting_name", number__isnull=True, name="")
                | (~Q(state="awaiting_name") & Q(number__isnull=False) & ~Q(name="")),
                name="certificates_number_with_name",
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | (~Q(state="replaced") & Q(replaced_by__isnull=True)),
                name="certificates_replaced_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.pk} {self.name}".strip()

    @property
    def awaits_name(self) -> bool:
        return self.state == self.State.AWAITING_NAME

    @property
    def is_issued(self) -> bool:
        return self.state == self.State.ISSUED

    @property
    def is_replaced(self) -> bool:
        return self.state == self.State.REPLACED

    @property
    def is_intact(self) -> bool:
        """The record still is what was frozen."""
        return fingerprint(self.snapshot) == self.snapshot_sha256

    @property
    def completed_on(self) -> date:
        """The day of completion where the person was, the same for every reader."""
        return datetime.fromisoformat(self.snapshot["completed_at"]).date()

    @property
    def verification_url(self) -> str:
        """The address that stands on the paper; it holds for good and leads to the reader's language."""
        return f"{settings.BASE_URL}/verify/{self.pk}/"

    @property
    def file_name(self) -> str:
        return f"{self.number}.pdf"


class NumberSeries(models.Model):
    """The numbers given to certificates in a year; whoever takes the next one holds the row's lock."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
