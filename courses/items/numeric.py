"""A number, right within a tolerance."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from courses.items.authoring import choice_fault, common_faults, hidden_parts, text_of
from courses.items.base import (
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
    gettext_noop,
)
from courses.items.decimals import EXACT, authored_number, canonical, read_number
from courses.items.texts import NUMBER_LIMIT, typed

NAME = "text"
KINDS = ("nominal", "relative", "geometric")


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
    """One number. Response: `{"text": as typed, "number": canonical decimal}`."""

    kind = "numeric"
    label = gettext_noop("Number")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("answer", "decimal", gettext_noop("Right answer")),
        Field("tolerance", "decimal", gettext_noop("Tolerance"), required=False, default="0"),
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
            "unit",
            "text",
            gettext_noop("Unit"),
            gettext_noop("Shown after the field."),
            translatable=True,
            required=False,
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        answer, tolerance = authored_number(data.get("answer")), authored_number(_tolerance(data))
        if answer is None:
            code = "empty" if data.get("answer") in (None, "") else "not_a_number"
            faults.append(Problem(code, "answer"))
        if tolerance is None:
            faults.append(Problem("not_a_number", "tolerance"))
        elif tolerance < 0:
            faults.append(Problem("negative", "tolerance"))
        if not isinstance(data.get("unit") or "", str):
            faults.append(Problem("wrong_type", "unit"))
        unknown = choice_fault(data, "tolerance_kind", KINDS, KINDS[0])
        nominal = (data.get("tolerance_kind") or KINDS[0]) == "nominal"
        if not unknown and answer == 0 and tolerance and not nominal:
            faults.append(Problem("zero_answer", "tolerance_kind"))
        return faults + unknown

    def split(self, data: Data) -> tuple[Json, Json]:
        key = hidden_parts(data) | {
            "answer": canonical(authored_number(data.get("answer")) or Decimal(0)),
            "tolerance": canonical(authored_number(_tolerance(data)) or Decimal(0)),
            "tolerance_kind": text_of(data, "tolerance_kind") or KINDS[0],
        }
        return {"stem": text_of(data, "stem"), "unit": text_of(data, "unit")}, key

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        return [Control("number", NAME, value=(response or {}).get(NAME), unit=content.get("unit", ""))]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        text = typed(raw, NAME, NUMBER_LIMIT)
        if not text:
            return {}
        return {NAME: text, "number": canonical(read_number(text, language, content.get("unit", "")))}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {NAME: [response[NAME]]} if response else {}

    def score(self, content: Content, key: Key, response: Response) -> Score:
        if not response:
            return Score.of(0.0)
        answer, tolerance = Decimal(key["answer"]), Decimal(key["tolerance"])
        right = within(Decimal(response["number"]), answer, tolerance, key["tolerance_kind"])
        return Score.of(1.0 if right else 0.0)

    def same(self, response_a: Response, response_b: Response) -> bool:
        return response_a.get("number") == response_b.get("number")

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return [f"{key['answer']} {content.get('unit', '')}".strip()]

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return 0: there is no end of numbers to guess from (as Moodle's report has it)."""
        return 0.0

    def to_text(self, content: Content, response: Response) -> str:
        if not response:
            return ""
        text, unit = response[NAME].strip(), content.get("unit", "")
        return text if text.casefold().endswith(unit.casefold()) else f"{text} {unit}"


def _tolerance(data: Data) -> object:
    """Return the authored tolerance; nothing is 0."""
    value = data.get("tolerance")
    return "0" if value is None or value == "" else value
