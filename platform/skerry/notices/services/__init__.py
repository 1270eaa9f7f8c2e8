"""What happens to notices and mail."""

from skerry.notices.services.outbox import MAX_TRIES, post, send_mail
from skerry.notices.services.telling import mail_notice, mark_all_read, mark_read, tell

__all__ = ["MAX_TRIES", "mail_notice", "mark_all_read", "mark_read", "post", "send_mail", "tell"]
