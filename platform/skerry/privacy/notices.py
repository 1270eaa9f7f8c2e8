"""What notices and the outbox hold about a person."""

from skerry.privacy.registry import Handling, declare

declare("notices.OutgoingMail", Handling.ERASE, "to", "subject", "raw", "last_error", "message_id")
declare("notices.OutgoingMail", Handling.NONE, "sender", "state", "tries", "created_at", "sent_at")
declare(
    "notices.Notice",
    Handling.ERASE,
    "user",
    "kind",
    "params",
    "key",
    "scope_kind",
    "scope_id",
    "language",
    "created_at",
    "read_at",
    "mail_state",
    "mail_reason",
    "mail",
)
