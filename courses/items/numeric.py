"""A number, right within a tolerance, with or without a unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from courses.items.authoring import (
    choice_fault,
    common_faults,
    decimal_of,
    hidden_parts,
    part_fault,
    row_faults,
    rows,
    text_faults,
    text_of,
)
from courses.items.base import (
    RIGHT,
    Content,
    Control,
    Data,
    Field,
    Frozen,
    ItemType,
    Json,
    Key,
    Problem,
    Raw,
    Response,
    Score,
    Tally,
    gettext_noop,
)
from courses.items.decimals import EXACT, authored_number, canonical, read_number
from courses.items.texts import NUMBER_LIMIT, is_blank, typed
from courses.items.units import OWN, PENALTY, RULES, UNIT_FIELDS, UNKNOWN, apart, form, unit_faults, unit_id

NAME = "text"
KINDS = ("nominal", "relative", "geometric")
ANY = "*"
"""An answer that every number fits."""

_TOLERANCE = Field("tolerance", "decimal", gettext_noop("Tolerance"), required=False, default="0")
_ANSWERS = Field(
    "answers",
    "list",
    gettext_noop("Other answers"),
    gettext_noop("Tried in this order after the right answer. A last answer * catches the rest."),
    required=False,
    of=(
        Field("answer", "decimal", gettext_noop("Number, or *")),
        _TOLERANCE,
        Field("fraction", "decimal", gettext_noop("Part of the mark"), gettext_noop("From 0 to 1."), default="1"),
        Field("feedback", "rich", gettext_noop("Feedback to this answer"), translatable=True, required=False),
    ),
)

def within(value: Decimal, answer: Decimal, tolerance: Decimal, kind: str) -> bool:
    """Whether a value is as near to the answer as the tolerance allows; the ends count.

    nominal: answer - t to answer + t; relative: the same with t x |answer|; geometric: answer / (1 + t) to
    answer x (1 + t), the two swapped below 0 (Moodle's question/type/numerical, `qtype_numerical_answer`).
    All sums are exact, so that no epsilon is needed; the geometric division is turned into a product.
    """
    if kind == "geometric":
        factor = EXACT.add(Decimal(1), tolerance)
        if answer < 0:
            value, answer = value.copy_negate(), answer.copy_negate()
        return EXACT.multiply(value, factor) >= answer and value <= EXACT.multiply(answer, factor)
    allowed = EXACT.multiply(tolerance, answer.copy_abs()) if kind == "relative" else tolerance
    return EXACT.subtract(value, answer).copy_abs() <= allowed


class Numeric(ItemType):
    """One number. Response: `{"text": as typed, "number": canonical decimal}`, and `unit` where one was typed.

    The right answer is tried first, then the others in their order; the first that fits gives its part of the
    mark and its feedback. Where the learner types the unit, `unit` is the id of one that the question knows or
    `units.UNKNOWN`. The number times the unit's factor is tried, then the bare number; a number that fits
    without its unit, an unknown unit and a missing one that is required lose the penalty, a part of the whole
    mark (Moodle's question/type/numerical, `get_matching_answer`). The score never falls below 0.
    """

    kind = "numeric"
    label = gettext_noop("Number")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("answer", "decimal", gettext_noop("Right answer")),
        _TOLERANCE,
        Field(
            "tolerance_kind",
            "choice",
            gettext_noop("Kind of tolerance"),
            gettext_noop("0.1 around 200 is 199.9 to 200.1, or 180 to 220, or 181.8 to 220."),
            choices=(
                ("nominal", gettext_noop("plus or minus the tolerance")),
                ("relative", gettext_noop("plus or minus this part of the answer")),
                ("geometric", gettext_noop("the answer divided or multiplied by one plus the tolerance")),
            ),
            default="nominal",
        ),
        Field(
            "answer_feedback",
            "rich",
            gettext_noop("Feedback to the right answer"),
            translatable=True,
            required=False,
        ),
        _ANSWERS,
        *UNIT_FIELDS,
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data) + text_faults(data, "answer_feedback")
        faults += choice_fault(data, "tolerance_kind", KINDS, KINDS[0])
        faults += _answer_faults(data, data, "")
        faults += row_faults(data, "answers", minimum=0, texts=(), unique=())
        listed = rows(data, "answers")
        for index, row in enumerate(listed):
            faults += _answer_faults(data, row, f"answers.{index}.")
            faults += part_fault(row, "fraction", "1", f"answers.{index}.fraction")
            if _is_any(row) and index + 1 < len(listed):
                faults.append(Problem("never_reached", f"answers.{index + 1}.answer"))
            if _is_any(row) and (decimal_of(row, "fraction", "1") or 0) > RIGHT:
                faults.append(Problem("matches_everything", f"answers.{index}.answer"))
        return faults + unit_faults(data)

    def split(self, data: Data) -> tuple[Json, Json]:
        content: Json = {"stem": text_of(data, "stem")}
        key = hidden_parts(data) | {
            "answer": canonical(authored_number(data.get("answer")) or Decimal(0)),
            "tolerance": canonical(decimal_of(data, "tolerance", "0") or Decimal(0)),
            "tolerance_kind": text_of(data, "tolerance_kind") or KINDS[0],
            "answer_feedback": text_of(data, "answer_feedback"),
            "answers": [_answer(row) for row in rows(data, "answers")],
        }
        rule = text_of(data, "unit_rule") or RULES[0]
        if rule == "shown":
            return content | {"unit": text_of(data, "unit")}, key
        others = rows(data, "units")
        own = {"id": OWN, "text": text_of(data, "unit")}
        units = [own, *({"id": text_of(row, "id"), "text": text_of(row, "text")} for row in others)]
        factors = {text_of(row, "id"): canonical(decimal_of(row, "factor", "1") or Decimal(1)) for row in others}
        key["factors"] = factors | {OWN: "1"}
        key["unit_penalty"] = float(decimal_of(data, "unit_penalty", PENALTY) or 0)
        return content | {"unit_rule": rule, "units": [unit for unit in units if not is_blank(unit["text"])]}, key

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        value, rule = (response or {}).get(NAME), content.get("unit_rule", "")
        return [Control("number", NAME, value=value, unit=content.get("unit", ""), unit_rule=rule)]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        text = typed(raw, NAME, NUMBER_LIMIT)
        if not text:
            return {}
        if "unit_rule" not in content:
            return {NAME: text, "number": canonical(read_number(text, language, content.get("unit", "")))}
        number, unit = apart(text)
        found: Json = {NAME: text, "number": canonical(read_number(number, language))}
        return found | ({"unit": unit_id(content["units"], unit)} if unit else {})

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {NAME: [response[NAME]]} if response else {}

    def score(self, content: Content, key: Key, response: Response) -> Score:
        if not response:
            return Score.of(0.0)
        rule, unit = content.get("unit_rule", RULES[0]), response.get("unit")
        value = Decimal(response["number"])
        factor = None if rule == "shown" else _factor(key, rule, unit)
        found, in_unit = _matching(key, value, factor)
        fraction, feedback = (found["fraction"], found["feedback"]) if found else (0.0, "")
        penalty = 0.0 if rule == "shown" or in_unit else key.get("unit_penalty", 0.0)
        parts = {}
        if rule != "shown" and key.get("unit_penalty"):
            parts = {"number": fraction > RIGHT, "unit": in_unit}
        worth = max(0.0, round(fraction - penalty, 12))
        return Score.of(worth, parts, [feedback] if feedback else [])

    def same(self, response_a: Response, response_b: Response) -> bool:
        return all(response_a.get(name) == response_b.get(name) for name in ("number", "unit"))

    def model_answer(self, content: Content, key: Key) -> list[str]:
        """Return the answers of the whole mark, each with the unit."""
        unit = _unit_text(content, OWN)
        return [f"{number} {unit}".strip() for number in _whole(key)]

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return the part of the mark for any number, else 0: there is no end of numbers (as Moodle has it)."""
        return next((answer["fraction"] for answer in _answers(key) if answer["answer"] == ANY), 0.0)

    def to_text(self, content: Content, response: Response) -> str:
        if not response:
            return ""
        text, unit = response[NAME].strip(), content.get("unit", "")
        return text if text.casefold().endswith(unit.casefold()) else f"{text} {unit}"

    def tally(self, content: Content, response: Response) -> Tally:
        """Return the number, with the unit where the learner types one."""
        if not response:
            return []
        unit = response.get("unit", "")
        shown = form(apart(response[NAME])[1]) if unit == UNKNOWN else _unit_text(content, unit)
        return [("", f"{response['number']} {shown}".strip() if unit else response["number"])]

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        """Return the answers of the whole mark in their own unit; those near enough are right too."""
        numbers = _whole(key)
        if "unit_rule" not in content:
            return {("", number) for number in numbers}
        right = {("", f"{number} {_unit_text(content, OWN)}") for number in numbers}
        return right | ({("", number) for number in numbers} if content["unit_rule"] == "optional" else set())


def _answer(row: Data) -> Json:
    """Return one of the other answers as the key holds it."""
    number = authored_number(row.get("answer")) or Decimal(0)
    return {
        "id": text_of(row, "id"),
        "answer": ANY if _is_any(row) else canonical(number),
        "tolerance": canonical(decimal_of(row, "tolerance", "0") or Decimal(0)),
        "fraction": float(decimal_of(row, "fraction", "1") or 0),
        "feedback": text_of(row, "feedback"),
    }


def _is_any(row: Data) -> bool:
    """Whether an authored answer is `*`."""
    return text_of(row, "answer").strip() == ANY


def _answers(key: Key) -> list[Mapping[str, Any]]:
    """Return all answers in the order in which they are tried; an older version has the right one alone."""
    own = {"answer": key["answer"], "tolerance": key["tolerance"], "fraction": 1.0}
    return [own | {"feedback": key.get("answer_feedback", "")}, *key.get("answers", ())]


def _whole(key: Key) -> list[str]:
    """Return the numbers that are worth the whole mark."""
    return [each["answer"] for each in _answers(key) if each["fraction"] > RIGHT and each["answer"] != ANY]


def _factor(key: Key, rule: str, unit: str | None) -> Decimal | None:
    """Return what the number is multiplied with, None if the unit is wrong; none typed counts if it may."""
    if unit is None:
        return None if rule == "required" else Decimal(1)
    found = key.get("factors", {}).get(unit)
    return None if found is None else Decimal(found)


def _matching(key: Key, value: Decimal, factor: Decimal | None) -> tuple[Mapping[str, Any] | None, bool]:
    """Return the first answer that fits, or None, and whether it fits in the unit that was typed."""
    scaled = value if factor is None else EXACT.multiply(value, factor)
    for answer in _answers(key):
        if _fits(scaled, answer, key["tolerance_kind"]):
            return answer, factor is not None
        if _fits(value, answer, key["tolerance_kind"]):
            return answer, False
    return None, factor is not None


def _fits(value: Decimal, answer: Mapping[str, Any], kind: str) -> bool:
    """Whether a number fits an answer of the key."""
    if answer["answer"] == ANY:
        return True
    return within(value, Decimal(answer["answer"]), Decimal(answer["tolerance"]), kind)


def _unit_text(content: Content, id_: str) -> str:
    """Return the words of a unit; the question's own may stand after the field."""
    if id_ == OWN and "unit_rule" not in content:
        return str(content.get("unit", ""))
    return next((unit["text"] for unit in content.get("units", ()) if unit["id"] == id_), "")


def _answer_faults(data: Data, row: Data, prefix: str) -> list[Problem]:
    """Return the faults of a number and its tolerance; only the other answers may be `*`."""
    if prefix and _is_any(row):
        return []
    faults = []
    answer, tolerance = authored_number(row.get("answer")), decimal_of(row, "tolerance", "0")
    if answer is None:
        code = "empty" if row.get("answer") in (None, "") else "not_a_number"
        faults.append(Problem(code, f"{prefix}answer"))
    if tolerance is None:
        faults.append(Problem("not_a_number", f"{prefix}tolerance"))
    elif tolerance < 0:
        faults.append(Problem("negative", f"{prefix}tolerance"))
    elif answer == 0 and tolerance and data.get("tolerance_kind") in KINDS[1:]:
        faults.append(Problem("zero_answer", f"{prefix}tolerance" if prefix else "tolerance_kind"))
    return faults
