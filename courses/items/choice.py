"""Choosing among options: one right, several right, true or false."""

from __future__ import annotations

import math
import random
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from courses.items.authoring import arranged, common_faults, hidden_parts, row_faults, rows, text_of
from courses.items.base import (
    RIGHT,
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
from courses.items.decimals import authored_number
from courses.items.texts import values

NAME = "choice"
"""The name of the one control of a choice, and of its part in the response."""

SUM_TOLERANCE = 0.001
"""How far right fractions may miss 1 together: authors type thirds and sevenths with three decimals."""

_OPTION_FIELDS = (
    Field("text", "text", gettext_noop("Option"), translatable=True),
    Field(
        "fraction",
        "decimal",
        gettext_noop("Part of the mark"),
        gettext_noop("From -1 to 1. A right single choice has 1; the right ones of several add up to 1."),
        default="0",
    ),
    Field("feedback", "rich", gettext_noop("Feedback to this option"), translatable=True, required=False),
    Field(
        "fixed",
        "bool",
        gettext_noop("Stays last"),
        gettext_noop("Not shuffled, for options such as “none of these”."),
        required=False,
        default=False,
    ),
)


def _fraction(row: Mapping[str, Any]) -> float | None:
    """Return the fraction of an authored option (missing is 0), None if it is no finite number."""
    value = row.get("fraction")
    number = authored_number("0" if value is None or value == "" else value)
    return None if number is None else float(number)


class Choice(ItemType):
    """What all choices share: one control, a response `{"choice": [ids]}` sorted by id."""

    many: ClassVar[bool] = False

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        chosen = list((response or {}).get(NAME, ()))
        shown = arranged(_options(content), frozen.get("order"))
        options = tuple(Option(row["id"], row["text"]) for row in shown)
        if self.many:
            return [Control("checkbox", NAME, options=options, value=chosen or None)]
        return [Control("radio", NAME, options=options, value=chosen[0] if chosen else None)]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        chosen = sorted(set(values(raw, NAME)))
        known = {row["id"] for row in _options(content)}
        for id_ in chosen:
            if id_ not in known:
                raise InvalidResponse("unknown_option", name=NAME)
        if len(chosen) > 1 and not self.many:
            raise InvalidResponse("too_many", name=NAME, allowed=1)
        return {NAME: chosen} if chosen else {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {NAME: list(response[NAME])} if response else {}

    def to_text(self, content: Content, response: Response) -> str:
        return "; ".join(_texts(content, response.get(NAME, ())))

    def choices(self, content: Content) -> list[str]:
        return [row["text"] for row in _options(content)]

    def tally(self, content: Content, response: Response) -> Tally:
        return [("", id_) for id_ in response.get(NAME, ())]

    def tally_labels(self, content: Content) -> dict[str, str]:
        return {row["id"]: row["text"] for row in _options(content)}


def _options(content: Content) -> Sequence[Mapping[str, Any]]:
    """Return the options of the content; true/false has two that are not written down."""
    options: Sequence[Mapping[str, Any]] = content.get("options", TrueFalse.OPTIONS)
    return options


def _texts(content: Content, ids: Sequence[str]) -> list[str]:
    """Return the texts of these options in the order of the content; the id for one that is not known."""
    texts = {row["id"]: row["text"] for row in _options(content)}
    return [texts[id_] for id_ in texts if id_ in ids] + [id_ for id_ in ids if id_ not in texts]


class _Authored(Choice):
    """A choice whose options an author writes.

    While options are shuffled the content lists them by id (those that stay last behind), since authors tend
    to write the right one first; ids must therefore be random.
    """

    fields: ClassVar[tuple[Field, ...]] = (
        Field("options", "list", gettext_noop("Options"), of=_OPTION_FIELDS, min_num=2),
        Field(
            "shuffle",
            "bool",
            gettext_noop("Shuffle"),
            gettext_noop("Each learner sees the options in another order."),
            required=False,
            default=True,
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        faults += row_faults(data, "options", minimum=2, texts=("text",), unique=("text",))
        fractions = [_fraction(row) for row in rows(data, "options")]
        for index, fraction in enumerate(fractions):
            if fraction is None:
                faults.append(Problem("not_a_number", f"options.{index}.fraction"))
            elif not -1 <= fraction <= 1:
                bounds = {"minimum": -1, "maximum": 1}
                faults.append(Problem("fraction_out_of_range", f"options.{index}.fraction", bounds))
        return faults + self.key_faults([fraction or 0.0 for fraction in fractions])

    @abstractmethod
    def key_faults(self, fractions: Sequence[float]) -> list[Problem]:
        """Return what is wrong with the fractions together."""

    def split(self, data: Data) -> tuple[Json, Json]:
        listed = rows(data, "options")
        shuffle = bool(data.get("shuffle", True))
        shown: list[Json] = []
        for row in listed:
            option: Json = {"id": text_of(row, "id"), "text": text_of(row, "text")}
            shown.append(option | ({"fixed": True} if shuffle and row.get("fixed") else {}))
        if shuffle:
            last = [option for option in shown if "fixed" in option]
            free = [option for option in shown if "fixed" not in option]
            shown = sorted(free, key=lambda option: str(option["id"])) + last
        key = hidden_parts(data) | {
            "fractions": {text_of(row, "id"): _fraction(row) or 0.0 for row in listed},
            "option_feedback": {text_of(row, "id"): text_of(row, "feedback") for row in listed},
        }
        return {"stem": text_of(data, "stem"), "options": shown, "shuffle": shuffle}, key

    def freeze(self, content: Content, rng: random.Random) -> Json:
        free = [option["id"] for option in content["options"] if not option.get("fixed")]
        last = [option["id"] for option in content["options"] if option.get("fixed")]
        if content.get("shuffle"):
            rng.shuffle(free)
        return {"order": free + last}

    def score(self, content: Content, key: Key, response: Response) -> Score:
        chosen = response.get(NAME, ())
        fraction = self.worth([key["fractions"].get(id_, 0.0) for id_ in chosen])
        shown = [row["id"] for row in _options(content) if row["id"] in chosen]
        feedback = [key["option_feedback"].get(id_, "") for id_ in shown]
        return Score.of(fraction, feedback=[text for text in feedback if text])

    @abstractmethod
    def worth(self, fractions: Sequence[float]) -> float:
        """Return the fraction of the mark for the fractions of the chosen options."""

    def right_options(self, key: Key) -> list[str]:
        """Return the ids of the options that belong to a right answer."""
        least = 0 if self.many else RIGHT
        return [id_ for id_, fraction in key["fractions"].items() if fraction > least]

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return _texts(content, self.right_options(key))

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        return {("", id_) for id_ in self.right_options(key)}


class SingleChoice(_Authored):
    """One option of several; its fraction is the score and may be negative (Moodle's multichoice, single)."""

    kind = "single_choice"
    label = gettext_noop("Single choice")

    def key_faults(self, fractions: Sequence[float]) -> list[Problem]:
        right = sum(fraction > RIGHT for fraction in fractions)
        if right == 1:
            return []
        return [Problem("several_right_options" if right else "no_right_option", "options", {"right": right})]

    def worth(self, fractions: Sequence[float]) -> float:
        return math.fsum(fractions)

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return the mean of the fractions (Moodle's random guess score)."""
        fractions = key["fractions"].values()
        return math.fsum(fractions) / len(fractions) if fractions else None


class MultipleChoice(_Authored):
    """Any number of options; the score is the sum of their fractions in 0 to 1 (Moodle's multichoice, multi).

    A sum within SUM_TOLERANCE of 1 counts as 1: three thirds typed as 0.333 are a right answer.
    """

    kind = "multiple_choice"
    label = gettext_noop("Multiple choice")
    many = True

    def key_faults(self, fractions: Sequence[float]) -> list[Problem]:
        total = math.fsum(fraction for fraction in fractions if fraction > 0)
        if total == 0:
            return [Problem("no_right_option", "options", {"right": 0})]
        return [] if _is_one(total) else [Problem("fractions_not_one", "options", {"sum": round(total, 6)})]

    def worth(self, fractions: Sequence[float]) -> float:
        total = math.fsum(fractions)
        return 1.0 if _is_one(total) else min(1.0, max(0.0, total))


def _is_one(total: float) -> bool:
    """Whether a sum of fractions is 1 within SUM_TOLERANCE (both ends count)."""
    return abs(Decimal(repr(total)) - 1) <= Decimal(repr(SUM_TOLERANCE))


class TrueFalse(Choice):
    """A statement that is true or not: 1 or 0.

    The options' ids are "true" and "false", and so are their texts: whoever shows them puts the words of the
    reader's language in their place.
    """

    OPTIONS: ClassVar[tuple[Mapping[str, str], ...]] = (
        {"id": "true", "text": "true"},
        {"id": "false", "text": "false"},
    )
    kind = "true_false"
    label = gettext_noop("True or false")
    fields = (
        Field("answer", "bool", gettext_noop("The statement is true"), required=False, default=False),
        Field("feedback_true", "rich", gettext_noop("Feedback to “true”"), translatable=True, required=False),
        Field(
            "feedback_false", "rich", gettext_noop("Feedback to “false”"), translatable=True, required=False
        ),
    )

    def problems(self, data: Data) -> list[Problem]:
        faults = common_faults(data)
        if not isinstance(data.get("answer"), bool):
            faults.append(Problem("empty" if data.get("answer") is None else "wrong_type", "answer"))
        return faults

    def split(self, data: Data) -> tuple[Json, Json]:
        key = hidden_parts(data) | {"answer": data.get("answer") is True}
        key["option_feedback"] = {id_: text_of(data, f"feedback_{id_}") for id_ in ("true", "false")}
        return {"stem": text_of(data, "stem")}, key

    def choices(self, content: Content) -> list[str]:
        """Return nothing: the two words are not the author's."""
        return []

    def score(self, content: Content, key: Key, response: Response) -> Score:
        chosen = response.get(NAME, ())
        right = list(chosen) == [_word(key)]
        feedback = [key["option_feedback"].get(id_, "") for id_ in chosen]
        return Score.of(1.0 if right else 0.0, feedback=[text for text in feedback if text])

    def model_answer(self, content: Content, key: Key) -> list[str]:
        return _texts(content, [_word(key)])

    def tally_right(self, content: Content, key: Key) -> set[tuple[str, str]]:
        return {("", _word(key))}

    def guess_score(self, content: Content, key: Key) -> float | None:
        """Return one half."""
        return 0.5


def _word(key: Key) -> str:
    """Return the id of the right option of a true/false question."""
    return "true" if key["answer"] else "false"
