"""Which questions an attempt gets: drawn without repeats, least seen first, shuffled within sections."""

import random
import uuid

import pytest

from courses.quizzes.models import Question
from courses.quizzes.services import NotNow, finish_attempt
from tests.factories import sittings
from tests.factories.sittings import minutes, question, quiz_of, slot

pytestmark = pytest.mark.django_db


def keys_in(attempt) -> list[uuid.UUID]:
    """Return the keys of an attempt's questions, in its order."""
    return list(attempt.slots.order_by("number").values_list("version__question_key", flat=True))


def keys_of(questions) -> list[uuid.UUID]:
    return [each.translation_key for each in questions]


@pytest.fixture
def bank():
    """Return a category of three questions, with another of two below it."""
    outer = sittings.category("Governance")
    inner = sittings.category("Boards", outer)
    outer.refresh_from_db()
    return {
        "outer": outer,
        "inner": inner,
        "above": [question(within=outer) for _number in range(3)],
        "below": [question(within=inner) for _number in range(2)],
        "elsewhere": [question()],
    }


def test_a_draw_takes_from_a_category_and_those_below_and_from_nowhere_else(bank):
    quiz = quiz_of([slot(draw_category=bank["outer"], draw_count=50)])
    assert sorted(keys_in(sittings.begin(quiz))) == sorted(keys_of(bank["above"] + bank["below"]))


def test_a_draw_from_a_category_below_leaves_out_the_one_above(bank):
    quiz = quiz_of([slot(draw_category=bank["inner"], draw_count=50)])
    assert sorted(keys_in(sittings.begin(quiz))) == sorted(keys_of(bank["below"]))


def test_a_draw_by_tag_whatever_the_letters():
    wanted = [question(tags=["Trust"]), question(tags=["trust", "power"])]
    question(tags=["power"])
    quiz = quiz_of([slot(draw_tag="TRUST", draw_count=50)])
    assert sorted(keys_in(sittings.begin(quiz))) == sorted(keys_of(wanted))


def test_a_draw_by_outcome():
    outcome = uuid.uuid4()
    wanted = question(outcomes=[outcome])
    question(outcomes=[uuid.uuid4()])
    quiz = quiz_of([slot(draw_outcome=outcome, draw_count=2)])
    assert keys_in(sittings.begin(quiz)) == keys_of([wanted])


def test_a_draw_by_category_tag_and_outcome_takes_what_fits_all_three(bank):
    outcome = uuid.uuid4()
    wanted = question(within=bank["outer"], tags=["trust"], outcomes=[outcome])
    question(within=bank["outer"], tags=["trust"])
    question(tags=["trust"], outcomes=[outcome])
    quiz = quiz_of([slot(draw_category=bank["outer"], draw_tag="trust", draw_outcome=outcome, draw_count=9)])
    assert keys_in(sittings.begin(quiz)) == keys_of([wanted])


def test_no_question_comes_twice_in_an_attempt(bank):
    """Neither drawn by two slots, nor drawn while it stands in a slot of its own."""
    fixed = bank["above"][0]
    draws = [slot(draw_category=bank["outer"], draw_count=2), slot(draw_category=bank["inner"], draw_count=2)]
    quiz = quiz_of([draws[0], slot(fixed), draws[1]])
    user = sittings.participant(quiz)
    for seed in range(5):
        attempt = sittings.begin(quiz, user, rng=random.Random(seed))
        keys = keys_in(attempt)
        assert len(keys) == len(set(keys))
        assert keys[2] == fixed.translation_key
        finish_attempt(attempt=attempt)


def test_fewer_than_wanted_are_all_that_there_are(bank):
    attempt = sittings.begin(quiz_of([slot(draw_category=bank["inner"], draw_count=7, max_mark=2)]))
    assert attempt.slots.count() == 2
    assert attempt.max_mark == 4
    assert list(attempt.slots.values_list("number", flat=True)) == [1, 2]


def test_a_draw_that_finds_nothing_begins_no_attempt():
    with pytest.raises(NotNow) as refused:
        sittings.begin(quiz_of([slot(draw_tag="no-such-tag")]))
    assert refused.value.code == "not_ready"


