"""Until when: the times of an attempt are computed here and nowhere else."""

import datetime
from datetime import timedelta

from courses.quizzes.models import Accommodation, Attempt, QuizPage
from courses.quizzes.models.attempts import NETWORK_GRACE


def closing_time(closes_at: datetime.datetime | None, given: Accommodation) -> datetime.datetime | None:
    """Return when the quiz closes for a person: a time of their own stands in for everybody's."""
    return given.closes_at or closes_at


def due_time(
    *, started_at: datetime.datetime, seconds: int, closes_at: datetime.datetime | None, given: Accommodation
) -> datetime.datetime | None:
    """Return until when answers are taken: the earlier of the time limit and the close (Moodle's mod/quiz)."""
    ends = [closing_time(closes_at, given)]
    if seconds:
        ends.append(started_at + timedelta(seconds=seconds, minutes=given.extra_minutes))
    return min((end for end in ends if end), default=None)


def end_time(due_at: datetime.datetime | None, *, overdue: str, grace_minutes: int) -> datetime.datetime | None:
    """Return when the clock closes an attempt: after the grace for what is under way, or the quiz's own."""
    if due_at is None:
        return None
    grace = timedelta(minutes=grace_minutes) if overdue == QuizPage.Overdue.GRACE else timedelta()
    return due_at + max(grace, NETWORK_GRACE)


def set_times(
    attempt: Attempt, *, closes_at: datetime.datetime | None, grace_minutes: int, given: Accommodation
) -> None:
    """Give an attempt its deadline and its end, from what it froze and what holds now."""
    attempt.due_at = due_time(
        started_at=attempt.started_at, seconds=attempt.time_limit, closes_at=closes_at, given=given
    )
    attempt.ends_at = end_time(attempt.due_at, overdue=attempt.overdue, grace_minutes=grace_minutes)
