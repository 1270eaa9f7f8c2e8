"""A statement to agree with more or less, for surveys."""

from __future__ import annotations

from typing import ClassVar

from courses.items.authoring import common_faults, hidden_parts, row_faults, rows, text_of
from courses.items.base import (
    Content,
    Data,
    Field,
    Json,
    Key,
    Marking,
    Problem,
    Response,
    Score,
    gettext_noop,
)
from courses.items.choice import Choice

NO_ANSWER = "no-answer"
"""The id of the option to say nothing; whoever shows it puts the words of the reader's language in its place."""

NO_ANSWER_TEXT = gettext_noop("No answer")
LEAST, MOST = 2, 11


class Scale(Choice):
    """One of several labels in a row, never shuffled and never marked. Response: `{"choice": [label id]}`."""

    kind = "scale"
    label = gettext_noop("Rating scale")
    marking: ClassVar[Marking] = "none"
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "labels",
            "list",
            gettext_noop("Steps of the scale, in their order"),
            of=(Field("text", "text", gettext_noop("Step"), translatable=True),),
            min_num=LEAST,
            max_num=MOST,
        ),
        Field("other", "bool", gettext_noop("Offer “No answer”"), required=False, default=False),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        faults += row_faults(data, "labels", minimum=LEAST, texts=("text",), unique=("text",))
        if len(rows(data, "labels")) > MOST:
            faults.append(Problem("too_many", "labels", {"maximum": MOST}))
        return faults

    def split(self, data: Data) -> tuple[Json, Json]:
        options = [{"id": text_of(row, "id"), "text": text_of(row, "text")} for row in rows(data, "labels")]
        if data.get("other"):
            options.append({"id": NO_ANSWER, "text": NO_ANSWER_TEXT})
        return {"stem": text_of(data, "stem"), "options": options}, hidden_parts(data)

    def choices(self, content: Content) -> list[str]:
        """Return the steps; “No answer” is not the author's."""
        return [row["text"] for row in content["options"] if row["id"] != NO_ANSWER]

    def score(self, content: Content, key: Key, response: Response) -> Score:
        """Return nothing: there is no right answer."""
        return Score.of(0.0)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return []
