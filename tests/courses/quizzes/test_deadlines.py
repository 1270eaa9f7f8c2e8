"""Until when: arrival on the server is what counts, the network gets its grace, the quiz may give its own."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes import deadlines
from courses.quizzes.models import Accommodation, Attempt, AttemptStep
from courses.quizzes.models.attempts import NETWORK_GRACE
from courses.quizzes.services import close_attempt, close_overdue, finish_attempt, grant_accommodation
from tests.factories import content, people, sittings
from tests.factories.sittings import NOON, RIGHT, WRONG, answer, asked_in, fresh, minutes, place

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
TIMES = st.none() | st.integers(0, 10_000).map(lambda number: NOON + minutes(number))


@given(seconds=st.integers(0, 50_000), closes_at=TIMES, own=TIMES, extra=st.integers(0, 600))
def test_the_deadline_is_the_earlier_of_limit_and_close(seconds, closes_at, own, extra):
    given_more = Accommodation(extra_minutes=extra, closes_at=own)
    due = deadlines.due_time(started_at=NOON, seconds=seconds, closes_at=closes_at, given=given_more)
    limit = NOON + timedelta(seconds=seconds) + minutes(extra) if seconds else None
    assert due == min((end for end in (limit, own or closes_at) if end), default=None)


@given(due=TIMES, overdue=st.sampled_from(["submit", "grace", "abandon"]), grace=st.integers(0, 60))
def test_the_end_comes_after_every_answer_that_counts(due, overdue, grace):
    ends = deadlines.end_time(due, overdue=overdue, grace_minutes=grace)
    if due is None:
        assert ends is None
    else:
        assert ends - due == max(NETWORK_GRACE, minutes(grace) if overdue == "grace" else NETWORK_GRACE)


@pytest.fixture
def timed():
    """Return an attempt of ten minutes, begun at noon."""
    return sittings.begin(sittings.quiz(time_limit=10, behaviour="deferred"))


@pytest.mark.parametrize(
    ("late_by", "counted"),
    [
        (-SECOND, True),
        (timedelta(), True),
        (NETWORK_GRACE, True),
        (NETWORK_GRACE + timedelta(microseconds=1), False),
        (minutes(60), False),
    ],
)
def test_an_answer_is_judged_by_its_arrival_and_the_network_has_a_minute(timed, late_by, counted):
    answer(timed, WRONG)
    ack = answer(timed, RIGHT, now=NOON + minutes(10) + late_by)
    assert (ack.counted, ack.notice) == (counted, "" if counted else "late")
    assert place(timed).response["text"] == ("3.5" if counted else "4")
    last = place(timed).steps.get(sequence=ack.sequence)
    assert (last.response["text"], last.action) == ("3.5", "save" if counted else "late")


def test_time_given_while_the_attempt_runs_counts_at_once(timed):
    grant_accommodation(user=timed.user, quiz=asked_in(timed), by=people.person(), extra_minutes=5)
    assert fresh(timed).due_at == NOON + minutes(15)
    assert answer(timed, now=NOON + minutes(14)).counted


def test_time_given_reaches_nobody_else(timed):
    other = sittings.begin(asked_in(timed))
    grant_accommodation(user=timed.user, quiz=asked_in(timed), by=people.person(), extra_minutes=5)
    assert fresh(other).due_at == NOON + minutes(10)


def test_a_close_that_the_editor_moves_moves_the_running_attempts(timed):
    quiz = asked_in(timed)
    quiz.closes_at = NOON + minutes(4)
    content.publish(quiz)
    assert fresh(timed).due_at == NOON + minutes(4)
    assert not answer(timed, now=NOON + minutes(6)).counted


def test_an_attempt_that_is_over_keeps_its_times(timed):
    finish_attempt(attempt=timed, now=NOON + minutes(2))
    grant_accommodation(user=timed.user, quiz=asked_in(timed), by=people.person(), extra_minutes=5)
    assert fresh(timed).due_at == NOON + minutes(10)


def test_the_clock_hands_in_what_was_answered_in_time(timed):
    answer(timed, RIGHT, now=NOON + minutes(10) + NETWORK_GRACE)
    assert close_overdue(now=NOON + minutes(11)) == 0, "the network's minute is not over"
    assert close_overdue(now=NOON + minutes(11) + SECOND) == 1
    attempt = fresh(timed)
    assert (attempt.state, attempt.passed, attempt.is_closed_by_clock) == (Attempt.State.FINISHED, True, True)
    assert attempt.finished_at == attempt.due_at, "handed in as of the deadline, whenever the clock came by"


def test_closing_is_done_once(timed):
    late = NOON + minutes(30)
    close_attempt(attempt=timed, now=late)
    close_attempt(attempt=timed, now=late)
    finish_attempt(attempt=timed, now=late)
    assert close_overdue(now=late) == 0
    assert place(timed).steps.filter(action=AttemptStep.Action.FINISH).count() == 1


def test_the_clock_leaves_alone_what_has_time_or_no_limit(timed):
    free = sittings.begin(sittings.quiz())
    close_attempt(attempt=free, now=NOON + minutes(99_999))
    close_attempt(attempt=timed, now=NOON + minutes(5))
    assert fresh(free).is_running
    assert fresh(timed).is_running


def test_handing_in_within_the_networks_minute_is_as_of_the_deadline(timed):
    finish_attempt(attempt=timed, now=NOON + minutes(10) + SECOND)
    attempt = fresh(timed)
    assert (attempt.finished_at, attempt.is_closed_by_clock) == (attempt.due_at, False)


def test_handing_in_after_the_end_is_what_the_clock_would_have_done(timed):
    finish_attempt(attempt=timed, now=NOON + minutes(12))
    assert fresh(timed).is_closed_by_clock


def test_the_period_of_grace_is_for_handing_in_not_for_answering():
    attempt = sittings.begin(sittings.quiz(time_limit=10, overdue="grace", grace_period=5))
    answer(attempt, RIGHT, now=NOON + minutes(9))
    assert not answer(attempt, WRONG, now=NOON + minutes(13)).counted
    finish_attempt(attempt=attempt, now=NOON + minutes(15))
    assert (fresh(attempt).state, fresh(attempt).passed) == (Attempt.State.FINISHED, True)


@pytest.mark.parametrize(("overdue", "after"), [("grace", 15), ("abandon", 11)])
def test_what_is_not_handed_in_by_then_is_abandoned_but_kept(overdue, after):
    attempt = sittings.begin(sittings.quiz(time_limit=10, overdue=overdue, grace_period=5))
    answer(attempt, RIGHT, now=NOON + minutes(9))
    assert close_overdue(now=NOON + minutes(after)) == 0
    assert close_overdue(now=NOON + minutes(after) + SECOND) == 1
    attempt = fresh(attempt)
    assert (attempt.state, attempt.mark, attempt.passed) == (Attempt.State.ABANDONED, None, None)
    assert place(attempt).response["text"] == "3.5"
    assert not place(attempt).steps.filter(action=AttemptStep.Action.FINISH).exists()


def test_closing_what_is_overdue_goes_on_from_quiz_to_quiz():
    attempts = [sittings.begin(sittings.quiz(time_limit=limit)) for limit in (10, 20, 30)]
    assert close_overdue(now=NOON + minutes(25)) == 2
    assert [fresh(each).is_running for each in attempts] == [False, False, True]
