"""What quizzes hold about a person."""

from skerry.privacy.registry import Handling, declare, impersonal

declare(
    "quizzes.Attempt",
    Handling.ERASE,
    "user",
    "public_id",
    "quiz_key",
    "number",
    "state",
    "language",
    "started_at",
    "finished_at",
    "mark",
    "passed",
)
declare("quizzes.Attempt", Handling.NONE, "behaviour", "tries", "penalty", "pass_mark", "max_mark")
declare(
    "quizzes.AttemptSlot",
    Handling.ERASE,
    "attempt",
    "state",
    "response",
    "last_checked",
    "fraction",
    "tries_used",
    "language",
    "answered_at",
)
declare("quizzes.AttemptSlot", Handling.NONE, "number", "slot_key", "version", "frozen", "max_mark", "sequence")
declare(
    "quizzes.AttemptStep",
    Handling.ERASE,
    "slot",
    "action",
    "state",
    "response",
    "fraction",
    "language",
    "at",
)
declare("quizzes.AttemptStep", Handling.NONE, "sequence", "client_key")
declare("quizzes.Question", Handling.ANONYMISE, "locked_by")
declare(
    "quizzes.Question",
    Handling.NONE,
    "attribution",
    "code",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "item",
    "last_published_at",
    "latest_revision",
    "licence",
    "live",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "translation_key",
)
impersonal("quizzes.QuestionVersion", "quizzes.VersionText", "quizzes.QuizSlot")
