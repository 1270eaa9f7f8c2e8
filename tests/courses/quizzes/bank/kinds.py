"""A question of every kind, as an editor writes it."""

import json

from wagtail.models import Locale

from courses import items as item_types
from courses.quizzes.models import Question
from tests.factories.content import block, items, numbers

RUBRIC = {"rubric": items({"text": "Clear", "points": "2"}, {"text": "Sources", "points": "1"})}
ACCEPTED = {"accept": "civil society\nusers", "case_sensitive": False}
VALUES = {
    "single_choice": {"options": items({"text": "Tax", "fraction": "1"}, {"text": "Labour", "fraction": "0"})},
    "multiple_choice": {
        "options": items(
            {"text": "Firms", "fraction": "0.5"},
            {"text": "Cities", "fraction": "0.5"},
            {"text": "Sea", "fraction": "-1"},
        )
    },
    "true_false": {"answer": "true", "feedback_true": "", "feedback_false": ""},
    "matching": {
        "pairs": items({"prompt": "Latvia", "answer": "Riga"}, {"prompt": "Sweden", "answer": "Stockholm"}),
        "distractors": items({"text": "Oslo"}),
    },
    "ordering": {"items": items({"text": "one"}, {"text": "two"}, {"text": "three"}), "scoring": "relative"},
    "numeric": {"answer": "3.5", "tolerance": "0.1", "tolerance_kind": "nominal", "unit": "km"},
    "short_text": ACCEPTED,
    "essay": {**RUBRIC, "min_words": "2", "max_words": "40", "template": "My cluster"},
    "file_upload": {**RUBRIC, "extensions": "pdf\nodt", "max_files": "2"},
    "scale": {"labels": items({"text": "No"}, {"text": "Partly"}, {"text": "Yes"}), "other": True},
    "matrix": {
        "rows": items({"text": "Aims"}, {"text": "Setting"}),
        "columns": items({"text": "Weak"}, {"text": "Good"}),
    },
    "description": {},
}
EVERY_KIND = item_types.kinds()


def question_of(kind: str, stem: str = "", **fields) -> Question:
    """Make a published question of a kind in English."""
    value = {
        "stem": stem or f"<p>What do you know of clusters ({kind})?</p>",
        "hint": "",
        "feedback": "",
        **VALUES[kind],
    }
    made = Question(
        code=f"K-Q{next(numbers)}",
        locale=Locale.objects.get(language_code="en"),
        item=json.dumps([block(kind, value)]),
        **fields,
    )
    made.full_clean()
    made.save()
    made.save_revision().publish()
    made.refresh_from_db()
    return made
