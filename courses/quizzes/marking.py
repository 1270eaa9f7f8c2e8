"""How an answer becomes a part of the mark: the item type scores it, the behaviour says what the score is worth."""

from courses import items
from courses.items import state_of
from courses.quizzes import behaviours
from courses.quizzes.behaviours import Standing
from courses.quizzes.models import Attempt, AttemptSlot, VersionText


def _standing(slot: AttemptSlot) -> Standing:
    return Standing(slot.fraction, slot.tries_used, slot.is_closed)


def _terms(attempt: Attempt) -> dict:
    tries = behaviours.get(attempt.behaviour).tries_allowed(attempt.tries)
    return {"tries": tries, "penalty": float(attempt.penalty)}


def check(attempt: Attempt, slot: AttemptSlot, text: VersionText) -> None:
    """Count a try at the answer in ``slot``. The same answer again is no new try."""
    kind = items.get(slot.version.kind)
    if slot.last_checked is not None and kind.same(slot.last_checked, slot.response):
        return
    raw = kind.score(text.content, text.key, slot.response).fraction
    state = state_of(raw)
    after = behaviours.get(attempt.behaviour).check(_standing(slot), raw, right=state == "right", **_terms(attempt))
    slot.fraction, slot.tries_used, slot.last_checked = after.fraction, after.tries, slot.response
    if after.closed:
        slot.state = state


def take_in(attempt: Attempt, slot: AttemptSlot, text: VersionText, *, counts: bool) -> None:
    """Bring a question up to the answer in ``slot``; ``counts`` marks it at once. Live and in a replay the same."""
    is_complete = items.get(slot.version.kind).is_complete(text.content, slot.response)
    slot.state = AttemptSlot.State.COMPLETE if is_complete else AttemptSlot.State.TODO
    if counts:
        check(attempt, slot, text)


def close(attempt: Attempt, slot: AttemptSlot, text: VersionText) -> None:
    """Mark a question at the end of the sitting, or leave it to a person where no machine can."""
    kind = items.get(slot.version.kind)
    if slot.is_closed:
        return
    if kind.marking == "none":
        slot.state = AttemptSlot.State.DONE
    elif not kind.is_gradable(text.content, slot.response):
        slot.state, slot.fraction = AttemptSlot.State.GAVE_UP, 0.0
    elif kind.marking == "person":
        slot.state = AttemptSlot.State.WAITS
    else:
        _close_machine_marked(attempt, slot, text, kind)


def _close_machine_marked(attempt: Attempt, slot: AttemptSlot, text: VersionText, kind) -> None:
    raw = kind.score(text.content, text.key, slot.response).fraction
    state = state_of(raw)
    if slot.last_checked is None or not kind.same(slot.last_checked, slot.response):
        after = behaviours.get(attempt.behaviour).close(_standing(slot), raw, right=state == "right", **_terms(attempt))
        slot.fraction, slot.tries_used, slot.last_checked = after.fraction, after.tries, slot.response
    slot.state = state


def is_marked(slot: AttemptSlot) -> bool:
    """Whether the question's marks are part of the attempt's: nothing that is only asked, nothing dropped."""
    return not slot.is_dropped and items.get(slot.version.kind).marking != "none"


def least_fraction(kind: str, key: dict) -> float:
    """Return the smallest part of the mark that a question can be worth: below 0 where an option takes marks away."""
    return min([0.0, *key.get("fractions", {}).values()]) if kind == "single_choice" else 0.0
