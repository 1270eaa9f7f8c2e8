"""What the outbox holds about a person."""

from skerry.privacy.registry import Handling, declare

declare("notices.OutgoingMail", Handling.ERASE, "to", "subject", "raw", "last_error", "message_id")
declare("notices.OutgoingMail", Handling.NONE, "sender", "state", "tries", "created_at", "sent_at")
