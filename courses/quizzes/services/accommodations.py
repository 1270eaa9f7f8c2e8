"""More time, more attempts, a later close for one person: also while the attempt runs."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from courses.quizzes import deadlines, queries
from courses.quizzes.models import Accommodation, Attempt, QuizPage
from courses.quizzes.services.telling import tell_of_more


@transaction.atomic
def grant_accommodation(
    *,
    user,
    quiz: QuizPage,
    by,
    extra_minutes: int = 0,
    extra_attempts: int = 0,
    closes_at=None,
    reason: str = "",
    now=None,
) -> Accommodation:
    """Give a person what they need in a quiz, in place of what they had; a running attempt has it at once."""
    given, _created = Accommodation.objects.update_or_create(
        user=user,
        quiz_key=quiz.translation_key,
        defaults={
            "extra_minutes": extra_minutes,
            "extra_attempts": extra_attempts,
            "closes_at": closes_at,
            "reason": reason,
            "granted_by": by,
            "granted_at": now or timezone.now(),
        },
    )
    log(
        instance=given,
        action="quizzes.accommodate",
        user=by,
        data={"person": str(user.public_id), "minutes": extra_minutes, "attempts": extra_attempts},
    )
    _reset(Attempt.objects.running().filter(user=user, quiz_key=quiz.translation_key), queries.source_quiz(quiz))
    tell_of_more(given=given)
    return given


@transaction.atomic
def refresh_deadlines(*, quiz: QuizPage) -> int:
    """Give the running attempts of a quiz the times that it says now; return how many there are."""
    return _reset(Attempt.objects.running().filter(quiz_key=quiz.translation_key), queries.source_quiz(quiz))


def _reset(running, source: QuizPage) -> int:
    attempts = list(running.select_for_update())
    if not attempts:
        return 0
    keys: dict[int, Accommodation] = {
        row.user_id: row
        for row in Accommodation.objects.filter(
            quiz_key=source.translation_key, user_id__in=[attempt.user_id for attempt in attempts]
        )
    }
    for attempt in attempts:
        given = keys.get(attempt.user_id) or Accommodation(user_id=attempt.user_id, quiz_key=attempt.quiz_key)
        deadlines.set_times(attempt, closes_at=source.closes_at, grace_minutes=source.grace_period, given=given)
        attempt.save(update_fields=["due_at", "ends_at"])
    return len(attempts)
