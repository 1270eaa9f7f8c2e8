"""A text of several sentences, marked by a person."""

from __future__ import annotations

from typing import ClassVar

from courses.items.authoring import text_faults, text_of, whole_fault, whole_of
from courses.items.base import (
    Content,
    Control,
    Data,
    Field,
    Frozen,
    Json,
    Problem,
    Raw,
    Response,
    gettext_noop,
)
from courses.items.person import MARKING_FIELDS, PersonMarked
from courses.items.texts import is_blank, squeeze, typed

NAME = "text"

ESSAY_LIMIT = 20_000
"""Most characters in an essay."""

MOST_WORDS = 3_000
"""Most words that an author may ask for or allow; longer ones may not fit into ESSAY_LIMIT characters."""


def word_count(text: str) -> int:
    """Return the number of words: runs of characters between white space."""
    return len(text.split())


class Essay(PersonMarked):
    """A longer text. Response: `{"text": as typed}`.

    The template is what the field begins with; handed back unchanged it is no answer. Complete when the word
    limits are kept (Moodle's question/type/essay).
    """

    kind = "essay"
    label = gettext_noop("Essay")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("min_words", "decimal", gettext_noop("Words at least"), required=False),
        Field("max_words", "decimal", gettext_noop("Words at most"), required=False),
        Field(
            "template",
            "long",
            gettext_noop("Text to start from"),
            gettext_noop("Stands in the field when the learner begins."),
            translatable=True,
            required=False,
        ),
        *MARKING_FIELDS,
    )

    def own_faults(self, data: Data) -> list[Problem]:
        faults = text_faults(data, "template")
        for name in ("min_words", "max_words"):
            faults += whole_fault(data, name, default=0, least=0, most=MOST_WORDS)
        least, most = whole_of(data, "min_words"), whole_of(data, "max_words")
        if 0 < most < least:
            faults.append(Problem("least_above_most", "max_words"))
        if len(text_of(data, "template")) > ESSAY_LIMIT:
            faults.append(Problem("too_long", "template", {"limit": ESSAY_LIMIT}))
        return faults

    def own_content(self, data: Data) -> Json:
        return {
            "min_words": max(0, whole_of(data, "min_words")),
            "max_words": max(0, whole_of(data, "max_words")),
            "template": text_of(data, "template"),
        }

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        return [
            Control(
                "textarea",
                NAME,
                value=(response or {}).get(NAME),
                limit=ESSAY_LIMIT,
                start=content.get("template", ""),
                min_words=content.get("min_words", 0),
                max_words=content.get("max_words", 0),
            )
        ]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        text = typed(raw, NAME, ESSAY_LIMIT)
        begun = is_blank(text) or squeeze(text) == squeeze(content.get("template", ""))
        return {} if begun else {NAME: text}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {NAME: [response[NAME]]} if response else {}

    def is_complete(self, content: Content, response: Response) -> bool:
        if not response:
            return False
        words, most = word_count(response[NAME]), content.get("max_words", 0)
        return words >= content.get("min_words", 0) and (not most or words <= most)

    def to_text(self, content: Content, response: Response) -> str:
        return str(response[NAME]) if response else ""
