"""GIFT: from drafts to text. Every question is read back; what GIFT did not carry is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from courses.items.base import gettext_noop
from courses.quizzes.formats.answers import numeric_rows, short_rows
from courses.quizzes.formats.base import Draft, Note, category_of, decimal_text, one_line, path_of, percent_of
from courses.quizzes.formats.gift_reading import read
from courses.quizzes.formats.moodle_extras import lost_fields
from courses.quizzes.formats.sheet import shortened

Data = dict[str, Any]

NO_WAY = gettext_noop("GIFT has no way to say this question; it was left out.")
NOT_SAID = gettext_noop("GIFT has no way to say this; the question was written without it.")
NO_FILES = gettext_noop("GIFT holds no files; the image is left out.")

_SPECIAL = re.compile(r"[\\:#={}~]")


def write(drafts: Iterable[Draft]) -> tuple[bytes, list[Note]]:
    """Return a GIFT file with the questions that GIFT can say, and what it cannot say."""
    parts: list[str] = []
    notes: list[Note] = []
    category: tuple[str, ...] = ()
    for draft in drafts:
        written, said = _written(draft)
        notes += said
        if written and draft.category != category:
            category = draft.category
            parts.append(f"$CATEGORY: {_escaped(path_of(category))}\n")
        parts += [written] if written else []
    return "\n".join(parts).encode(), notes


def _written(draft: Draft) -> tuple[str, list[Note]]:
    """Return a question in GIFT, "" if it comes back as another, and what is lost."""
    name = draft.code or draft.title or shortened(str(draft.data["stem"]))
    make = WRITERS.get(draft.kind)
    text = _question(draft, make(draft.data)) if make else ""
    back = read(text.encode()).drafts if text.strip() else []
    if len(back) != 1 or back[0].kind != draft.kind:
        return "", [Note("dropped", name, NO_WAY, draft.line)]
    lost = lost_fields(draft.kind, back[0].data, draft.data)
    lost += [each for each in ("code", "title", "tags", "about") if getattr(back[0], each) != getattr(draft, each)]
    lost += ["category"] if category_of(path_of(draft.category)) != draft.category else []
    notes = [Note("changed", f"{name}: {each}", NOT_SAID, draft.line) for each in lost]
    return text, notes + [Note("changed", f"{name}: {image}", NO_FILES, draft.line) for image in draft.images]


def _question(draft: Draft, answers: str | None) -> str:
    marks = [f"[id:{_bracketed(draft.code)}]"] if draft.code else []
    marks += [f"[tag:{_bracketed(tag)}]" for tag in draft.tags]
    comment = f"// {' '.join(marks)}\n" if marks else ""
    title = f"::{_escaped(one_line(draft.title))}::" if draft.title else ""
    stem = f"[html]{_escaped(draft.data['stem'])}"
    if answers is None:
        return f"{comment}{title}{stem}\n"
    general = f"####{_escaped(draft.data['feedback'])}\n" if draft.data["feedback"] else ""
    return f"{comment}{title}{stem}{{{answers}{general}}}\n"


def _bracketed(text: str) -> str:
    return one_line(text).replace("]", "\\]")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _line(text: str) -> str:
    """Return a text of one line; it says that it is plain, since the question is HTML."""
    return f"[plain]{_escaped(text)}"


def _feedback(source: str) -> str:
    return f"#{_escaped(source)}" if source else ""


def _weight(fraction: str) -> str:
    percent = percent_of(fraction)
    return "" if percent == "0" else f"%{percent}%"


def _single(data: Data) -> str:
    rows = [
        ("=" if row["fraction"] == "1" else "~" + _weight(row["fraction"]))
        + _line(row["text"])
        + _feedback(row["feedback"])
        for row in data["options"]
    ]
    return _lines(rows)


def _multiple(data: Data) -> str:
    return _lines(
        [f"~{_weight(row['fraction'])}{_line(row['text'])}{_feedback(row['feedback'])}" for row in data["options"]]
    )


def _true_false(data: Data) -> str:
    """Write the feedback to a wrong answer first, as Moodle reads it."""
    right, wrong = ("feedback_true", "feedback_false") if data["answer"] else ("feedback_false", "feedback_true")
    word = "TRUE" if data["answer"] else "FALSE"
    if data[right]:
        word += f"#{_escaped(data[wrong])} #{_escaped(data[right])}"
    else:
        word += _feedback(data[wrong])
    return word + ("\n" if data["feedback"] else "")


def _short(data: Data) -> str:
    return _lines([f"={_credit(row)}{_line(row['text'])}{_feedback(row['feedback'])}" for row in short_rows(data)])


def _credit(row: Data) -> str:
    """Return the weight of a typed answer; the whole mark needs none."""
    return "" if row["fraction"] == "1" else f"%{percent_of(row['fraction'])}%"


def _numeric(data: Data) -> str:
    rows = []
    for place, row in enumerate(numeric_rows(data)):
        tolerance = row["tolerance"] or "0"
        if not place and data["tolerance_kind"] != "nominal":
            tolerance = decimal_text(abs(Fraction(row["answer"])) * Fraction(tolerance), places=12)
        if row["answer"] == "*":
            # The sign ~ is Moodle's own way for the answer that takes the rest.
            rows.append(f"~{_weight(row['fraction'])}{_feedback(row['feedback'])}")
            continue
        rows.append(f"={_credit(row)}{row['answer']}:{tolerance}{_feedback(row['feedback'])}")
    return "#" + _lines(rows)


def _matching(data: Data) -> str:
    pairs = [f"={_line(row['prompt'])} -> {_escaped(row['answer'])}" for row in data["pairs"]]
    return _lines([*pairs, *(f"= -> {_escaped(row['text'])}" for row in data["distractors"])])


def _lines(rows: list[str]) -> str:
    return "\n" + "".join(f"\t{row}\n" for row in rows)


WRITERS: dict[str, Callable[[Data], str | None]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "short_text": _short,
    "numeric": _numeric,
    "matching": _matching,
    "essay": lambda _data: "",
    "description": lambda _data: None,
}
