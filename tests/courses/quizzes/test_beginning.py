"""When an attempt can begin: attempts allowed, open and close, and what one person gets beyond everybody."""

from datetime import timedelta

import pytest

from courses.quizzes.models import Accommodation, Attempt
from courses.quizzes.services import NotNow, finish_attempt, grant_accommodation, start_attempt
from tests.factories import people, sittings
from tests.factories.sittings import NOON, minutes

pytestmark = pytest.mark.django_db


def refusal(quiz, user, now=NOON) -> str:
    with pytest.raises(NotNow) as refused:
        start_attempt(user=user, quiz=quiz, language="en", now=now)
    assert len(refused.value.message) > 15
    return refused.value.code


def sit(quiz, user, now=NOON) -> Attempt:
    """Begin and hand in at once."""
    return finish_attempt(attempt=sittings.begin(quiz, user, now=now), now=now)


def test_a_second_start_finds_the_running_attempt():
    quiz = sittings.quiz(attempts_allowed=1)
    first = sittings.begin(quiz)
    assert sittings.begin(quiz, first.user) == first


def test_attempts_are_numbered_and_without_a_limit_there_is_always_another():
    quiz = sittings.quiz()
    user = sittings.participant(quiz)
    assert [sit(quiz, user).number for _time in range(4)] == [1, 2, 3, 4]


def test_after_the_attempts_allowed_there_is_none():
    quiz = sittings.quiz(attempts_allowed=2)
    user = sittings.participant(quiz)
    sit(quiz, user)
    sit(quiz, user)
    assert refusal(quiz, user) == "no_attempts_left"
    assert Attempt.objects.of(user).count() == 2


def test_an_accommodation_gives_more_attempts_to_one_person():
    quiz = sittings.quiz(attempts_allowed=1)
    user, other = sittings.participant(quiz), sittings.participant(quiz)
    sit(quiz, user)
    sit(quiz, other)
    grant_accommodation(user=user, quiz=quiz, by=people.person(), extra_attempts=1)
    assert sit(quiz, user).number == 2
    assert refusal(quiz, user) == refusal(quiz, other) == "no_attempts_left"


def test_an_abandoned_attempt_counts_among_those_allowed():
    quiz = sittings.quiz(attempts_allowed=1, time_limit=10, overdue="abandon")
    first = sittings.begin(quiz)
    assert refusal(quiz, first.user, NOON + minutes(20)) == "no_attempts_left"
    assert sittings.fresh(first).state == Attempt.State.ABANDONED, "it stays closed though no other begins"


def test_a_start_after_the_time_closes_the_old_attempt_and_begins_another():
    quiz = sittings.quiz(time_limit=10)
    first = sittings.begin(quiz)
    second = sittings.begin(quiz, first.user, now=NOON + minutes(20))
    assert second.number == 2
    assert sittings.fresh(first).is_closed_by_clock


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (NOON - timedelta(seconds=1), "not_open"),
        (NOON, ""),
        (NOON + minutes(60) - timedelta(seconds=1), ""),
        (NOON + minutes(60), "closed"),
    ],
)
def test_a_quiz_opens_and_closes_to_the_second(now, code):
    quiz = sittings.quiz(opens_at=NOON, closes_at=NOON + minutes(60))
    user = sittings.participant(quiz)
    if code:
        assert refusal(quiz, user, now) == code
    else:
        assert sittings.begin(quiz, user, now=now).due_at == NOON + minutes(60)


def test_a_close_of_ones_own_stands_in_for_everybodys():
    quiz = sittings.quiz(closes_at=NOON)
    user, other = sittings.participant(quiz), sittings.participant(quiz)
    grant_accommodation(user=user, quiz=quiz, by=people.person(), closes_at=NOON + minutes(30))
    assert sittings.begin(quiz, user, now=NOON + minutes(1)).due_at == NOON + minutes(30)
    assert refusal(quiz, other, NOON + minutes(1)) == "closed"


def test_what_a_person_gets_replaces_what_they_had_and_is_on_record():
    quiz, trainer = sittings.quiz(), people.person()
    user = sittings.participant(quiz)
    for given in (10, 25):
        grant_accommodation(user=user, quiz=quiz, by=trainer, extra_minutes=given, reason="Reads slowly")
    found = Accommodation.objects.get(user=user)
    assert (found.extra_minutes, found.granted_by) == (25, trainer)
