"""What the house of quizzes hands over: questions and quizzes, never attempts."""

from dataclasses import replace

from skerry.handover.bank import CATEGORY, MOMENT, OUTCOMES, PRE_TEST, SLOTS, TAGS, WORDS
from skerry.handover.fields import DECIMAL, FLAG, NUMBER, RICH, STREAM, TEXT, How
from skerry.handover.kinds.kind import Kind, page


def _shared(how: How) -> How:
    """Return the same for a field that is the same in every language."""
    return replace(how, shared=lambda value: value)


KINDS = (
    Kind(
        "question",
        "quizzes.Question",
        {
            "code": TEXT,
            "licence": TEXT,
            "attribution": TEXT,
            "item": STREAM,
            "category": CATEGORY,
            "tags": TAGS,
            "difficulty": _shared(TEXT),
            "outcomes": OUTCOMES,
            "author": _shared(TEXT),
        },
    ),
    page(
        "quiz",
        "quizzes.QuizPage",
        ("module",),
        {
            "intro": RICH,
            "behaviour": TEXT,
            "tries": NUMBER,
            "penalty": DECIMAL,
            "pass_mark": NUMBER,
            **dict.fromkeys(("attempts_allowed", "time_limit", "grace_period"), _shared(NUMBER)),
            **dict.fromkeys(("counts", "overdue", "navigation"), _shared(TEXT)),
            **dict.fromkeys(("opens_at", "closes_at"), MOMENT),
            "shuffle": _shared(FLAG),
            **dict.fromkeys(("review_during", "review_just_after", "review_later", "review_after_close"), WORDS),
            "bands": STREAM,
            "pre_test": PRE_TEST,
            "slots": SLOTS,
        },
    ),
)
