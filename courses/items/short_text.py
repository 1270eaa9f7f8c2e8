"""A word or a short sentence, compared with accepted texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from courses.items.authoring import (
    common_faults,
    decimal_of,
    hidden_parts,
    lines_fault,
    lines_of,
    part_fault,
    row_faults,
    rows,
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
from courses.items.texts import TEXT_LIMIT, comparable, is_blank, typed

NAME = "text"
_WILDCARD = re.compile(r"\\\*|\*")


def segments(pattern: str) -> list[str]:
    r"""Return the literal texts between the wildcards: `*` is a wildcard, `\*` a star."""
    parts = [""]
    start = 0
    for match in _WILDCARD.finditer(pattern):
        parts[-1] += pattern[start : match.start()]
        start = match.end()
        if match[0] == "*":
            parts.append("")
        else:
            parts[-1] += "*"
    parts[-1] += pattern[start:]
    return parts


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern, `*` standing for any run of characters, also none.

    The first and the last literal are held to the ends, those between are found from the left, each behind
    the one before: the leftmost place leaves the most room, so there is nothing to go back to.
    """
    first, *rest = segments(pattern)
    if not rest:
        return text == first
    *middle, last = rest
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    place, end = len(first), len(text) - len(last)
    for literal in middle:
        place = text.find(literal, place, end)
        if place < 0:
            return False
        place += len(literal)
    return True


def _accepts_all(pattern: str) -> bool:
    """Whether the pattern is nothing but wildcards."""
    parts = segments(pattern.strip())
    return len(parts) > 1 and not any(parts)


