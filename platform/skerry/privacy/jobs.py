"""What jobs hold about a person."""

from skerry.privacy.registry import Handling, declare, impersonal

declare("jobs.Job", Handling.ANONYMISE, "owner")
declare("jobs.Job", Handling.ERASE, "args", "message", "result", "error")
declare(
    "jobs.Job",
    Handling.NONE,
    "kind",
    "state",
    "done_count",
    "total_count",
    "tries",
    "run",
    "due_at",
    "heartbeat_at",
    "cancel_requested",
    "created_at",
    "started_at",
    "finished_at",
)
impersonal("jobs.Schedule")
