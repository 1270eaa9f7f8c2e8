"""The mail backend of the site: every mail, allauth's too, goes through the outbox."""

from django.core.mail.backends.base import BaseEmailBackend

from skerry.notices.services import post


class OutboxBackend(BaseEmailBackend):
    """Writes each mail into the outbox, in the transaction of whoever sends it; the worker sends it on."""

    def send_messages(self, email_messages) -> int:
        return sum(post(message=message) is not None for message in email_messages)
