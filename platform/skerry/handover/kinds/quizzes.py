"""What the house of quizzes hands over: questions and quizzes, never attempts."""

from skerry.handover.fields import DECIMAL, NUMBER, RICH, SLOTS, STREAM, TEXT
from skerry.handover.kinds.kind import Kind, page

KINDS = (
    Kind(
        "question",
        "quizzes.Question",
        {"code": TEXT, "licence": TEXT, "attribution": TEXT, "item": STREAM},
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
            "slots": SLOTS,
        },
    ),
)
