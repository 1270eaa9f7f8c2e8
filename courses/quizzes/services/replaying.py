"""What a corrected question makes of the answers that were given: their log is replayed, and nothing is touched."""

import copy
from collections.abc import Callable, Iterable
from typing import Any

from courses import items
from courses.quizzes import marking, queries
from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep, QuestionVersion, Regrade, VersionText
from courses.quizzes.services.totals import totals

TextOf = Callable[[int, str], VersionText]
ANSWERS = (AttemptStep.Action.SAVE, AttemptStep.Action.CHECK)
REPLAYED = (*ANSWERS, AttemptStep.Action.FINISH)
"""The steps that a replay goes through: what the person did in time. Late answers and acts of trainers it passes by."""

MARKS = ("fraction", "state", "tries_used", "last_checked", "is_dropped")


class Texts:
    """The texts of some versions, looked up once for each language that is asked for."""

    def __init__(self, versions: Iterable[int]):
        self.versions = list(versions)
        self.found: dict[str, dict[int, VersionText]] = {}

    def __call__(self, version_id: int, language: str) -> VersionText:
        if language not in self.found:
            self.found[language] = queries.texts(self.versions, language)
        return self.found[language][version_id]


def replay(
    *, attempt: Attempt, slot: AttemptSlot, steps: Iterable[AttemptStep], version: QuestionVersion, text_of: TextOf
) -> AttemptSlot:
    """Return how the question would stand had it been marked by ``version`` all along; a row that is not saved.

    Every answer is taken in its order and in its language, tries and penalties are counted anew. Once the question is
    closed, what was answered after is passed by: the person was told too early to go on.
    """
    fresh = AttemptSlot(number=slot.number, version=version, frozen=slot.frozen, max_mark=slot.max_mark)
    for step in steps:
        if step.action in ANSWERS and not fresh.is_closed:
            fresh.response, fresh.language = step.response, step.language
            text = text_of(version.pk, step.language or attempt.language)
            marking.take_in(attempt, fresh, text, counts=step.action == AttemptStep.Action.CHECK)
        elif step.action == AttemptStep.Action.FINISH:
            marking.close(attempt, fresh, text_of(version.pk, fresh.language or attempt.language))
    return fresh


def _ids(value: Any) -> set[str]:
    """Return the ids of rows in a question's content, at any depth."""
    if isinstance(value, dict):
        own = {str(value["id"])} if "id" in value else set()
        return own.union(*(_ids(child) for child in value.values()))
    return set().union(*(_ids(child) for child in value)) if isinstance(value, list) else set()


def fits(old: QuestionVersion, new: QuestionVersion, text_of: TextOf) -> bool:
    """Whether answers to one version can be marked by another: of the same kind, with the same things to choose.

    A number may be given in more units than before: what was answered has its unit still.
    """
    if old.pk == new.pk:
        return True
    if old.kind != new.kind:
        return False
    was, now = (_ids(text_of(version.pk, version.source_locale).content) for version in (old, new))
    return was <= now if old.kind == "numeric" else was == now


def _by_replay(
    regrade: Regrade, attempt: Attempt, slot: AttemptSlot, steps: Iterable[AttemptStep], text_of: TextOf
) -> dict[str, Any]:
    fresh = replay(attempt=attempt, slot=slot, steps=steps, version=regrade.version, text_of=text_of)
    is_better = (fresh.fraction or 0) > (slot.fraction or 0)
    if regrade.policy == Regrade.Policy.BETTER and slot.is_closed and not is_better:
        return {}
    found = {name: getattr(fresh, name) for name in MARKS}
    if regrade.policy == Regrade.Policy.BETTER:
        found["is_dropped"] = slot.is_dropped
    return found


def is_left_alone(regrade: Regrade, slot: AttemptSlot) -> bool:
    """Whether a mark stays since a person gave it. Dropping a question drops it for everybody."""
    by_person = slot.is_set_by_person or items.get(slot.version.kind).marking != "machine"
    return by_person and regrade.policy != Regrade.Policy.DROP


def regraded(
    regrade: Regrade, attempt: Attempt, slot: AttemptSlot, steps: Iterable[AttemptStep], text_of: TextOf
) -> AttemptSlot:
    """Return the question as the regrade leaves it: a copy that is not saved, equal where nothing changes."""
    after = copy.copy(slot)
    if is_left_alone(regrade, slot):
        return after
    if fits(slot.version, regrade.version, text_of):
        after.version = regrade.version
    if regrade.policy == Regrade.Policy.DROP:
        found: dict[str, Any] = {"is_dropped": True}
    elif regrade.policy == Regrade.Policy.FULL:
        found = {"fraction": 1.0, "state": AttemptSlot.State.RIGHT, "is_dropped": False}
    else:
        found = _by_replay(regrade, attempt, slot, steps, text_of)
    for name, value in found.items():
        setattr(after, name, value)
    return after


def snapshot(attempt: Attempt, slots: list[AttemptSlot], question_key) -> dict[str, Any]:
    """Return where a question and its attempt stand, as JSON: marks, per cent (rounded down) and whether they pass.

    There is no mark of the attempt while it runs or waits for a person.
    """
    own = next(slot for slot in slots if slot.version.question_key == question_key)
    mark, at_most, passed = totals(attempt, slots)
    waits = any(slot.state == AttemptSlot.State.WAITS and not slot.is_dropped for slot in slots)
    is_marked = not attempt.is_running and not waits
    return {
        "fraction": own.fraction,
        "state": own.state,
        "dropped": own.is_dropped,
        "max_mark": float(at_most),
        "mark": float(mark) if is_marked else None,
        "percent": Attempt(mark=mark, max_mark=at_most).percent if is_marked else None,
        "passed": passed if is_marked else None,
    }
