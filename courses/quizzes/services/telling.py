"""What people are told of their marks. The words are those of the kinds in `courses.quizzes.notices`."""

from typing import NamedTuple

from courses.quizzes.models import Accommodation, Attempt, AttemptSlot
from skerry.notices.services import tell


class Standing(NamedTuple):
    """Where one question and its attempt stood before something happened to a mark."""

    state: str
    percent: int | None
    passed: bool | None
    fraction: float | None
    dropped: bool

    @classmethod
    def of(cls, attempt: Attempt, slot: AttemptSlot) -> "Standing":
        return cls(attempt.state, attempt.percent, attempt.passed, slot.fraction, slot.is_dropped)


def _marks(fraction: float | None, slot: AttemptSlot) -> float | None:
    return None if fraction is None else round(fraction * float(slot.max_mark), 2)


def tell_of_change(*, attempt: Attempt, slot: AttemptSlot, before: Standing, reason: str, key: str) -> None:
    """Tell the person whose marks changed: the last open one is there, or one that was there is another.

    Nothing is told while the attempt waits for more marks, and nothing where all stays as it was. ``attempt.user`` is
    loaded by the caller.
    """
    if attempt.state != Attempt.State.FINISHED:
        return
    params = {"attempt": str(attempt.public_id), "quiz": str(attempt.quiz_key)}
    if before.state == Attempt.State.MARKING:
        tell(user=attempt.user, kind="quizzes.attempt_marked", params=params, key=f"{key}:marked")
    elif before != Standing.of(attempt, slot):
        more = {
            "number": slot.number,
            "question": str(slot.version.question_key),
            "before": before.percent,
            "after": attempt.percent,
            "passed": attempt.passed,
            "marks_before": None if before.dropped else _marks(before.fraction, slot),
            "marks_after": None if slot.is_dropped else _marks(slot.fraction, slot),
            "marks": float(slot.max_mark),
            "reason": reason,
        }
        tell(user=attempt.user, kind="quizzes.mark_changed", params={**params, **more}, key=key)


def tell_of_more(*, given: Accommodation) -> None:
    """Tell a person what they were given in a quiz, but not why: the reason may be nobody else's business."""
    if not (given.extra_minutes or given.extra_attempts or given.closes_at):
        return
    params = {
        "quiz": str(given.quiz_key),
        "minutes": given.extra_minutes,
        "attempts": given.extra_attempts,
        "closes_at": given.closes_at.isoformat() if given.closes_at else None,
    }
    key = f"more-time:{given.pk}:{given.granted_at.isoformat()}"
    tell(user=given.user, kind="quizzes.more_time", params=params, key=key)
