"""What came out: which attempt counts, and what a person gained between two tests."""

from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from courses.quizzes.models import Attempt, QuizPage
from courses.quizzes.queries.content import settings_of


class Result(NamedTuple):
    """What counts of a person's attempts at a quiz.

    ``share`` is the part of the marks (0 to 1), None before anything was marked to the end; ``attempt`` is the one
    that counts, None where the average does.
    """

    share: Decimal | None
    attempt: Attempt | None
    passed: bool | None

    @property
    def percent(self) -> int | None:
        """The share rounded down, so that a pass is never shown for a fail."""
        return None if self.share is None else int(self.share * 100)


def share_of(attempt: Attempt) -> Decimal:
    """Return the part of the marks of a marked attempt, never below 0."""
    if not attempt.max_mark:
        return Decimal(0)
    return max(Decimal(0), attempt.mark or Decimal(0)) / attempt.max_mark


def result_in(attempts: list[Attempt], *, counts: str, pass_mark: int) -> Result:
    """Return what counts of the attempts, by the quiz's rule (Moodle's grade methods; abandoned ones do not)."""
    marked = sorted((row for row in attempts if row.state == Attempt.State.FINISHED), key=lambda row: row.number)
    if not marked:
        return Result(None, None, None)
    if counts == QuizPage.Counts.AVERAGE:
        share = sum((share_of(row) for row in marked), Decimal(0)) / len(marked)
        return Result(share, None, share * 100 >= pass_mark)
    if counts == QuizPage.Counts.HIGHEST:
        chosen = max(marked, key=lambda row: (share_of(row), row.number))
    else:
        chosen = marked[0] if counts == QuizPage.Counts.FIRST else marked[-1]
    share = share_of(chosen)
    return Result(share, chosen, share * 100 >= pass_mark)


def gain(pre: Decimal | None, post: Decimal | None) -> Decimal | None:
    """Return (post - pre) / (1 - pre): the part of what could still be gained that was gained.

    Shares of the marks from 0 to 1; None where one is missing or nothing was left to gain (R. R. Hake, "Interactive-
    engagement versus traditional methods", American Journal of Physics 66, 1998).
    """
    if pre is None or post is None or pre >= 1:
        return None
    return (post - pre) / (1 - pre)


def attempt_of(user, public_id) -> Attempt | None:
    return Attempt.objects.of(user).filter(public_id=public_id).first()


def best_attempt(user, quiz_key: UUID) -> Attempt | None:
    """Return the finished attempt with the highest mark."""
    found = list(Attempt.objects.of(user).finished().filter(quiz_key=quiz_key))
    return result_in(found, counts=QuizPage.Counts.HIGHEST, pass_mark=0).attempt


def result_of(user_id: int, quiz_key: UUID) -> Result:
    """Return what counts of a person's attempts at a quiz."""
    settings = settings_of(quiz_key)
    attempts = list(Attempt.objects.filter(user_id=user_id, quiz_key=quiz_key))
    counts, pass_mark = (settings.counts, settings.pass_mark) if settings else (QuizPage.Counts.HIGHEST, 0)
    if not settings and attempts:
        pass_mark = attempts[-1].pass_mark
    return result_in(attempts, counts=counts, pass_mark=pass_mark)
