"""Which attempt counts, whether that passes, and what a person gained between two tests."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.models import Attempt
from courses.quizzes.queries.results import best_attempt, gain, result_in, result_of, share_of
from courses.quizzes.services import finish_attempt
from courses.quizzes.signals import attempt_finished
from tests.factories import content, sittings
from tests.factories.sittings import RIGHT, WRONG, answer

pytestmark = pytest.mark.django_db

SHARES = st.decimals(0, 1, places=4)


def marked(*marks: int | None, at_most: int = 10) -> list[Attempt]:
    """Return attempts that were marked so, in their order; None stands for one that was abandoned."""
    return [
        Attempt(
            pk=number,
            number=number,
            state=Attempt.State.ABANDONED if mark is None else Attempt.State.FINISHED,
            mark=None if mark is None else Decimal(mark),
            max_mark=Decimal(at_most),
        )
        for number, mark in enumerate(marks, start=1)
    ]


@pytest.mark.parametrize(
    ("counts", "marks", "percent", "chosen"),
    [
        ("first", (4, 9, 6), 40, 1),
        ("last", (4, 9, 6), 60, 3),
        ("highest", (4, 9, 6), 90, 2),
        ("highest", (9, 4, 9), 90, 3),
        ("average", (4, 9, 6), 63, None),
        ("average", (10, None, 5), 75, None),
        ("first", (None, 3), 30, 2),
        ("last", (7, None), 70, 1),
    ],
)
def test_what_counts(counts, marks, percent, chosen):
    result = result_in(list(reversed(marked(*marks))), counts=counts, pass_mark=70)
    assert result.percent == percent
    assert (result.attempt.number if result.attempt else None) == chosen
    assert result.passed == (percent >= 70)


@pytest.mark.parametrize("counts", ["first", "last", "highest", "average"])
def test_nothing_counts_before_anything_is_marked(counts):
    waiting = Attempt(number=1, state=Attempt.State.MARKING, max_mark=1)
    running = Attempt(number=2, state=Attempt.State.RUNNING, max_mark=1)
    assert result_in([waiting, running, *marked(None)], counts=counts, pass_mark=0) == (None, None, None)


@given(marks=st.lists(st.integers(0, 10), min_size=1, max_size=6))
def test_the_average_lies_between_and_is_exact(marks):
    share = result_in(marked(*marks), counts="average", pass_mark=50).share
    assert min(marks) <= share * 10 <= max(marks)
    assert abs(Fraction(share) - Fraction(sum(marks), 10 * len(marks))) < Fraction(1, 10**20)


def test_a_pass_is_never_shown_for_a_fail():
    (attempt,) = marked(69_999, at_most=100_000)
    assert attempt.percent == 69
    assert result_in([attempt], counts="highest", pass_mark=70).passed is False


def test_a_share_is_never_below_nothing_and_without_marks_there_is_none_to_gain():
    assert share_of(*marked(-3)) == 0
    assert share_of(*marked(0, at_most=0)) == 0


@given(pre=SHARES, post=SHARES)
def test_gain_is_the_part_of_what_could_be_gained(pre, post):
    found = gain(pre, post)
    if pre == 1:
        assert found is None
    else:
        assert found <= 1
        assert abs(pre + found * (1 - pre) - post) < Decimal("1e-20")
        assert (found < 0) == (post < pre)


@pytest.mark.parametrize(
    ("pre", "post", "expected"),
    [("0.4", "0.7", "0.5"), ("0.5", "0.25", "-0.5"), ("0", "1", "1"), ("1", "1", None), (None, "1", None)],
)
def test_gain_by_hand(pre, post, expected):
    numbers = [None if text is None else Decimal(text) for text in (pre, post, expected)]
    assert gain(*numbers[:2]) == numbers[2]


@pytest.fixture
def heard():
    """Return the words that went out to the houses above."""
    words = []

    def hear(sender, **said):
        words.append((said["passed"], said["percent"]))

    attempt_finished.connect(hear)
    yield words
    attempt_finished.disconnect(hear)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ("first", [(False, 0), (False, 0), (False, 0)]),
        ("last", [(False, 0), (True, 100), (False, 0)]),
        ("highest", [(False, 0), (True, 100), (True, 100)]),
        ("average", [(False, 0), (True, 50), (False, 33)]),
    ],
)
def test_the_houses_above_are_told_what_counts_by_the_rule_of_the_quiz(heard, counts, words):
    quiz = sittings.quiz(counts=counts, pass_mark=50, behaviour="deferred")
    user = sittings.participant(quiz)
    for raw in (WRONG, RIGHT, WRONG):
        attempt = sittings.begin(quiz, user)
        answer(attempt, raw)
        finish_attempt(attempt=attempt)
    assert heard == words
    assert result_of(user.pk, quiz.translation_key).percent == words[-1][1]
    assert best_attempt(user, quiz.translation_key).number == 2


def test_nobody_is_told_while_an_answer_waits_for_a_person(heard):
    attempt = sittings.begin(sittings.quiz("essay", "numeric"))
    answer(attempt, {"text": ["All sides matter."]})
    finished = finish_attempt(attempt=attempt)
    assert (finished.state, finished.mark, finished.passed, heard) == (Attempt.State.MARKING, None, None, [])


def test_an_essay_without_a_word_waits_for_nobody(heard):
    finished = finish_attempt(attempt=sittings.begin(sittings.quiz("essay")))
    assert (finished.state, finished.passed, heard) == (Attempt.State.FINISHED, False, [(False, 0)])


def test_what_is_only_asked_is_no_part_of_the_marks():
    attempt = sittings.begin(sittings.quiz("description", "numeric", behaviour="deferred"))
    answer(attempt, RIGHT, number=2)
    finished = finish_attempt(attempt=attempt)
    assert (finished.mark, finished.max_mark, finished.percent) == (1, 1, 100)
    assert [slot.state for slot in finished.slots.all()] == ["done", "right"]


def gain_shown(client, quiz, user) -> str | None:
    attempt = sittings.begin(quiz, user)
    answer(attempt, RIGHT)
    finish_attempt(attempt=attempt)
    client.force_login(user)
    return client.get(f"/en/attempts/{attempt.public_id}/result/").context["gain"]


def test_the_result_of_a_post_test_shows_the_gain(client):
    pre = sittings.quiz("numeric", "numeric", behaviour="deferred", counts="first")
    post = sittings.quiz_of([], pre_test=pre, behaviour="deferred")
    user = sittings.participant(pre)
    assert gain_shown(client, post, user) is None, "there is no pre-test yet"
    finish_attempt(attempt=sittings.begin(pre, user))
    assert gain_shown(client, post, user) == 50


def test_a_quiz_that_is_gone_leaves_its_results():
    quiz = sittings.quiz(behaviour="deferred")
    attempt = sittings.begin(quiz)
    answer(attempt, RIGHT)
    finish_attempt(attempt=attempt)
    content.publish(quiz).unpublish()
    assert result_of(attempt.user_id, quiz.translation_key).passed
