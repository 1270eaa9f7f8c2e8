"""A trainer sets a mark with a reason; the person is told; taking it back returns what stood before."""

import pytest
from wagtail.models import ModelLogEntry

from courses.modules.models import Completion
from courses.quizzes.services import CannotMark, mark_answer, override_mark, take_back_override
from skerry.notices.models import Notice
from tests.courses.quizzes.staff import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return scenes.scene()


@pytest.fixture
def sitting(made):
    return scenes.sat(made, scenes.WRONG)


def test_a_set_mark_counts_at_once_and_is_told_with_its_reason(made, sitting):
    override_mark(slot=sitting.slots.get(), fraction=1, reason="Both can be read as right.", by=made.trainer)
    sitting.refresh_from_db()
    slot = sitting.slots.get()
    assert (sitting.percent, sitting.passed) == (100, True)
    assert (slot.state, slot.is_set_by_person) == ("right", True)
    step = slot.steps.last()
    assert (step.action, step.actor, step.reason, step.fraction) == (
        "override",
        made.trainer,
        "Both can be read as right.",
        1,
    )
    params = Notice.objects.get(kind="quizzes.mark_changed", user=sitting.user).params
    assert (params["marks_before"], params["marks_after"], params["marks"]) == (0, 1, 1)
    assert (params["before"], params["after"]) == (0, 100)
    assert params["reason"] == "Both can be read as right."
    assert ModelLogEntry.objects.get(action="quizzes.override").user == made.trainer
    assert Completion.objects.get().enrolment.user_id == sitting.user_id, "a pass completes in the same commit"


def test_taken_back_the_machines_mark_returns(made, sitting):
    slot = sitting.slots.get()
    for fraction in (1, 0.5):
        override_mark(slot=slot, fraction=fraction, reason="Perhaps.", by=made.trainer)
    take_back_override(slot=slot, reason="It was wrong after all.", by=made.trainer)
    sitting.refresh_from_db()
    slot.refresh_from_db()
    assert (slot.fraction, slot.state, slot.is_set_by_person, sitting.percent) == (0, "wrong", False, 0)
    assert [step.action for step in slot.steps.all()][-3:] == ["override"] * 3


def test_an_essay_taken_back_has_the_mark_of_the_desk(django_user_model):
    made = scenes.scene("essay")
    slot = scenes.sat(made, "The members.").slots.get()
    lines = [row["id"] for row in slot.version.texts.get().content["rubric"]]
    mark_answer(slot=slot, by=made.trainer, language="en", points=dict(zip(lines, (3, 0), strict=True)))
    override_mark(slot=slot, fraction=1, reason="A slip.", by=made.trainer)
    with pytest.raises(CannotMark) as refused:
        mark_answer(slot=slot, by=made.trainer, language="en", points=dict(zip(lines, (1, 0), strict=True)))
    assert refused.value.code == "overridden"
    take_back_override(slot=slot, reason="No slip.", by=made.trainer)
    slot.refresh_from_db()
    assert (slot.fraction, slot.state) == (0.75, "partial")


@pytest.mark.parametrize(
    ("fraction", "reason", "code"),
    [(1.01, "Why", "out_of_range"), (-0.1, "Why", "out_of_range"), (1, " ", "no_reason")],
)
def test_a_mark_has_a_range_and_a_reason(made, sitting, fraction, reason, code):
    with pytest.raises(CannotMark) as refused:
        override_mark(slot=sitting.slots.get(), fraction=fraction, reason=reason, by=made.trainer)
    assert refused.value.code == code
    assert not sitting.slots.get().is_set_by_person


def test_an_option_that_takes_marks_away_widens_the_range(made):
    rows = [dict(row) for row in next(iter(made.questions[0].item.raw_data))["value"]["options"]]
    rows[0]["value"] = {**rows[0]["value"], "fraction": "-0.5"}
    scenes.repair(made.questions[0], right=scenes.RIGHT, options=rows)
    slot = scenes.sat(made, scenes.RIGHT).slots.get()
    override_mark(slot=slot, fraction=-0.5, reason="As if chosen.", by=made.trainer)
    with pytest.raises(CannotMark):
        override_mark(slot=slot, fraction=-0.6, reason="As if chosen.", by=made.trainer)


def test_nothing_is_set_while_the_person_is_at_it_or_where_nothing_was_set(made):
    running = scenes.begun(made, None, scenes.WRONG)
    with pytest.raises(CannotMark) as refused:
        override_mark(slot=running.slots.get(), fraction=1, reason="Why", by=made.trainer)
    assert refused.value.code == "not_handed_in"
    sitting = scenes.finish_attempt(attempt=running)
    with pytest.raises(CannotMark) as refused:
        take_back_override(slot=sitting.slots.get(), reason="Why", by=made.trainer)
    assert refused.value.code == "not_set"
