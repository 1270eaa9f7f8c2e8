import uuid
from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OutgoingMail(models.Model):
    """A mail in the outbox, byte for byte as it leaves: a second try sends the same message, same id."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a mail", "Waiting")
        SENT = "sent", pgettext_lazy("state of a mail", "Sent")
        KEPT = "kept", pgettext_lazy("state of a mail", "Kept here, not sent")
        FAILED = "failed", pgettext_lazy("state of a mail", "Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message_id = models.CharField(_("message id"), max_length=255, unique=True)
    sender = models.CharField(_("from"), max_length=320)
    to = models.JSONField(_("to"), default=list, help_text=_("Every address that receives the mail."))
    subject = models.CharField(_("subject"), max_length=998, blank=True)
    raw = models.BinaryField(_("message"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at"], name="notices_mail_newest")]

    def __str__(self) -> str:
        return self.subject

    @cached_property
    def parsed(self) -> EmailMessage:
        return message_from_bytes(bytes(self.raw), policy=policy.default)

    @cached_property
    def text(self) -> str:
        """The plain part of the mail; empty when there is none."""
        return self._body("plain")

    @cached_property
    def html(self) -> str:
        """The source of the HTML part of the mail; empty when there is none."""
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.parsed.get_body((kind,))
        return part.get_content() if part is not None else ""


class NoticeQuerySet(models.QuerySet):
    def of(self, user):
        """The notices to a person."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def listed(self, kinds: Iterable[str]):
        """Those of known kinds, without what the person could no longer see when the mail was due."""
        gone = models.Q(mail_reason=Notice.Reason.NOT_VISIBLE)
        return self.filter(kind__in=list(kinds)).exclude(gone)


class Notice(models.Model):
    """Something that a person is told: once, on the site and by mail.

    ``kind`` is one of ``skerry.notices.registry``; ``params`` are its data, never its words, so that each reading is
    in the reader's language. ``key`` names what happened: a person is told once of each.
    """

    class Mail(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a mail", "Waiting")
        SENT = "sent", pgettext_lazy("state of a mail", "Sent")
        DROPPED = "dropped", pgettext_lazy("state of a mail", "Not sent")

    class Reason(models.TextChoices):
        INACTIVE = "inactive", pgettext_lazy("why a mail was not sent", "The account is closed.")
        NOT_VISIBLE = "not_visible", pgettext_lazy("why a mail was not sent", "The person may not see it any more.")
        UNKNOWN = "unknown", pgettext_lazy("why a mail was not sent", "The site does not know this kind any more.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("to"), related_name="notices", on_delete=models.CASCADE
    )
    kind = models.CharField(_("kind"), max_length=80)
    params = models.JSONField(_("data"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    key = models.CharField(_("key"), max_length=200)
    scope_kind = models.CharField(_("kind of scope"), max_length=16)
    scope_id = models.CharField(_("identity of the scope"), max_length=64, blank=True)
    language = models.CharField(
        _("language"), max_length=8, blank=True, help_text=_("In which the mail was written.")
    )
    created_at = models.DateTimeField(_("told"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail_state = models.CharField(_("mail"), max_length=8, choices=Mail.choices, default=Mail.WAITING)
    mail_reason = models.CharField(_("why not sent"), max_length=12, choices=Reason.choices, blank=True)
    mail = models.ForeignKey(
        OutgoingMail, verbose_name=_("mail"), related_name="notices", null=True, blank=True, on_delete=models.SET_NULL
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "-created_at"], name="notices_notice_newest")]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notices_told_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
