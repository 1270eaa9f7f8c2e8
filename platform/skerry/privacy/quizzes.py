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
declare("quizzes.Attempt", Handling.ERASE, "reached", "due_at", "ends_at", "is_closed_by_clock")
declare(
    "quizzes.Attempt",
    Handling.NONE,
    "behaviour",
    "tries",
    "penalty",
    "pass_mark",
    "max_mark",
    "navigation",
    "time_limit",
    "overdue",
)
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
    "seconds",
    "comment",
    "is_set_by_person",
)
declare(
    "quizzes.AttemptSlot",
    Handling.NONE,
    "number",
    "slot_key",
    "version",
    "frozen",
    "max_mark",
    "sequence",
    "section",
    "is_dropped",
)
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
    "reason",
)
declare("quizzes.AttemptStep", Handling.ANONYMISE, "actor")
declare("quizzes.AttemptStep", Handling.NONE, "sequence", "client_key")
declare(
    "quizzes.Accommodation",
    Handling.ERASE,
    "user",
    "quiz_key",
    "extra_minutes",
    "extra_attempts",
    "closes_at",
    "reason",
    "granted_at",
)
declare("quizzes.Accommodation", Handling.ANONYMISE, "granted_by")
declare("quizzes.AttemptFile", Handling.ERASE, "public_id", "slot", "file", "name", "size", "sha256", "uploaded_at")
declare(
    "quizzes.Marking",
    Handling.ERASE,
    "slot",
    "points",
    "fraction",
    "comment",
    "is_final",
    "is_settlement",
    "marked_at",
)
declare("quizzes.Marking", Handling.ANONYMISE, "marker")
declare("quizzes.MarkingClaim", Handling.ERASE, "slot", "marker", "claimed_at")
declare("quizzes.MarkingComment", Handling.ANONYMISE, "author")
declare("quizzes.MarkingComment", Handling.NONE, "question_key", "text", "language", "used_count")
declare("quizzes.Regrade", Handling.ANONYMISE, "made_by")
declare(
    "quizzes.Regrade",
    Handling.NONE,
    "public_id",
    "quiz_key",
    "question_key",
    "version",
    "policy",
    "reason",
    "state",
    "made_at",
    "applied_at",
    "job_id",
)
declare("quizzes.RegradeChange", Handling.ERASE, "attempt", "before", "after", "applied_at")
declare("quizzes.RegradeChange", Handling.NONE, "regrade")
declare("quizzes.Question", Handling.ANONYMISE, "locked_by")
declare(
    "quizzes.Question",
    Handling.KEEP,
    "author",
    basis="Article 6(1)(b): the licence of a question names its author.",
)
declare(
    "quizzes.Question",
    Handling.NONE,
    "attribution",
    "category",
    "code",
    "difficulty",
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
    "tags",
    "translation_key",
)
impersonal(
    "quizzes.QuestionVersion",
    "quizzes.VersionText",
    "quizzes.QuizSlot",
    "quizzes.QuestionTag",
    "quizzes.QuestionOutcome",
    "quizzes.ItemAnalysis",
)
