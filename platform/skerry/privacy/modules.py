"""What modules hold about a person."""

from skerry.privacy.registry import Handling, declare

declare("modules.Enrolment", Handling.ERASE, "user", "module_key", "enrolled_at", "active_at", "language")
declare(
    "modules.LessonProgress",
    Handling.ERASE,
    "enrolment",
    "lesson_key",
    "point_id",
    "read_points",
    "started_at",
    "done_at",
)
declare(
    "modules.LessonStep",
    Handling.ERASE,
    "enrolment",
    "lesson_key",
    "kind",
    "block_id",
    "response",
    "right",
    "language",
    "at",
)
declare("modules.LessonStep", Handling.NONE, "client_key")
declare("modules.JournalEntry", Handling.ERASE, "enrolment", "lesson_key", "block_id", "text", "language", "written_at")
declare("modules.JournalEntry", Handling.NONE, "client_key")
declare("modules.Fulfilment", Handling.ERASE, "enrolment", "kind", "target_key", "met_at", "detail")
declare("modules.Completion", Handling.ERASE, "enrolment", "completed_at", "requirements")
declare("modules.Completion", Handling.NONE, "content_version")