class ShortText(ItemType):
    """A typed text, compared with patterns. Response: `{"text": as typed}`.

    The accepted lines are tried first, then the rows in their order; the first that fits gives its part of
    the mark and its feedback, and a last row `*` catches the rest (Moodle's question/type/shortanswer). Both
    sides are compared in NFC with white space squeezed, folded unless case matters; accents are kept. See
    `texts.comparable` for what phones put in.
    """

    kind = "short_text"
    label = gettext_noop("Short text")
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "accept",
            "lines",
            gettext_noop("Accepted answers"),
            gettext_noop("One per line. * stands for any text, \\* for a star."),
            translatable=True,
            required=False,
        ),
        Field(
            "case_sensitive",
            "bool",
            gettext_noop("Capital letters matter"),
            required=False,
            default=False,
        ),
        Field(
            "answers",
            "list",
            gettext_noop("Answers with a part of the mark or a feedback of their own"),
            gettext_noop("Tried in this order after the accepted answers. A last answer * catches the rest."),
            required=False,
            of=(
                Field("text", "text", gettext_noop("Answer"), translatable=True),
                Field(
                    "fraction",
                    "decimal",
                    gettext_noop("Part of the mark"),
                    gettext_noop("From 0 to 1."),
                    default="1",
                ),
                Field(
                    "feedback", "rich", gettext_noop("Feedback to this answer"), translatable=True, required=False
                ),
            ),
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        wrong = lines_fault(data, "accept")
        if wrong:
            return faults + wrong
        listed = rows(data, "answers")
        whole = any((_part(row) or 0) > RIGHT for row in listed)
        if not data.get("accept") and not whole:
            faults.append(Problem("empty", "accept"))
        return faults + _accept_faults(data) + _answer_faults(data, listed)

    def split(self, data: Data) -> tuple[Json, Json]:
        case_sensitive = bool(data.get("case_sensitive"))
        answers = [
            {
                "id": text_of(row, "id"),
                "text": text_of(row, "text"),
                "fraction": _part(row) or 0.0,
                "feedback": text_of(row, "feedback"),
            }
            for row in rows(data, "answers")
            if not is_blank(text_of(row, "text"))
        ]
        key = hidden_parts(data) | {
            "accept": lines_of(data, "accept"),
            "case_sensitive": case_sensitive,
            "answers": answers,
        }
        return {"stem": text_of(data, "stem")} | ({"case_sensitive": True} if case_sensitive else {}), key

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        return [Control("text", NAME, value=(response or {}).get(NAME))]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        text = typed(raw, NAME, TEXT_LIMIT)
        return {NAME: text} if text else {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {NAME: [response[NAME]]} if response else {}

    def score(self, content: Content, key: Key, response: Response) -> Score:
        if not response:
            return Score.of(0.0)
        given = comparable(response[NAME], case_sensitive=key["case_sensitive"])
        for answer in _answers(key):
            if matches(comparable(answer["text"], case_sensitive=key["case_sensitive"]), given):
                return Score.of(answer["fraction"], feedback=[answer["feedback"]] if answer["feedback"] else [])
        return Score.of(0.0)

    def same(self, response_a: Response, response_b: Response) -> bool:
        return _form(response_a) == _form(response_b)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        """Return the accepted texts without wildcards; if there are none, all, with … for each wildcard."""
        accepted: Sequence[list[str]] = [segments(text.strip()) for text in _whole(key)]
        exact = [parts for parts in accepted if len(parts) == 1]
        return ["…".join(parts) for parts in exact or accepted]

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return the part of the mark for anything at all, 0 if not anything is accepted (as Moodle does)."""
        return next((answer["fraction"] for answer in _answers(key) if _accepts_all(answer["text"])), 0.0)

    def to_text(self, content: Content, response: Response) -> str:
        return str(response[NAME]) if response else ""

    def tally(self, content: Content, response: Response) -> Tally:
        """Return the text in the form in which it is compared."""
        case_sensitive = content.get("case_sensitive", False)
        return [("", comparable(response[NAME], case_sensitive=case_sensitive))] if response else []

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        """Return the texts of the whole mark that are written out, without a wildcard."""
        literal = [parts[0] for parts in map(segments, _whole(key)) if len(parts) == 1]
        return {("", comparable(text, case_sensitive=content.get("case_sensitive", False))) for text in literal}


def _part(row: Data) -> float | None:
    """Return the part of the mark of an authored answer, None if it is no number."""
    part = decimal_of(row, "fraction", "1")
    return None if part is None else float(part)


def _accept_faults(data: Data) -> list[Problem]:
    """Return the faults of the accepted lines, which are texts."""
    faults = []
    seen: set[str] = set()
    for index, line in enumerate(data.get("accept") or ()):
        form = comparable(line, case_sensitive=bool(data.get("case_sensitive")))
        if is_blank(line):
            faults.append(Problem("empty", f"accept.{index}"))
        elif form in seen:
            faults.append(Problem("duplicate_text", f"accept.{index}"))
        elif _accepts_all(form):
            faults.append(Problem("matches_everything", f"accept.{index}"))
        seen.add(form)
    return faults


def _answer_faults(data: Data, listed: Sequence[Data]) -> list[Problem]:
    """Return the faults of the rows of answers."""
    faults = row_faults(data, "answers", minimum=0, texts=("text",), unique=())
    case_sensitive = bool(data.get("case_sensitive"))
    seen = {comparable(line, case_sensitive=case_sensitive) for line in lines_of(data, "accept")}
    for index, row in enumerate(listed):
        faults += part_fault(row, "fraction", "1", f"answers.{index}.fraction")
        form = comparable(text_of(row, "text"), case_sensitive=case_sensitive)
        if form and form in seen:
            faults.append(Problem("duplicate_text", f"answers.{index}.text"))
        elif _accepts_all(form) and (_part(row) or 0) > RIGHT:
            faults.append(Problem("matches_everything", f"answers.{index}.text"))
        elif _accepts_all(form) and index + 1 < len(listed):
            faults.append(Problem("never_reached", f"answers.{index + 1}.text"))
        seen.add(form)
    return faults


def _answers(key: Key) -> list[Json]:
    """Return all answers in the order in which they are tried; a version made before there were rows has none."""
    accepted: list[Json] = [{"text": line, "fraction": 1.0, "feedback": ""} for line in key["accept"]]
    return accepted + list(key.get("answers", ()))


def _whole(key: Key) -> list[Any]:
    """Return the patterns that are worth the whole mark."""
    return [answer["text"] for answer in _answers(key) if answer["fraction"] > RIGHT]


def _form(response: Response) -> str:
    """Return what tells one answer from another: the text but for white space and normal form."""
    return comparable(response.get(NAME, ""), case_sensitive=True)
