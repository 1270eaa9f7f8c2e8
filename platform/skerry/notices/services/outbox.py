"""What happens to mail: posted into the outbox with the data it tells of, sent by the worker after commit."""

from copy import copy
from datetime import timedelta
from email.message import Message
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from skerry.jobs.progress import Progress, TryAgain
from skerry.jobs.registry import job
from skerry.jobs.services import enqueue
from skerry.notices.models import OutgoingMail

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
MAX_TRIES = len(WAITS) + 1


class RawMessage(Message):
    """A finished message: its bytes go out as they were written."""

    def __init__(self, raw: bytes):
        super().__init__()
        self.raw = raw

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        lines = self.raw.replace(b"\r\n", b"\n")
        return lines.replace(b"\n", linesep.encode("ascii"))


class StoredMessage(EmailMessage):
    """A mail of the outbox in the shape that mail backends take."""

    def __init__(self, mail: OutgoingMail):
        super().__init__(subject=mail.subject, from_email=mail.sender, to=list(mail.to))
        self.raw = bytes(mail.raw)

    def message(self) -> RawMessage:
        return RawMessage(self.raw)


def with_identity(message: EmailMessage) -> tuple[EmailMessage, str]:
    """Return a copy of the mail that carries a Message-ID for good, and that Message-ID."""
    given = {name.lower(): value for name, value in message.extra_headers.items()}.get("message-id")
    domain = parseaddr(message.from_email)[1].rpartition("@")[2]
    message_id = given or make_msgid(domain=domain or "localhost")
    kept = copy(message)
    kept.extra_headers = {k: v for k, v in message.extra_headers.items() if k.lower() != "message-id"}
    kept.extra_headers["Message-ID"] = message_id
    return kept, message_id


@transaction.atomic
def post(*, message: EmailMessage) -> OutgoingMail | None:
    """Put a mail into the outbox; None when it is addressed to nobody. The same Message-ID is posted once.

    Where no mail server is set the mail is kept there, to be read at ``/dev/mail/``.
    """
    if not message.recipients():
        return None
    message, message_id = with_identity(message)
    sends = settings.OUTBOX_TRANSPORT is not None
    mail, is_new = OutgoingMail.objects.get_or_create(
        message_id=message_id,
        defaults={
            "sender": message.from_email,
            "to": message.recipients(),
            "subject": str(message.subject),
            "raw": message.message().as_bytes(),
            "state": OutgoingMail.State.WAITING if sends else OutgoingMail.State.KEPT,
        },
    )
    if is_new and sends:
        enqueue("notices.send_mail", mail_id=mail.pk)
    return mail


@job("notices.send_mail", max_tries=MAX_TRIES, title=gettext_lazy("Send a mail"))
def send_mail(_progress: Progress, *, mail_id: str) -> None:
    """Send one mail; a mail that was sent is never sent again by us.

    A worker killed between the server's answer and our note of it sends the mail twice, under one Message-ID.
    """
    mail = OutgoingMail.objects.get(pk=mail_id)
    if mail.state == OutgoingMail.State.FAILED:
        mail.state, mail.tries = OutgoingMail.State.WAITING, 0  # somebody tries the failed job again
    if mail.state != OutgoingMail.State.WAITING:
        return
    mail.tries += 1
    try:
        connection = get_connection(settings.OUTBOX_TRANSPORT)
        if not connection.send_messages([StoredMessage(mail)]):
            raise OSError("The mail server took nothing.")
    except Exception as error:
        mail.last_error = f"{type(error).__name__}: {error}"
        give_back(mail=mail)
        raise
    mail.state, mail.sent_at, mail.last_error = OutgoingMail.State.SENT, timezone.now(), ""
    mail.save(update_fields=["state", "sent_at", "tries", "last_error"])


def give_back(*, mail: OutgoingMail) -> None:
    """Note that sending failed. Raises TryAgain while there are tries left."""
    has_tries = mail.tries < MAX_TRIES
    if not has_tries:
        mail.state = OutgoingMail.State.FAILED
    mail.save(update_fields=["state", "tries", "last_error"])
    if has_tries:
        raise TryAgain(mail.last_error, after=WAITS[mail.tries - 1])
