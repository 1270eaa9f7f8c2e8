"""What all questions share that a person marks."""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import ClassVar

from courses.items.authoring import (
    common_faults,
    decimal_of,
    hidden_parts,
    row_faults,
    rows,
    text_faults,
    text_of,
)
from courses.items.base import (
    Content,
    Data,
    Field,
    ItemType,
    Json,
    Key,
    Marking,
    Problem,
    Response,
    Score,
    gettext_noop,
)
from courses.items.decimals import canonical
from courses.items.plain import plain

MARKING_FIELDS = (
    Field(
        "rubric",
        "list",
        gettext_noop("Rubric"),
        gettext_noop("What the answer is marked by. Learners see it."),
        required=False,
        of=(
            Field("text", "text", gettext_noop("What is looked for"), translatable=True),
            Field("points", "decimal", gettext_noop("Points"), default="1"),
        ),
    ),
    Field(
        "model",
        "rich",
        gettext_noop("What a good answer holds"),
        gettext_noop("Shown to learners with their mark."),
        translatable=True,
        required=False,
    ),
    Field(
        "notes",
        "rich",
        gettext_noop("Notes for those who mark"),
        gettext_noop("Learners never see them."),
        translatable=True,
        required=False,
    ),
)
"""What an author says of the marking; a kind puts its own fields before these."""


class PersonMarked(ItemType):
    """An answer that a person marks by a rubric.

    The rubric is in the content: learners see by what they are marked. The model answer and the notes for
    those who mark are in the key.
    """

    marking: ClassVar[Marking] = "person"
    fields: ClassVar[tuple[Field, ...]] = MARKING_FIELDS

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data) + text_faults(data, "model", "notes")
        faults += row_faults(data, "rubric", minimum=0, texts=("text",), unique=("text",))
        for index, row in enumerate(rows(data, "rubric")):
            points = decimal_of(row, "points", "1")
            if points is None:
                faults.append(Problem("not_a_number", f"rubric.{index}.points"))
            elif points <= 0:
                faults.append(Problem("not_positive", f"rubric.{index}.points"))
        return faults + self.own_faults(data)

    @abstractmethod
    def own_faults(self, data: Data) -> list[Problem]:
        """Return the faults of the kind's own fields."""

    def split(self, data: Data) -> tuple[Json, Json]:
        rubric = [
            {
                "id": text_of(row, "id"),
                "text": text_of(row, "text"),
                "points": canonical(decimal_of(row, "points", "1") or Decimal(1)),
            }
            for row in rows(data, "rubric")
        ]
        content = {"stem": text_of(data, "stem"), "rubric": rubric} | self.own_content(data)
        return content, hidden_parts(data) | {"model": text_of(data, "model"), "notes": text_of(data, "notes")}

    @abstractmethod
    def own_content(self, data: Data) -> Json:
        """Return what the kind adds to the content."""

    def rubric(self, content: Content) -> list[tuple[str, str, float]]:
        return [(row["id"], row["text"], float(row["points"])) for row in content.get("rubric", ())]

    def score(self, content: Content, key: Key, response: Response) -> Score:
        """Return nothing: the mark is a person's."""
        return Score.of(0.0)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        """Return what a good answer holds, one text for each paragraph."""
        return plain(key.get("model", "")).splitlines()
