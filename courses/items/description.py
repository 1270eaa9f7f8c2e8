"""Words between questions, with nothing to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from courses.items.authoring import common_faults, hidden_parts, text_of
from courses.items.base import (
    Content,
    Control,
    Data,
    Frozen,
    InvalidResponse,
    ItemType,
    Json,
    Key,
    Marking,
    Problem,
    Raw,
    Response,
    Score,
    gettext_noop,
)


class Description(ItemType):
    """A text to read. Response: `{}`, which is complete."""

    kind = "description"
    label = gettext_noop("Text without a question")
    marking: ClassVar[Marking] = "none"

    def problems(self, data: Data) -> list[Problem]:
        return common_faults(data)

    def split(self, data: Data) -> tuple[Json, Json]:
        return {"stem": text_of(data, "stem")}, hidden_parts(data)

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        return []

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        if not isinstance(raw, Mapping):
            raise InvalidResponse("malformed")
        return {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {}

    def is_complete(self, content: Content, response: Response) -> bool:
        return True

    def score(self, content: Content, key: Key, response: Response) -> Score:
        """Return nothing: there is no answer."""
        return Score.of(0.0)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return []

    def to_text(self, content: Content, response: Response) -> str:
        return ""
