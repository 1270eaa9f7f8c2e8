"""Units as people type them behind a number, told from the number and from one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from courses.items.authoring import choice_fault, part_fault, row_faults, rows, text_faults, text_of
from courses.items.base import Data, Field, Problem, gettext_noop
from courses.items.decimals import NUMBER, authored_number, readable
from courses.items.texts import is_blank

RULES = ("shown", "optional", "required")
"""Whether the unit stands after the field, may be typed or must be typed."""

PENALTY = "0.1"
"""Part of the mark lost with a wrong unit unless the author says else (Moodle's default unit penalty)."""

OWN = "unit"
"""The id of the question's own unit; the others go by the ids of their rows."""

UNKNOWN = "?"
"""Stands in a response for a unit that the question does not know."""

_FIRST = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Sc", "So"))
_SIGNS = "%‰'\"′″/"
_TIMES = re.compile(r"[x×*][0-9]", re.IGNORECASE)

UNIT_FIELDS = (
    Field("unit", "text", gettext_noop("Unit"), translatable=True, required=False),
    Field(
        "unit_rule",
        "choice",
        gettext_noop("Use of the unit"),
        choices=(
            ("shown", gettext_noop("shown after the field")),
            ("optional", gettext_noop("may be typed")),
            ("required", gettext_noop("must be typed")),
        ),
        default="shown",
    ),
    Field(
        "units",
        "list",
        gettext_noop("Other units"),
        gettext_noop("Read where the unit is typed."),
        required=False,
        of=(
            Field("text", "text", gettext_noop("Unit"), translatable=True),
            Field(
                "factor",
                "decimal",
                gettext_noop("Factor"),
                gettext_noop("A number in this unit times the factor is the number in the unit of the answer."),
            ),
        ),
    ),
    Field(
        "unit_penalty",
        "decimal",
        gettext_noop("Part of the mark lost with a wrong unit"),
        gettext_noop("From 0 to 1. Also lost when a unit that must be typed is missing."),
        required=False,
        default=PENALTY,
    ),
)


def apart(text: str) -> tuple[str, str]:
    """Return the number and the unit behind it, both without spaces.

    A unit begins with a letter, a currency sign, a degree sign or one of % ‰ ' " ′ ″ /. Where what follows the
    number is none, the whole text is returned as the number, for `read_number` to refuse.
    """
    plain = readable(text)
    match = NUMBER.match(plain)
    rest = plain[match.end() :] if match else ""
    if not match or not rest:
        return plain, ""
    if _TIMES.match(rest) or not (rest[0] in _SIGNS or unicodedata.category(rest[0]) in _FIRST):
        return plain, ""
    return match[0], rest


def is_readable(unit: str) -> bool:
    """Whether a unit is found again behind a number; "10 m" or "-" is not."""
    return apart(f"1 {unit}") == ("1", readable(unit)) and bool(readable(unit))


def unit_id(units: Sequence[Mapping[str, str]], typed: str) -> str:
    """Return the id of the unit that was typed, UNKNOWN if there is none.

    Units are compared without spaces and without a point at the end; capital letters decide only between
    units that are else the same, as mW and MW.
    """
    wanted = form(typed)
    exact = [unit["id"] for unit in units if form(unit["text"]) == wanted]
    alike = [unit["id"] for unit in units if form(unit["text"]).casefold() == wanted.casefold()]
    if exact:
        return exact[0]
    return alike[0] if len(alike) == 1 else UNKNOWN


def form(unit: str) -> str:
    """Return the form in which two units are compared, capital letters and all."""
    return readable(unit).rstrip(".")


def unit_faults(data: Data) -> list[Problem]:
    """Return the faults of the fields of the unit."""
    faults = text_faults(data, "unit") + choice_fault(data, "unit_rule", RULES, RULES[0])
    faults += row_faults(data, "units", minimum=0, texts=("text",), unique=())
    faults += part_fault(data, "unit_penalty", PENALTY, "unit_penalty")
    others = rows(data, "units")
    for index, row in enumerate(others):
        factor = authored_number(row.get("factor"))
        if factor is None:
            code = "empty" if row.get("factor") in (None, "") else "not_a_number"
            faults.append(Problem(code, f"units.{index}.factor"))
        elif factor <= 0:
            faults.append(Problem("not_positive", f"units.{index}.factor"))
    if (data.get("unit_rule") or RULES[0]) == "shown":
        return faults + ([Problem("units_not_read", "units")] if others else [])
    names = [("unit", text_of(data, "unit"))]
    if is_blank(names[0][1]):
        faults.append(Problem("empty", "unit"))
    names += [(f"units.{index}.text", text_of(row, "text")) for index, row in enumerate(others)]
    return faults + _name_faults(names)


def _name_faults(names: Sequence[tuple[str, str]]) -> list[Problem]:
    """Return the faults of the texts of units, each given with its field: unreadable, or twice the same."""
    faults, seen = [], set()
    for field, text in names:
        if is_blank(text):
            continue
        if not is_readable(text):
            faults.append(Problem("unreadable_unit", field))
        elif form(text) in seen:
            faults.append(Problem("duplicate_text", field))
        seen.add(form(text))
    return faults
