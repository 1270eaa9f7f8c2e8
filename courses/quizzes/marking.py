"""How an answer becomes a part of the mark.

Interactive with tries, as in Moodle's question/behaviour/interactive: each earlier try costs the penalty, and the part
never falls below nothing. Deferred: marked once, when the attempt is handed in.
"""

from courses import items
from courses.items import state_of
from courses.quizzes.models import Attempt, AttemptSlot, VersionText


def _score(slot: AttemptSlot, text: VersionText) -> float:
    return items.get(slot.version.kind).score(text.content, text.key, slot.response).fraction


def check(attempt: Attempt, slot: AttemptSlot, text: VersionText) -> float | None:
    """Count a try at the answer in ``slot`` and return the part of the mark it is worth.

    The same answer again is no new try. The question closes when the answer is right or the tries are used up.
    """
    kind = items.get(slot.version.kind)
    if slot.last_checked is not None and kind.same(slot.last_checked, slot.response):
        return slot.fraction
    raw = _score(slot, text)
    worth = max(0.0, raw - float(attempt.penalty) * slot.tries_used) if slot.tries_used else raw
    slot.tries_used += 1
    slot.last_checked = slot.response
    slot.fraction = worth
    state = state_of(raw)
    if state == "right" or slot.tries_used >= attempt.tries:
        slot.state = state
    return worth


def close(attempt: Attempt, slot: AttemptSlot, text: VersionText) -> None:
    """Mark a question at the end of the sitting."""
    if slot.is_closed:
        return
    if not items.get(slot.version.kind).is_gradable(text.content, slot.response):
        slot.state, slot.fraction = AttemptSlot.State.GAVE_UP, 0.0
        return
    check(attempt, slot, text)
    slot.state = state_of(_score(slot, text))
