"""From the parts of the marks to the result of an attempt, and the word of it to the houses above."""

from decimal import Decimal

from courses.quizzes import queries
from courses.quizzes.marking import is_marked
from courses.quizzes.models import Attempt, AttemptSlot
from courses.quizzes.queries.results import result_of
from courses.quizzes.signals import attempt_finished

FIELDS = ("mark", "max_mark", "passed", "state")


def totals(attempt: Attempt, slots: list[AttemptSlot]) -> tuple[Decimal, Decimal, bool]:
    """Return marks, marks at most, and whether they pass."""
    marked = [slot for slot in slots if is_marked(slot)]
    mark = sum((Decimal(str(slot.fraction or 0)) * slot.max_mark for slot in marked), Decimal(0))
    at_most = sum((slot.max_mark for slot in marked), Decimal(0))
    return mark, at_most, bool(at_most) and mark * 100 >= at_most * attempt.pass_mark


def settle(*, attempt: Attempt, slots: list[AttemptSlot], at) -> None:
    """Bring the attempt up to its questions, in the caller's transaction and under its lock.

    While a question waits for a person there is no mark yet. When there is one, ``attempt_finished`` goes out with
    what counts by the quiz's rule, so that what follows from the result commits with it.
    """
    if attempt.state == Attempt.State.ABANDONED:
        return
    mark, at_most, passed = totals(attempt, slots)
    attempt.max_mark = at_most
    if any(slot.state == AttemptSlot.State.WAITS and not slot.is_dropped for slot in slots):
        attempt.state, attempt.mark, attempt.passed = Attempt.State.MARKING, None, None
        attempt.save(update_fields=FIELDS)
        return
    attempt.state, attempt.mark, attempt.passed = Attempt.State.FINISHED, mark, passed
    attempt.save(update_fields=FIELDS)
    settings = queries.settings_of(attempt.quiz_key)
    is_best = settings is None or settings.counts == "highest"
    counting = None if is_best and passed else result_of(attempt.user_id, attempt.quiz_key)
    attempt_finished.send(
        sender=Attempt,
        attempt_id=attempt.pk,
        user_id=attempt.user_id,
        quiz_key=attempt.quiz_key,
        passed=passed if counting is None else bool(counting.passed),
        percent=attempt.percent if counting is None else counting.percent,
        at=at,
    )
