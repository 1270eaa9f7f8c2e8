"""Prompts, each to be given its answer."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from typing import Any, ClassVar

from courses.items.authoring import arranged, common_faults, hidden_parts, row_faults, rows, text_of
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
    Option,
    Problem,
    Raw,
    Response,
    Score,
    Tally,
    gettext_noop,
)
from courses.items.texts import prefixed, squeeze

PREFIX = "m-"
NAME = "pairs"


def _veiled(role: str, authored_id: str) -> str:
    """Return the id under which a row appears as "prompt" or as "answer".

    One authored row holds a prompt and the answer to it, so its own id would give the pair away. Two hashes
    of it do not, as long as it is random (a UUID) and stays out of the content; and they are the same in
    every language. Stored responses hold these ids: the formula must never change.
    """
    return hashlib.sha256(f"skerry matching {role} {authored_id}".encode(errors="replace")).hexdigest()[:16]


def _answers(data: Data) -> dict[str, list[str]]:
    """Return the veiled ids of all answers and distractors by text: same text, same answer."""
    found: dict[str, list[str]] = {}
    for name, column in (("pairs", "answer"), ("distractors", "text")):
        for row in rows(data, name):
            ids = found.setdefault(squeeze(text_of(row, column)), [])
            ids.append(_veiled("answer", text_of(row, "id")))
    return found


class Matching(ItemType):
    """Pairs of prompt and answer, and distractors. Response: `{"pairs": {pair id: answer id}}`, those given.

    Pair and answer ids are those of the content, not of the data. Answers with the same text are one. The
    score is the part of the pairs that are right (Moodle's question/type/match).
    """

    kind = "matching"
    label = gettext_noop("Matching")
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "pairs",
            "list",
            gettext_noop("Pairs"),
            of=(
                Field("prompt", "text", gettext_noop("Prompt"), translatable=True),
                Field("answer", "text", gettext_noop("Its answer"), translatable=True),
            ),
            min_num=2,
        ),
        Field(
            "distractors",
            "list",
            gettext_noop("Answers that fit nothing"),
            required=False,
            of=(Field("text", "text", gettext_noop("Answer"), translatable=True),),
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        faults += row_faults(
            data, "pairs", minimum=2, texts=("prompt", "answer"), unique=("prompt",)
        ) + row_faults(data, "distractors", minimum=0, texts=("text",), unique=("text",))
        answers = {squeeze(text_of(row, "answer")) for row in rows(data, "pairs")} - {""}
        ids = {text_of(row, "id") for row in rows(data, "pairs")} - {""}
        for index, row in enumerate(rows(data, "distractors")):
            if squeeze(text_of(row, "text")) in answers:
                faults.append(Problem("duplicate_text", f"distractors.{index}.text"))
            if text_of(row, "id") in ids:
                faults.append(Problem("duplicate_id", f"distractors.{index}.id"))
        if answers and len(_answers(data).keys() - {""}) < 2:
            faults.append(Problem("one_answer", "pairs"))
        return faults

    def split(self, data: Data) -> tuple[Json, Json]:
        answers = _answers(data)
        merged = {id_: min(ids) for ids in answers.values() for id_ in ids}
        shown = sorted((min(ids), text) for text, ids in answers.items())
        prompts: list[Json] = []
        right: dict[str, str] = {}
        for row in rows(data, "pairs"):
            pair = _veiled("prompt", text_of(row, "id"))
            prompts.append({"id": pair, "text": text_of(row, "prompt")})
            right[pair] = merged[_veiled("answer", text_of(row, "id"))]
        content = {
            "stem": text_of(data, "stem"),
            "pairs": prompts,
            "answers": [{"id": id_, "text": text} for id_, text in shown],
        }
        return content, hidden_parts(data) | {"right": right, "merged": merged}

    def freeze(self, content: Content, rng: random.Random) -> Json:
        order = [answer["id"] for answer in content["answers"]]
        rng.shuffle(order)
        return {"answers": order}

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        given = (response or {}).get(NAME, {})
        options = tuple(
            Option(row["id"], row["text"]) for row in arranged(content["answers"], frozen.get("answers"))
        )
        return [
            Control("select", PREFIX + row["id"], row["text"], options, given.get(row["id"]))
            for row in content["pairs"]
        ]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        known = {row["id"] for row in content["answers"]}
        pairs: dict[str, str] = {}
        for pair, given in prefixed(raw, PREFIX, [row["id"] for row in content["pairs"]]).items():
            if len(set(given)) > 1:
                raise InvalidResponse("too_many", name=PREFIX + pair, allowed=1)
            if given[0] not in known:
                raise InvalidResponse("unknown_option", name=PREFIX + pair)
            pairs[pair] = given[0]
        return {NAME: dict(sorted(pairs.items()))} if pairs else {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {PREFIX + pair: [answer] for pair, answer in response.get(NAME, {}).items()}

    def is_complete(self, content: Content, response: Response) -> bool:
        given = response.get(NAME, {})
        return bool(given) and all(row["id"] in given for row in content["pairs"])

    def score(self, content: Content, key: Key, response: Response) -> Score:
        given, merged = response.get(NAME, {}), key["merged"]
        # An answer given in a language where other texts coincide goes by another id of the same answer.
        parts = {pair: merged.get(given.get(pair)) == right for pair, right in key["right"].items()}
        return Score.of(sum(parts.values()) / len(parts) if parts else 0.0, parts)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return _lines(content, key["right"])

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return 1 / number of answers to choose from (Moodle's random guess score)."""
        return 1 / len(content["answers"]) if content["answers"] else None

    def to_text(self, content: Content, response: Response) -> str:
        return "; ".join(_lines(content, response.get(NAME, {})))

    def choices(self, content: Content) -> list[str]:
        """Return the prompts, then the answers."""
        return [row["text"] for row in (*content["pairs"], *content["answers"])]

    def tally(self, content: Content, response: Response) -> Tally:
        return list(response.get(NAME, {}).items())

    def tally_labels(self, content: Content) -> dict[str, str]:
        return {row["id"]: row["text"] for row in (*content["pairs"], *content["answers"])}

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        """Return each pair with its answer under every id that it goes by in some language."""
        merged = key["merged"].items()
        return {(pair, id_) for pair, right in key["right"].items() for id_, one in merged if one == right}


def _lines(content: Content, pairs: Mapping[str, Any]) -> list[str]:
    """Return "prompt → answer" for each pair given; the id stands for an answer that is not known."""
    texts = {row["id"]: row["text"] for row in content["answers"]}
    return [
        f"{row['text']} → {texts.get(pairs[row['id']], pairs[row['id']])}"
        for row in content["pairs"]
        if row["id"] in pairs
    ]
