"""Reading an authored question: its rows, its common parts, and the faults that any kind can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from courses.items.base import COMMON_FIELDS, Data, Json, Problem
from courses.items.decimals import authored_number
from courses.items.texts import is_blank, is_blank_html, squeeze


def text_of(source: Mapping[str, Any], name: str) -> str:
    """Return a text of the data, "" if it is missing or no text."""
    value = source.get(name)
    return value if isinstance(value, str) else ""


def rows(data: Data, name: str) -> list[Mapping[str, Any]]:
    """Return the rows of a list field; what is no row counts as an empty one, what is no list as no rows."""
    found = data.get(name)
    if not isinstance(found, (list, tuple)):
        return []
    return [row if isinstance(row, Mapping) else {} for row in found]


def hidden_parts(data: Data) -> Json:
    """Return the part of the key that every kind has: feedback and hint (HTML)."""
    return {"feedback": text_of(data, "feedback"), "hint": text_of(data, "hint")}


def common_faults(data: Data) -> list[Problem]:
    """Return the faults of stem, hint and feedback."""
    faults = text_faults(data, *(each.name for each in COMMON_FIELDS))
    if is_blank_html(text_of(data, "stem")):
        faults.append(Problem("empty", "stem"))
    return faults


def row_faults(
    data: Data, name: str, *, minimum: int, texts: Sequence[str], unique: Sequence[str]
) -> list[Problem]:
    """Return the faults of a list field.

    `minimum` rows; the `texts` of each row must be filled; those named in `unique` may occur once in the
    question; every row needs an id of its own.
    """
    found = data.get(name)
    if found is not None and not isinstance(found, (list, tuple)):
        return [Problem("wrong_type", name)]
    listed = rows(data, name)
    faults = [Problem("too_few", name, {"minimum": minimum})] if len(listed) < minimum else []
    for text in texts:
        faults += [
            Problem("empty", f"{name}.{index}.{text}")
            for index, row in enumerate(listed)
            if is_blank(text_of(row, text))
        ]
    for text in unique:
        faults += _repeated("duplicate_text", name, text, [squeeze(text_of(row, text)) for row in listed])
    ids = [text_of(row, "id") for row in listed]
    faults += [Problem("missing_id", f"{name}.{index}.id") for index, id_ in enumerate(ids) if not id_]
    return faults + _repeated("duplicate_id", name, "id", ids)


def _repeated(code: str, name: str, column: str, found: Sequence[str]) -> list[Problem]:
    """Return a fault for each value that stood in an earlier row; empty values are another fault."""
    first: dict[str, int] = {}
    faults = []
    for index, value in enumerate(found):
        if value and value in first:
            faults.append(Problem(code, f"{name}.{index}.{column}", {"first": first[value]}))
        first.setdefault(value, index)
    return faults


def choice_fault(data: Data, name: str, allowed: Sequence[str], default: str) -> list[Problem]:
    """Return the fault of a field that must hold one of the allowed words, or nothing (then `default`)."""
    value = data.get(name)
    chosen = default if value is None or value == "" else value
    return [] if chosen in allowed else [Problem("unknown_choice", name, {"allowed": tuple(allowed)})]


def arranged(listed: Sequence[Mapping[str, Any]], order: object) -> list[Mapping[str, Any]]:
    """Return rows with an id in the given order of ids; rows it does not name follow as they stand.

    Never drops a row: another language of the question may have rows more than the one that was frozen.
    """
    wanted = {id_: place for place, id_ in enumerate(order if isinstance(order, (list, tuple)) else ())}
    return sorted(listed, key=lambda row: wanted.get(row["id"], len(wanted)))


def decimal_of(source: Mapping[str, Any], name: str, default: str) -> Decimal | None:
    """Return a number of the data, `default` where nothing was given, None if it is no number."""
    value = source.get(name)
    return authored_number(default if value is None or value == "" else value)


def part_fault(source: Mapping[str, Any], name: str, default: str, field: str) -> list[Problem]:
    """Return the fault of a part of the mark from 0 to 1; `field` says where it stands."""
    part = decimal_of(source, name, default)
    if part is None:
        return [Problem("not_a_number", field)]
    return [] if 0 <= part <= 1 else [Problem("fraction_out_of_range", field, {"minimum": 0, "maximum": 1})]


def whole_of(source: Mapping[str, Any], name: str, default: int = 0) -> int:
    """Return a whole number of the data, `default` where nothing or something else was given."""
    number = decimal_of(source, name, str(default))
    return default if number is None or number % 1 else int(number)


def whole_fault(data: Data, name: str, *, default: int, least: int, most: int) -> list[Problem]:
    """Return the fault of a field that must hold a whole number from `least` to `most`, or nothing."""
    number = decimal_of(data, name, str(default))
    if number is None:
        return [Problem("not_a_number", name)]
    if number % 1:
        return [Problem("not_whole", name)]
    within = least <= number <= most
    return [] if within else [Problem("out_of_range", name, {"minimum": least, "maximum": most})]


def lines_fault(data: Data, name: str) -> list[Problem]:
    """Return the fault of a field that must hold a list of texts, or nothing."""
    found = data.get(name)
    well = found is None or (isinstance(found, (list, tuple)) and all(isinstance(line, str) for line in found))
    return [] if well else [Problem("wrong_type", name)]


def lines_of(data: Data, name: str) -> list[str]:
    """Return the lines of the data that show something."""
    found = data.get(name)
    listed = found if isinstance(found, (list, tuple)) else ()
    return [line for line in listed if isinstance(line, str) and not is_blank(line)]


def text_faults(data: Data, *names: str) -> list[Problem]:
    """Return the faults of fields that hold a text, or nothing."""
    return [Problem("wrong_type", name) for name in names if not isinstance(data.get(name) or "", str)]
