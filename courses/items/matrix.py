"""Rows that are each given one of the same columns, for surveys."""

from __future__ import annotations

from typing import ClassVar

from courses.items.authoring import common_faults, hidden_parts, row_faults, rows, text_of
from courses.items.base import (
    Content,
    Control,
    Data,
    Field,
    Frozen,
    InvalidResponse,
    ItemType,
    Json,
    Key,
    Marking,
    Option,
    Problem,
    Raw,
    Response,
    Score,
    Tally,
    gettext_noop,
)
from courses.items.texts import prefixed

NAME = "cells"
PREFIX = "x-"
MOST_COLUMNS = 11


class Matrix(ItemType):
    """One column for each row, never shuffled and never marked. Response: `{"cells": {row id: column id}}`."""

    kind = "matrix"
    label = gettext_noop("Matrix")
    marking: ClassVar[Marking] = "none"
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "rows",
            "list",
            gettext_noop("Rows"),
            of=(Field("text", "text", gettext_noop("Row"), translatable=True),),
            min_num=1,
        ),
        Field(
            "columns",
            "list",
            gettext_noop("Columns, in their order"),
            of=(Field("text", "text", gettext_noop("Column"), translatable=True),),
            min_num=2,
            max_num=MOST_COLUMNS,
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        for name, minimum in (("rows", 1), ("columns", 2)):
            faults += row_faults(data, name, minimum=minimum, texts=("text",), unique=("text",))
        if len(rows(data, "columns")) > MOST_COLUMNS:
            faults.append(Problem("too_many", "columns", {"maximum": MOST_COLUMNS}))
        ids = {text_of(row, "id") for row in rows(data, "rows")} - {""}
        for index, column in enumerate(rows(data, "columns")):
            if text_of(column, "id") in ids:
                faults.append(Problem("duplicate_id", f"columns.{index}.id"))
        return faults

    def split(self, data: Data) -> tuple[Json, Json]:
        content: Json = {"stem": text_of(data, "stem")}
        for name in ("rows", "columns"):
            content[name] = [{"id": text_of(row, "id"), "text": text_of(row, "text")} for row in rows(data, name)]
        return content, hidden_parts(data)

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        cells = (response or {}).get(NAME, {})
        columns = tuple(Option(row["id"], row["text"]) for row in content["columns"])
        shown = tuple(
            Control("radio", PREFIX + row["id"], row["text"], columns, cells.get(row["id"]))
            for row in content["rows"]
        )
        return [Control("matrix", NAME, options=columns, rows=shown)]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        known = {row["id"] for row in content["columns"]}
        cells: dict[str, str] = {}
        for row, given in prefixed(raw, PREFIX, [row["id"] for row in content["rows"]]).items():
            if len(set(given)) > 1:
                raise InvalidResponse("too_many", name=PREFIX + row, allowed=1)
            if given[0] not in known:
                raise InvalidResponse("unknown_option", name=PREFIX + row)
            cells[row] = given[0]
        return {NAME: dict(sorted(cells.items()))} if cells else {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {PREFIX + row: [column] for row, column in response.get(NAME, {}).items()}

    def is_complete(self, content: Content, response: Response) -> bool:
        cells = response.get(NAME, {})
        return bool(cells) and all(row["id"] in cells for row in content["rows"])

    def score(self, content: Content, key: Key, response: Response) -> Score:
        """Return nothing: there is no right answer."""
        return Score.of(0.0)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return []

    def to_text(self, content: Content, response: Response) -> str:
        texts, cells = self.tally_labels(content), response.get(NAME, {})
        found = [(row["text"], cells[row["id"]]) for row in content["rows"] if row["id"] in cells]
        return "; ".join(f"{row}: {texts.get(column, column)}" for row, column in found)

    def choices(self, content: Content) -> list[str]:
        """Return the rows, then the columns."""
        return [row["text"] for row in (*content["rows"], *content["columns"])]

    def tally(self, content: Content, response: Response) -> Tally:
        return list(response.get(NAME, {}).items())

    def tally_labels(self, content: Content) -> dict[str, str]:
        return {row["id"]: row["text"] for row in (*content["rows"], *content["columns"])}
