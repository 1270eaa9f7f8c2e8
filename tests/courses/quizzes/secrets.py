"""A quiz of every kind of question whose every secret bears a mark, and a search for the marks."""

import re

from courses import items
from courses.quizzes import queries
from courses.quizzes.models import AttemptSlot, QuizPage
from tests.factories import sittings
from tests.factories.content import items as rows

MARK = re.compile(r"sesame-([a-z_]+)-([a-z_]+)")
NUMBERS = {
    "918273": ("numeric", "answer"),
    "0.0173": ("numeric", "tolerance"),
    "271828": ("numeric", "other_answer"),
    "0.4142": ("numeric", "fraction"),
    "0.0314": ("single_choice", "fraction"),
    "0.6180": ("short_text", "fraction"),
}
"""Numbers that stand nowhere else, and what they give away."""

Secret = tuple[str, str]


def mark(kind: str, name: str) -> str:
    return f"sesame-{kind}-{name}"


def rich(kind: str, name: str) -> str:
    return f"<p>{mark(kind, name)}</p>"


def _options(kind: str, right: str) -> list[dict]:
    return rows(
        {"text": "Yes", "fraction": right, "feedback": rich(kind, "right_option")},
        {"text": "Also", "fraction": "0.0314" if kind == "single_choice" else right, "feedback": ""},
        {"text": "No", "fraction": "0", "feedback": rich(kind, "wrong_option")},
    )


def _by_person(kind: str) -> dict:
    return {"model": rich(kind, "model"), "notes": rich(kind, "notes")}


OWN = {
    "description": {},
    "essay": _by_person("essay"),
    "file_upload": _by_person("file_upload"),
    "matching": {"pairs": rows({"prompt": "One", "answer": "Eins"}, {"prompt": "Two", "answer": "Zwei"}), "distractors": []},
    "matrix": {"rows": rows({"text": "Row"}), "columns": rows({"text": "Left"}, {"text": "Right"})},
    "multiple_choice": {"options": _options("multiple_choice", "0.5"), "shuffle": True},
    "numeric": {
        "answer": "918273.645",
        "tolerance": "0.0173",
        "answer_feedback": rich("numeric", "answer_feedback"),
        "answers": rows(
            {"answer": "271828", "tolerance": "0", "fraction": "0.4142", "feedback": rich("numeric", "other_feedback")}
        ),
    },
    "ordering": {"items": rows({"text": "First"}, {"text": "Second"}, {"text": "Third"}), "scoring": "absolute"},
    "scale": {"labels": rows({"text": "Never"}, {"text": "Always"}), "other": True},
    "short_text": {
        "accept": mark("short_text", "accepted"),
        "answers": rows(
            {"text": mark("short_text", "other"), "fraction": "0.6180", "feedback": rich("short_text", "other_feedback")}
        ),
    },
    "single_choice": {"options": _options("single_choice", "1"), "shuffle": True},
    "true_false": {
        "answer": True,
        "feedback_true": rich("true_false", "right_option"),
        "feedback_false": rich("true_false", "wrong_option"),
    },
}
"""What each kind has of its own; that no kind is forgotten is a test."""


def quiz(**fields) -> QuizPage:
    """Make a quiz with a question of every kind."""
    slots = []
    for kind, own in OWN.items():
        common = {"hint": rich(kind, "hint"), "feedback": rich(kind, "explanation")}
        slots.append(sittings.slot(sittings.question(kind, **common, **own)))
    return sittings.quiz_of(slots, **fields)


def found_in(text: str) -> set[Secret]:
    """Return the secrets that a text gives away."""
    return {*MARK.findall(text), *(secret for number, secret in NUMBERS.items() if number in text)}


def wrong_answer(slot: AttemptSlot) -> dict[str, list[str]]:
    """Return a complete answer that is not right, as a form posts it."""
    text, kind = queries.text_of(slot.version_id, "en"), items.get(slot.version.kind)
    if slot.version.kind == "ordering":
        return kind.serialise({"order": text.key["order"][::-1]})
    raw: dict[str, list[str]] = {}
    for control in kind.controls(text.content, slot.frozen, {}):
        for each in control.rows or (control,):
            ids = [option.id for option in each.options if option.text in {"No", "False"} or option.id == "false"]
            shown = [option.id for option in each.options]
            typed = {"number": ["1"], "text": ["nothing"], "textarea": ["Nothing to the point."], "file": []}
            raw[each.name] = typed[each.kind] if each.kind in typed else (ids or shown)[:1]
    return raw