def test_drafts_and_retired_questions_are_not_drawn(bank):
    retired, *ready = bank["above"]
    Question.objects.get(pk=retired.pk).unpublish()
    quiz = quiz_of([slot(draw_category=bank["outer"], draw_count=50)])
    assert sorted(keys_in(sittings.begin(quiz))) == sorted(keys_of(ready + bank["below"]))


def test_what_a_person_has_seen_least_comes_first(bank):
    quiz = quiz_of([slot(draw_category=bank["outer"], draw_count=2)])
    user = sittings.participant(quiz)
    rounds = []
    for seed in range(5):
        attempt = sittings.begin(quiz, user, rng=random.Random(seed))
        rounds.append(keys_in(attempt))
        finish_attempt(attempt=attempt)
    # Five questions, ten places: the first five places show each once, the next five each again.
    shown = [key for keys in rounds for key in keys]
    assert len(set(shown[:5])) == 5
    assert {shown.count(key) for key in shown} == {2}


def test_what_others_have_seen_does_not_count(bank):
    quiz = quiz_of([slot(draw_category=bank["outer"], draw_count=2)])
    first = keys_in(sittings.begin(quiz, rng=random.Random(4)))
    assert keys_in(sittings.begin(quiz, rng=random.Random(4))) == first


def test_each_drawn_question_has_a_key_of_its_own_that_stays_the_same(bank):
    """The place in the quiz is what the statistics group by: the first of a draw bears the slot's own key."""
    quiz = quiz_of([slot(draw_category=bank["outer"], draw_count=3)])
    first, second = (sittings.begin(quiz, rng=random.Random(seed)) for seed in (1, 2))
    keys = [list(attempt.slots.values_list("slot_key", flat=True)) for attempt in (first, second)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 3
    assert keys[0][0] == quiz.slots.get().translation_key


def test_questions_stand_in_the_order_of_the_slots_unless_shuffled():
    questions = [question() for _number in range(6)]
    quiz = quiz_of([slot(each) for each in questions])
    assert keys_in(sittings.begin(quiz)) == keys_of(questions)


@pytest.fixture
def shuffled():
    """Return six questions in two sections of three, the second and the last keeping their places, and the quiz."""
    questions = [question() for _number in range(6)]
    names = ["First", "", "", "Second", "", ""]
    keeps = [False, True, False, False, False, True]
    slots = [
        slot(each, section=name, keeps_place=keep) for each, name, keep in zip(questions, names, keeps, strict=True)
    ]
    return keys_of(questions), quiz_of(slots, shuffle=True)


def test_shuffling_stays_within_sections_and_leaves_those_that_keep_their_place(shuffled):
    keys, quiz = shuffled
    orders = [keys_in(sittings.begin(quiz, rng=random.Random(seed))) for seed in range(8)]
    for order in orders:
        assert set(order[:3]) == set(keys[:3])
        assert (order[1], order[5]) == (keys[1], keys[5])
    assert len({tuple(order) for order in orders}) > 1


def test_the_heading_of_a_section_stands_before_whatever_comes_first_in_it(shuffled):
    _keys, quiz = shuffled
    heads = [each.translation_key for each in quiz.slots.all() if each.section]
    for seed in range(4):
        attempt = sittings.begin(quiz, rng=random.Random(seed))
        assert [each.section for each in attempt.slots.order_by("number")] == [heads[0], None, None, heads[1], None, None]


def test_a_section_that_draws_nothing_has_no_heading():
    quiz = quiz_of([slot(question()), slot(section="Empty", draw_tag="no-such-tag"), slot(question(), section="Last")])
    attempt = sittings.begin(quiz)
    last = quiz.slots.get(section="Last").translation_key
    assert [each.section for each in attempt.slots.order_by("number")] == [None, last]


def test_a_post_test_takes_its_questions_as_the_pre_test_does(bank):
    pre = quiz_of([slot(bank["elsewhere"][0]), slot(draw_category=bank["outer"], draw_count=2)])
    post = quiz_of([], pre_test=pre)
    user = sittings.participant(pre)
    first = sittings.begin(pre, user)
    second = sittings.begin(post, user, now=first.started_at + minutes(1))
    assert keys_in(first)[0] == keys_in(second)[0]
    assert not set(keys_in(first)[1:]) & set(keys_in(second)[1:]), "what was seen in the pre-test comes last"
