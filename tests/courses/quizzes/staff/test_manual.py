"""Essays are marked by people: one after the other, by two where it is wished, settled where they differ."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.quizzes.models import Attempt, Marking, MarkingClaim, MarkingComment
from courses.quizzes.queries import desk
from courses.quizzes.services import CannotMark, claim, claim_next, mark_answer, settle_markings
from skerry.accounts.models import Role
from skerry.notices.models import Notice
from tests.courses.quizzes.staff import scenes
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return scenes.scene("essay")


@pytest.fixture
def slot(made):
    return scenes.sat(made, "The members carry the projects.").slots.select_related("version").get()


@pytest.fixture
def second():
    return people.person("Signe Second", role=Role.TRAINER)


def points(slot, *values) -> dict:
    rubric = slot.version.texts.get().content["rubric"]
    return {row["id"]: value for row, value in zip(rubric, values, strict=True)}


def mark(slot, by, *values, **fields) -> Marking:
    return mark_answer(slot=slot, by=by, language="en", points=points(slot, *values), **fields)


def test_points_of_the_rubric_become_the_mark(made, slot):
    assert slot.state == "waits"
    marking = mark(slot, made.trainer, 3, 0.5, comment="Who decides?")
    slot.refresh_from_db()
    assert (marking.fraction, marking.is_final) == (0.875, True)
    assert (slot.fraction, slot.state, slot.comment) == (0.875, "partial", "Who decides?")
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.percent, attempt.passed) == ("finished", 87, True)
    step = slot.steps.last()
    assert (step.action, step.actor, step.fraction) == ("mark", made.trainer, 0.875)


def test_the_person_is_told_when_the_last_answer_is_marked():
    made = scenes.scene("essay", "essay")
    attempt = scenes.sat(made, "The members.", "The board.")
    first, last = attempt.slots.select_related("version").order_by("number")
    mark(first, made.trainer, 3, 1)
    assert not Notice.objects.exists()
    mark(last, made.trainer, 0, 0)
    assert Notice.objects.get().kind == "quizzes.attempt_marked"
    mark(last, made.trainer, 3, 1)
    assert Notice.objects.get(kind="quizzes.mark_changed").params["after"] == 100


@pytest.mark.parametrize(
    ("values", "code"), [((4, 0), "out_of_range"), ((-1, 0), "out_of_range"), ((None, 0), "incomplete")]
)
def test_points_outside_the_rubric_are_refused_and_nothing_is_kept(made, slot, values, code):
    with pytest.raises(CannotMark) as refused:
        mark(slot, made.trainer, *values)
    assert refused.value.code == code
    assert not Marking.objects.exists()
    with pytest.raises(CannotMark):
        mark_answer(slot=slot, by=made.trainer, language="en", percent=50)


def test_the_oldest_comes_first_and_two_markers_do_not_get_the_same(made, second):
    slots = [scenes.sat(made, words).slots.get() for words in ("One", "Two")]
    now = timezone.now()
    assert claim_next(quiz_key=made.key, by=made.trainer, now=now) == slots[0]
    assert claim_next(quiz_key=made.key, by=second, now=now) == slots[1]
    third = people.person(role=Role.TRAINER)
    assert claim_next(quiz_key=made.key, by=third, now=now) is None
    assert claim_next(quiz_key=made.key, by=third, now=now + timedelta(minutes=11)) == slots[0]
    assert claim(slot=slots[0], by=made.trainer, now=now + timedelta(minutes=12)).marker == third


def test_control_without_claims_they_would_get_the_same(made, second):
    slots = [scenes.sat(made, words).slots.get() for words in ("One", "Two")]
    assert claim_next(quiz_key=made.key, by=made.trainer) == slots[0]
    MarkingClaim.objects.all().delete()
    assert claim_next(quiz_key=made.key, by=second) == slots[0]


def test_a_marked_answer_is_let_go_and_not_offered_again(made, slot):
    claim(slot=slot, by=made.trainer)
    mark(slot, made.trainer, 3, 1, waits_for_second=True)
    assert not MarkingClaim.objects.exists()
    assert claim_next(quiz_key=made.key, by=made.trainer) is None


def test_a_second_marker_comes_before_it_counts_where_it_is_wished(made, slot, second):
    mark(slot, made.trainer, 3, 1, waits_for_second=True)
    slot.refresh_from_db()
    assert slot.state == "waits"
    assert claim_next(quiz_key=made.key, by=second) == slot
    mark(slot, second, 1, 1, comment="Thin.")
    slot.refresh_from_db()
    assert slot.state == "waits", "nothing counts before it is settled"
    assert list(desk.to_settle(made.key)) == [slot]
    assert claim_next(quiz_key=made.key, by=people.person(role=Role.TRAINER)) is None, "two have marked it"
    settle_markings(slot=slot, by=made.trainer)
    slot.refresh_from_db()
    assert (slot.fraction, slot.comment) == (0.75, "Thin.")
    assert not desk.to_settle(made.key)
    assert Notice.objects.get().kind == "quizzes.attempt_marked"


@pytest.mark.parametrize(("choice", "expected"), [("first", 1.0), ("second", 0.5), ("value", 0.6)])
def test_settling_takes_one_of_the_two_or_another_share(made, slot, second, choice, expected):
    first, other = mark(slot, made.trainer, 3, 1), mark(slot, second, 1, 1)
    assert not other.is_final, "a second opinion changes nothing by itself"
    given = {"first": {"chosen": first}, "second": {"chosen": other}, "value": {"percent": 60}}[choice]
    final = settle_markings(slot=slot, by=second, **given)
    slot.refresh_from_db()
    assert slot.fraction == final.fraction == expected
    assert Marking.objects.filter(is_final=True).count() == 1
    assert {row.fraction for row in Marking.objects.filter(is_settlement=False)} == {1.0, 0.5}, "both are kept"


def test_there_must_be_two_to_settle(made, slot):
    mark(slot, made.trainer, 3, 1)
    with pytest.raises(CannotMark) as refused:
        settle_markings(slot=slot, by=made.trainer)
    assert refused.value.code == "nothing_to_settle"


@pytest.mark.parametrize(
    ("fractions", "expected"), [([0.5, 0.65], False), ([0.5, 0.66], True), ([1.0, 0.2, 0.9], True)]
)
def test_more_than_15_per_cent_is_far_apart(fractions, expected):
    assert desk.is_far_apart(fractions) is expected


def test_comments_are_kept_picked_and_counted(made):
    slots = [scenes.sat(made, words).slots.select_related("version").get() for words in ("One", "Two", "Three")]
    mark(slots[0], made.trainer, 3, 1, comment="Name the members.", keeps_comment=True)
    mark(slots[1], made.trainer, 3, 1, comment="Say who decides.", keeps_comment=True)
    kept = {row.text: row for row in MarkingComment.objects.all()}
    mark(slots[2], made.trainer, 0, 0, comment="See below.", picked=[kept["Say who decides."]], keeps_comment=False)
    slots[2].refresh_from_db()
    assert slots[2].comment == "See below.\n\nSay who decides."
    bank = desk.comment_bank(made.questions[0].translation_key)
    assert [(row.text, row.used_count) for row in bank] == [("Say who decides.", 2), ("Name the members.", 1)]


def test_what_nobody_answered_or_a_machine_marks_is_not_for_the_desk():
    made = scenes.scene("essay", "numeric")
    attempt = scenes.begun(made)
    scenes.answer(attempt, 2, "3.5")
    scenes.finish_attempt(attempt=attempt)
    essay, number = attempt.slots.select_related("version").order_by("number")
    for slot in (essay, number):
        with pytest.raises(CannotMark) as refused:
            mark_answer(slot=slot, by=made.trainer, language="en", percent=50)
        assert refused.value.code == "not_markable"


def test_without_a_rubric_it_is_per_cent(made):
    scenes.repair(made.questions[0], rubric=[])
    slot = scenes.sat(made, "One").slots.select_related("version").get()
    assert mark_answer(slot=slot, by=made.trainer, language="en", percent=40).fraction == 0.4
    with pytest.raises(CannotMark):
        mark_answer(slot=slot, by=made.trainer, language="en", percent=101)
