import uuid
from email import message_from_bytes, policy
from email.message import EmailMessage

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
