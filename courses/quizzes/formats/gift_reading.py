"""GIFT: from entries of the grammar to drafts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from courses.items.base import gettext_noop
from courses.items.decimals import authored_number, canonical
from courses.quizzes.formats.answers import numeric_data, short_data
from courses.quizzes.formats.base import Note, Reading, Unreadable, category_of, decode, one_line, part_of
from courses.quizzes.formats.gift_grammar import Answer, Entry, Text, chunks, entry_of
from courses.quizzes.formats.sheet import Sheet

Data = dict[str, Any]

UNSAID = frozenset(
    "hint shuffle options.fixed case_sensitive unit unit_rule units unit_penalty "
    "rubric model notes template min_words max_words".split()
)


def read(raw: bytes) -> Reading:
    """Read a GIFT file; raises FormatError if it is refused as a whole."""
    text, notes = decode(raw)
    reading = Reading(notes=notes, unsaid=UNSAID)
    category: tuple[str, ...] = ()
    pending: Note | None = None
    for chunk in chunks(text):
        try:
            entry = entry_of(chunk)
            if entry.type == "category":
                reading.notes += [pending] if pending else []
                category = category_of(entry.title)
                pending = Note("dropped", entry.title, gettext_noop("No question stands in this category."), entry.line)
                continue
            pending = None
            _add(reading, entry, category)
        except Unreadable as error:
            reading.blame(chunk.line, error)
    reading.notes += [pending] if pending else []
    return reading


def _add(reading: Reading, entry: Entry, category: tuple[str, ...]) -> None:
    sheet = Sheet(entry.line)
    data: Data = {
        "stem": sheet.rich(entry.stem.text, entry.stem.form, "stem"),
        "feedback": _rich(sheet, entry.feedback, "####"),
    }
    if entry.embedded:
        reason = gettext_noop("The answers stood in the middle of the text; a blank marks their place.")
        sheet.note("changed", "{…}", reason)
    kind, own = READERS[entry.type](sheet, entry)
    tags = tuple(dict.fromkeys(one_line(tag) for tag in entry.tags if tag.strip()))
    sheet.into(reading, kind, data | own, code=one_line(entry.code), title=entry.title, category=category, tags=tags)


def _rich(sheet: Sheet, text: Text | None, element: str) -> str:
    return sheet.rich(text.text, text.form, element) if text else ""


def _nothing(kind: str) -> Callable[[Sheet, Entry], tuple[str, Data]]:
    return lambda _sheet, _entry: (kind, {})


def _true_false(sheet: Sheet, entry: Entry) -> tuple[str, Data]:
    """Read the feedbacks as Moodle does: the first is for a wrong answer, the second for a right one."""
    wrong, right = ([_rich(sheet, text, "#") for text in entry.feedbacks] + ["", ""])[:2]
    on_true, on_false = (right, wrong) if entry.true else (wrong, right)
    return "true_false", {"answer": entry.true, "feedback_true": on_true, "feedback_false": on_false}


def _choice(sheet: Sheet, entry: Entry) -> tuple[str, Data]:
    """Read a choice: one sign `=` makes it single, none multiple, several share the mark."""
    options = [
        {
            "text": sheet.plain(answer.text.text, answer.text.form, "=" if answer.right else "~"),
            "fraction": _part(answer, "1" if answer.right else "0"),
            "feedback": _rich(sheet, answer.feedback, "#"),
        }
        for answer in entry.answers
    ]
    signed = [option for option, answer in zip(options, entry.answers, strict=True) if answer.right]
    whole = [option for option in signed if option["fraction"] == "1"]
    if len(whole) > 1 and len(whole) == len(signed):
        for option in whole:
            option["fraction"] = part_of(str(float(Fraction(100, len(whole)))))
        reason = gettext_noop("Several answers are right: each is worth its share of the mark.")
        sheet.note("changed", "=", reason)
    return "single_choice" if len(signed) == len(whole) == 1 else "multiple_choice", {"options": options}


def _part(answer: Answer, default: str) -> str:
    return default if answer.weight is None else part_of(answer.weight)


def _matching(sheet: Sheet, entry: Entry) -> tuple[str, Data]:
    pairs: list[Data] = []
    distractors: list[Data] = []
    for answer in entry.answers:
        prompt = sheet.plain(answer.text.text, answer.text.form, "->")
        match = sheet.plain(answer.match or "", "plain", "->")
        if prompt:
            pairs.append({"prompt": prompt, "answer": match})
        else:
            distractors.append({"text": match})
    return "matching", {"pairs": pairs, "distractors": distractors}


def _short(sheet: Sheet, entry: Entry) -> tuple[str, Data]:
    rows = [
        {
            "text": sheet.plain(answer.text.text, "plain" if answer.text.form == "markdown" else answer.text.form, "="),
            "fraction": _part(answer, "1"),
            "feedback": _rich(sheet, answer.feedback, "#"),
        }
        for answer in entry.answers
    ]
    return "short_text", short_data(rows)


def _numeric(sheet: Sheet, entry: Entry) -> tuple[str, Data]:
    rows = []
    for answer in entry.answers:
        number, tolerance = span_of(answer.text.text)
        rows.append(
            {
                "answer": number,
                "tolerance": tolerance,
                "fraction": "0" if number == "*" and answer.weight is None else _part(answer, "1"),
                "feedback": _rich(sheet, answer.feedback, "#"),
            }
        )
    return "numeric", numeric_data(sheet, rows)


def span_of(text: str) -> tuple[str, str]:
    """Return number and tolerance of "5", "5:0.1" or "4.9..5.1"; ("*", "0") for anything; raises Unreadable."""
    plain = text.strip()
    if plain in ("", "*"):
        return "*", "0"
    low, dots, high = plain.partition("..")
    number, _colon, tolerance = plain.partition(":")
    if dots:
        ends = _number(low), _number(high)
        if ends[0] > ends[1]:
            raise Unreadable(gettext_noop("The range ends below its beginning."), plain)
        return canonical((ends[0] + ends[1]) / 2), canonical((ends[1] - ends[0]) / 2)
    return canonical(_number(number)), canonical(_number(tolerance or "0"))


def _number(text: str) -> Decimal:
    found = authored_number(text.strip())
    if found is None:
        raise Unreadable(gettext_noop("This is no number. Write it with a decimal point."), text.strip())
    return found


READERS: dict[str, Callable[[Sheet, Entry], tuple[str, Data]]] = {
    "description": _nothing("description"),
    "essay": _nothing("essay"),
    "truefalse": _true_false,
    "multichoice": _choice,
    "matching": _matching,
    "shortanswer": _short,
    "numerical": _numeric,
}
