"""How the fields of questions and quizzes are checked: a question's place in the bank, a quiz's slots and times."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from skerry.handover.fields import DECIMAL, How, KindOf, PkOf, is_ref
from skerry.handover.streams import Problem, is_uuid

CATEGORY_DEPTH = 10
CATEGORY_LENGTH = 255
TAG_LENGTH = 100


def _whole(value) -> Any:
    return value


def _plain(value: Any, length: int) -> bool:
    """Tell whether a value is a text of one line that has no blanks around it and is not empty."""
    return isinstance(value, str) and 0 < len(value) <= length and value == value.strip() and value.isprintable()


def _is_category(value: Any) -> bool:
    """Tell whether a value is a path of names such as "Programme/B1"."""
    parts = value.split("/") if isinstance(value, str) else []
    return 0 < len(parts) <= CATEGORY_DEPTH and all(_plain(part, CATEGORY_LENGTH) for part in parts)


def _are_tags(value: Any) -> bool:
    if not isinstance(value, list) or not all(_plain(tag, TAG_LENGTH) for tag in value):
        return False
    return len({tag.casefold() for tag in value}) == len(value)


def _are_outcomes(value: Any) -> bool:
    return isinstance(value, list) and all(is_uuid(key) for key in value) and len(set(value)) == len(value)


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_moment(value: Any) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and datetime.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _moment(_field, value: str | None, _pk_of: PkOf) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(value) if value else None


def _if(fits: Callable[[Any], bool], words: str) -> Callable[..., Iterator[Problem]]:
    def problems(_field, value: Any, _kind_of: KindOf) -> Iterator[Problem]:
        if not fits(value):
            yield f"{words} was expected.", ""

    return problems


def _is_ref_to(kind: str, value: Any) -> bool:
    return value is None or (is_ref(value) and value["ref"].startswith(f"{kind}/"))


def _is_mark(value: Any) -> bool:
    return not any(DECIMAL.problems(None, value, lambda _model: set()))


SLOT: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "id": (is_uuid, "a UUID"),
    "section": (lambda value: isinstance(value, str), "a text"),
    "question": (lambda value: _is_ref_to("question", value), "a reference to question, or null"),
    "max_mark": (_is_mark, "a decimal number in quotes"),
    "keeps_place": (lambda value: isinstance(value, bool), "true or false"),
    "draw_count": (lambda value: type(value) is int and value > 0, "a whole number above 0"),
    "draw_category": (lambda value: value == "" or _is_category(value), "a category such as Programme/B1"),
    "draw_tag": (lambda value: value == "" or _plain(value, TAG_LENGTH), "a tag"),
    "draw_outcome": (lambda value: value is None or is_uuid(value), "the UUID of an outcome, or null"),
}
"""What a slot holds, what each of it must be, and that in words."""


def _slot_problem(slot: Any, seen: set[str]) -> str:
    if not isinstance(slot, dict) or set(slot) != set(SLOT):
        return f"A slot must hold exactly {', '.join(SLOT)}."
    for name, (fits, words) in SLOT.items():
        if not fits(slot[name]):
            return f"{name} of a slot: {words} was expected."
    if slot["id"] in seen:
        return f"The slot id {slot['id']} occurs twice."
    if not (slot["question"] or slot["draw_category"] or slot["draw_tag"] or slot["draw_outcome"]):
        return "A slot must name a question, or a category, a tag or an outcome to draw from."
    return ""


def _slot_problems(_field, value: Any, _kind_of: KindOf) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield "A list of slots was expected.", ""
        return
    seen: set[str] = set()
    for slot in value:
        wrong = _slot_problem(slot, seen)
        identity = slot.get("id") if isinstance(slot, dict) else None
        if wrong:
            yield wrong, identity if isinstance(identity, str) else ""
        else:
            seen.add(slot["id"])


def _questions(_field, slots: list[dict]) -> Iterator[str]:
    return (slot["question"]["ref"] for slot in slots if slot["question"])


def _drawn_outcomes(slots: list[dict]) -> Iterator[str]:
    return (slot["draw_outcome"] for slot in slots if slot["draw_outcome"])


def _without_headings(slots: list[dict]) -> list[dict]:
    return [{**slot, "section": ""} for slot in slots]


CATEGORY = How(_if(_is_category, "A category such as Programme/B1"), own=False, shared=_whole)
TAGS = How(_if(_are_tags, "A list of tags, each of them once,"), own=False, shared=_whole)
OUTCOMES = How(
    _if(_are_outcomes, "A list of the UUIDs of outcomes, each of them once,"), own=False, shared=_whole, outcomes=iter
)
WORDS = How(_if(_are_words, "A list of texts"), shared=_whole)
MOMENT = How(_if(_is_moment, "A moment such as 2026-11-22T09:00:00+01:00, or null,"), _moment, shared=_whole)
PRE_TEST = How(
    _if(lambda value: _is_ref_to("quiz", value), "A reference to quiz, or null,"),
    lambda _field, value, pk_of: pk_of(value["ref"]) if value else None,
    lambda _field, value: iter([value["ref"]] if value else []),
    shared=_whole,
)
SLOTS = How(
    _slot_problems, references=_questions, own=False, shared=_without_headings, outcomes=_drawn_outcomes
)
