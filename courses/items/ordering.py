"""Items to be put in their right order."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import ClassVar

from courses.items.authoring import (
    arranged,
    choice_fault,
    common_faults,
    hidden_parts,
    row_faults,
    rows,
    text_of,
)
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
from courses.items.texts import prefixed, values

PREFIX = "o-"
NAME = "order"
SCORINGS = ("absolute", "relative", "all_or_nothing")


def fraction_of(scoring: str, right: Sequence[str], given: Sequence[str]) -> float:
    """Return the fraction of the mark for an order of n items.

    absolute: items in their place / n. relative: sum of max(0, n - 1 - displacement) over all items / n(n -
    1), where displacement is how many places an item is off. all_or_nothing: 1 or 0 (Moodle's
    question/type/ordering, grading "absolute position", "relative to correct", "all or nothing"). An item
    that is missing is worth nothing.
    """
    places = {id_: place for place, id_ in enumerate(given)}
    off = [abs(places[id_] - place) if id_ in places else None for place, id_ in enumerate(right)]
    count = len(right)
    if scoring == "relative" and count > 1:
        return sum(max(0, count - 1 - each) for each in off if each is not None) / (count * (count - 1))
    in_place = off.count(0)
    if scoring == "all_or_nothing":
        return 1.0 if count and in_place == count else 0.0
    return in_place / count if count else 0.0


class Ordering(ItemType):
    """Items in a right order. Response: `{"order": [item ids]}`, always all of them.

    The content lists the items by id, so ids must be random and not count up in the right order.
    """

    kind = "ordering"
    label = gettext_noop("Ordering")
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "items",
            "list",
            gettext_noop("Items in the right order"),
            of=(Field("text", "text", gettext_noop("Item"), translatable=True),),
            min_num=2,
        ),
        Field(
            "scoring",
            "choice",
            gettext_noop("Scoring"),
            choices=(
                ("absolute", gettext_noop("by items in their place")),
                ("relative", gettext_noop("by how far items are from their place")),
                ("all_or_nothing", gettext_noop("all or nothing")),
            ),
            default="absolute",
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        faults += row_faults(data, "items", minimum=2, texts=("text",), unique=("text",))
        return faults + choice_fault(data, "scoring", SCORINGS, SCORINGS[0])

    def split(self, data: Data) -> tuple[Json, Json]:
        listed = [{"id": text_of(row, "id"), "text": text_of(row, "text")} for row in rows(data, "items")]
        content: Json = {
            "stem": text_of(data, "stem"),
            "items": sorted(listed, key=lambda item: item["id"]),
        }
        key = hidden_parts(data) | {
            "order": [item["id"] for item in listed],
            "scoring": text_of(data, "scoring") or SCORINGS[0],
        }
        return content, key

    def freeze(self, content: Content, rng: random.Random) -> Json:
        """Return a plain shuffle; one that is never right by accident would tell about the right order."""
        order = [item["id"] for item in content["items"]]
        rng.shuffle(order)
        return {"order": order}

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        given = (response or {}).get(NAME)
        shown = arranged(content["items"], given or frozen.get("order"))
        options = tuple(Option(row["id"], row["text"]) for row in shown)
        return [Control("order", NAME, options=options, value=list(given) if given else None)]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        """Return the order from positions (`o-<id>`: 1 to n), or from `order`: the ids as they stand.

        Raises InvalidResponse besides the common ones: duplicate_position (a position or an id twice),
        incomplete_order (one is missing or out of range), not_a_number.
        """
        known = [item["id"] for item in content["items"]]
        order = values(raw, NAME)
        if not order:
            positions = {id_: _position(id_, given) for id_, given in prefixed(raw, PREFIX, known).items()}
            if len(set(positions.values())) < len(positions):
                raise InvalidResponse("duplicate_position")
            if positions and set(positions.values()) != set(range(1, len(known) + 1)):
                raise InvalidResponse("incomplete_order", given=len(positions), items=len(known))
            order = sorted(positions, key=lambda id_: positions[id_])
        if any(id_ not in known for id_ in order):
            raise InvalidResponse("unknown_option", name=NAME)
        if len(set(order)) < len(order):
            raise InvalidResponse("duplicate_position")
        if order and len(order) < len(known):
            raise InvalidResponse("incomplete_order", given=len(order), items=len(known))
        return {NAME: order} if order else {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {PREFIX + id_: [str(place)] for place, id_ in enumerate(response.get(NAME, ()), start=1)}

    def score(self, content: Content, key: Key, response: Response) -> Score:
        given, right = list(response.get(NAME, ())), key["order"]
        parts = {id_: given[place : place + 1] == [id_] for place, id_ in enumerate(right)}
        return Score.of(fraction_of(key["scoring"], right, given), parts)

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return _texts(content, key["order"])

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return the mean over all n! orders: 1/n absolute, (2n - 1)/3n relative, 1/n! all or nothing.

        An item's mean displacement is (n² - 1)/3n, the mean distance of two places drawn from n.
        """
        count = len(key["order"])
        if not count:
            return None
        if key["scoring"] == "relative" and count > 1:
            return (2 * count - 1) / (3 * count)
        return 1 / math.factorial(count) if key["scoring"] == "all_or_nothing" else 1 / count

    def to_text(self, content: Content, response: Response) -> str:
        texts = _texts(content, response.get(NAME, ()))
        return "; ".join(f"{place}. {text}" for place, text in enumerate(texts, start=1))

    def choices(self, content: Content) -> list[str]:
        return [item["text"] for item in content["items"]]

    def tally(self, content: Content, response: Response) -> Tally:
        return [(id_, str(place)) for place, id_ in enumerate(response.get(NAME, ()), start=1)]

    def tally_labels(self, content: Content) -> dict[str, str]:
        return {item["id"]: item["text"] for item in content["items"]}

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        return {(id_, str(place)) for place, id_ in enumerate(key["order"], start=1)}


def _position(id_: str, given: Sequence[str]) -> int:
    """Return a posted position; raises InvalidResponse (too_many, not_a_number)."""
    if len(set(given)) > 1:
        raise InvalidResponse("too_many", name=PREFIX + id_, allowed=1)
    text = given[0].strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise InvalidResponse("not_a_number", name=PREFIX + id_)
    return int(text)


def _texts(content: Content, ids: Sequence[str]) -> list[str]:
    """Return the items' texts in the order of the ids; the id stands for an item that is not known."""
    texts = {item["id"]: item["text"] for item in content["items"]}
    return [texts.get(id_, id_) for id_ in ids]
