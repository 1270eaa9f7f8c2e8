"""A word or a short sentence, compared with accepted texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from courses.items.authoring import common_faults, hidden_parts, text_of
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
    """A typed text, right if it fits one of the accepted ones. Response: `{"text": as typed}`.

    Both sides are compared in NFC with white space squeezed, folded unless case matters (Moodle's
    question/type/shortanswer); accents are kept. See `texts.comparable` for what phones put in.
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
            min_num=1,
        ),
        Field(
            "case_sensitive",
            "bool",
            gettext_noop("Capital letters matter"),
            required=False,
            default=False,
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        found = data.get("accept")
        if not (found is None or isinstance(found, (list, tuple))) or any(
            not isinstance(line, str) for line in found or ()
        ):
            return [*faults, Problem("wrong_type", "accept")]
        lines = list(found or ())
        if not lines:
            faults.append(Problem("empty", "accept"))
        case_sensitive = bool(data.get("case_sensitive"))
        seen: set[str] = set()
        for index, line in enumerate(lines):
            form = comparable(line, case_sensitive=case_sensitive)
            if is_blank(line):
                faults.append(Problem("empty", f"accept.{index}"))
            elif form in seen:
                faults.append(Problem("duplicate_text", f"accept.{index}"))
            elif _accepts_all(form):
                faults.append(Problem("matches_everything", f"accept.{index}"))
            seen.add(form)
        return faults

    def split(self, data: Data) -> tuple[Json, Json]:
        found = data.get("accept")
        lines = found if isinstance(found, (list, tuple)) else ()
        key = hidden_parts(data) | {
            "accept": [line for line in lines if isinstance(line, str) and not is_blank(line)],
            "case_sensitive": bool(data.get("case_sensitive")),
        }
        return {"stem": text_of(data, "stem")}, key

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
        case = key["case_sensitive"]
        given = comparable(response[NAME], case_sensitive=case)
        right = any(matches(comparable(line, case_sensitive=case), given) for line in key["accept"])
        return Score.of(1.0 if right else 0.0)

    def same(self, response_a: Response, response_b: Response) -> bool:
        return _form(response_a) == _form(response_b)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        """Return the accepted texts without wildcards; if there are none, all, with … for each wildcard."""
        accepted: Sequence[list[str]] = [segments(line.strip()) for line in key["accept"]]
        exact = [parts for parts in accepted if len(parts) == 1]
        return ["…".join(parts) for parts in exact or accepted]

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return 1 if anything is accepted, else 0 (as Moodle's report has it)."""
        return 1.0 if any(_accepts_all(line) for line in key["accept"]) else 0.0

    def to_text(self, content: Content, response: Response) -> str:
        return str(response[NAME]) if response else ""


def _form(response: Response) -> str:
    """Return what tells one answer from another: the text but for white space and normal form."""
    return comparable(response.get(NAME, ""), case_sensitive=True)
