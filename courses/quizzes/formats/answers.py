"""Typed answers with parts of the mark: put into the plain fields where those say everything, else into rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from courses.items.base import gettext_noop
from courses.quizzes.formats.base import Unreadable
from courses.quizzes.formats.sheet import Sheet

Row = dict[str, Any]


def short_data(rows: list[Row]) -> Row:
    """Return the fields of a short text for answers in the order in which they are tried."""
    if all(row["fraction"] == "1" and not row["feedback"] for row in rows):
        return {"accept": [row["text"] for row in rows], "answers": []}
    return {"accept": [], "answers": rows}


def numeric_data(sheet: Sheet, rows: list[Row]) -> Row:
    """Return the fields of a number: the first whole answer, which is tried first, and the others as rows.

    An answer for a part of the mark that stood before the whole one and overlaps it gives way to it; that is noted.
    Raises Unreadable if no answer is worth the whole mark.
    """
    whole = next((row for row in rows if row["fraction"] == "1" and row["answer"] != "*"), None)
    if whole is None:
        raise Unreadable(gettext_noop("No answer is worth the whole mark."))
    place = rows.index(whole)
    if any(_overlap(row, whole) for row in rows[:place]):
        reason = gettext_noop("The answer for the whole mark is tried first here.")
        sheet.note("changed", str(whole["answer"]), reason)
    return {
        "answer": whole["answer"],
        "tolerance": whole["tolerance"],
        "tolerance_kind": "nominal",
        "answer_feedback": whole["feedback"],
        "answers": rows[:place] + rows[place + 1 :],
    }


def _overlap(row: Row, other: Row) -> bool:
    if row["answer"] == "*":
        return True
    apart = abs(Decimal(row["answer"]) - Decimal(other["answer"]))
    return apart <= Decimal(row["tolerance"]) + Decimal(other["tolerance"])


def short_rows(data: Row) -> list[Row]:
    """Return all answers of a short text in the order in which they are tried."""
    lines = [{"text": line, "fraction": "1", "feedback": ""} for line in data["accept"]]
    return lines + list(data.get("answers") or ())


def numeric_rows(data: Row) -> list[Row]:
    """Return all answers of a number in the order in which they are tried."""
    first = {
        "answer": data["answer"],
        "tolerance": data["tolerance"],
        "fraction": "1",
        "feedback": data.get("answer_feedback") or "",
    }
    return [first, *(data.get("answers") or ())]
