"""A key is repaired: planned with everything it would change, applied once, and the people are told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.modules.models import Completion
from courses.quizzes.models import Attempt, AttemptStep, QuestionVersion, Regrade, RegradeChange
from courses.quizzes.queries import regrades
from courses.quizzes.services import CannotMark, discard_regrade, override_mark, plan_regrade, start_regrade
from courses.quizzes.services.regrading import Texts, apply_change
from skerry.notices.models import Notice
from skerry.pages import generation
from skerry.pages.models import SiteSettings
from tests.courses.quizzes.staff import scenes

pytestmark = pytest.mark.django_db


def plan(made, policy="replace", question=0, **fields) -> Regrade:
    given = {"reason": "The key was wrong.", "by": made.trainer, **fields}
    key = made.questions[question].translation_key
    return plan_regrade(quiz_key=made.key, question_key=key, policy=policy, **given)


def apply(regrade: Regrade, capture) -> Regrade:
    with capture(execute=True):
        start_regrade(regrade=regrade, by=regrade.made_by)
    regrade.refresh_from_db()
    return regrade


def fresh(attempt: Attempt) -> Attempt:
    attempt.refresh_from_db()
    return attempt


def fractions(attempt: Attempt) -> list:
    return list(attempt.slots.values_list("fraction", flat=True))


@pytest.fixture
def made():
    return scenes.scene()


@pytest.fixture
def letters(settings):
    """Keep mail in the outbox, let the site be open in Swedish too, and return the letters by who reads them."""
    settings.OUTBOX_TRANSPORT = None
    open_in, _created = SiteSettings.objects.get_or_create(site_id=1)
    open_in.open_languages = ["en", "sv"]
    open_in.save()
    generation.renew()
    return lambda: {notice.user_id: notice.mail for notice in Notice.objects.select_related("mail")}


@pytest.fixture
def sittings(made):
    """One who was right by the old key, one who is by the new, one by neither."""
    return [scenes.sat(made, words) for words in (scenes.RIGHT, scenes.WRONG, scenes.OTHER)]


def test_a_plan_lists_who_changes_and_moves_nothing(made, sittings):
    scenes.repair(made.questions[0])
    before = [list(Attempt.objects.values()), list(AttemptStep.objects.values())]
    regrade = plan(made)
    assert [list(Attempt.objects.values()), list(AttemptStep.objects.values())] == before
    effect = regrades.effect_of(regrades.sides_of(regrade))
    assert effect._asdict() == {
        "total": 3,
        "changed": 2,
        "better": 1,
        "worse": 1,
        "newly_passed": 1,
        "no_longer_passed": 1,
        "running": 0,
        "left_alone": 0,
    }
    listed = regrades.changes_of(regrades.sides_of(regrade))
    assert {change.attempt for change in listed[:2]} == set(sittings[:2]), "what changes comes first"
    change = regrade.changes.get(attempt=sittings[1])
    assert (change.before["percent"], change.after["percent"]) == (0, 100)
    assert (change.before["passed"], change.after["passed"]) == (False, True)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("replace", [0.0, 1.0, 0.0]),
        ("better", [1.0, 1.0, 0.0]),
        ("full", [1.0, 1.0, 1.0]),
    ],
)
def test_each_policy_marks_as_it_says(made, sittings, policy, expected, django_capture_on_commit_callbacks):
    scenes.repair(made.questions[0])
    regrade = apply(plan(made, policy), django_capture_on_commit_callbacks)
    assert [fractions(fresh(sitting))[0] for sitting in sittings] == expected
    assert [sitting.passed for sitting in sittings] == [part == 1.0 for part in expected]
    assert regrade.state == Regrade.State.APPLIED
    newest = regrades.newest_version(made.questions[0].translation_key)
    for sitting in sittings:
        slot = sitting.slots.get()
        assert slot.version == newest, "the answer stands on the corrected question"
        step = slot.steps.last()
        assert (step.action, step.actor, step.reason) == ("regrade", made.trainer, "The key was wrong.")
    assert regrades.answered_questions(made.key, "en")[0].behind == 0


def test_a_dropped_question_counts_for_nobody(django_capture_on_commit_callbacks):
    made = scenes.scene("single_choice", "numeric")
    half = scenes.sat(made, scenes.WRONG, "3.5")
    assert half.percent == 50
    apply(plan(made, "drop"), django_capture_on_commit_callbacks)
    assert (fresh(half).percent, half.passed, half.max_mark) == (100, True, 1)
    [notice] = Notice.objects.all()
    assert notice.params["marks_after"] is None
    apply(plan(made, "replace"), django_capture_on_commit_callbacks)
    assert fresh(half).percent == 50, "marked anew, it counts again"


def test_those_whose_mark_changed_are_told_in_their_language(made, letters, django_capture_on_commit_callbacks):
    gains = scenes.sat(made, scenes.WRONG, user=scenes.learner(made, language="sv"))
    loses = scenes.sat(made, scenes.RIGHT)
    scenes.sat(made, scenes.OTHER)
    scenes.repair(made.questions[0])
    apply(plan(made), django_capture_on_commit_callbacks)
    told = {notice.user_id: notice.params for notice in Notice.objects.all()}
    assert set(told) == {gains.user_id, loses.user_id}
    assert (told[gains.user_id]["before"], told[gains.user_id]["after"]) == (0, 100)
    gained, lost = letters()[gains.user_id].text, letters()[loses.user_id].text
    assert "The key was wrong." in gained
    assert f"/sv/attempts/{gains.public_id}/result/" in gained
    assert "Which is not a source of advantage?" in lost
    assert "The whole attempt: 100 % before, 0 % now." in lost
    assert "no certificate is taken away" in lost


def test_marks_that_may_not_be_shown_yet_stay_out_of_the_letter(letters, django_capture_on_commit_callbacks):
    made = scenes.scene(**{f"review_{moment}": [] for moment in ("just_after", "later", "after_close")})
    sitting = scenes.sat(made, scenes.WRONG)
    scenes.repair(made.questions[0])
    apply(plan(made), django_capture_on_commit_callbacks)
    letter = letters()[sitting.user_id].text
    assert "The key was wrong." in letter
    assert "%" not in letter


def test_a_letter_is_not_sent_of_an_attempt_that_is_gone(made, letters, django_capture_on_commit_callbacks):
    sitting = scenes.sat(made, scenes.WRONG)
    scenes.repair(made.questions[0])
    regrade = plan(made)
    with django_capture_on_commit_callbacks(execute=True):
        text_of = Texts([regrade.version_id, sitting.slots.get().version_id])
        apply_change(change_id=regrade.changes.get().pk, regrade=regrade, text_of=text_of)
        sitting.delete()
    assert Notice.objects.get().mail_reason == Notice.Reason.NOT_VISIBLE


def test_who_passes_by_a_regrade_completes_the_module(made, django_capture_on_commit_callbacks):
    sitting = scenes.sat(made, scenes.WRONG)
    assert not Completion.objects.exists()
    scenes.repair(made.questions[0])
    apply(plan(made), django_capture_on_commit_callbacks)
    assert Completion.objects.get().enrolment.user_id == sitting.user_id


def test_what_was_completed_stays_when_the_mark_falls(made, django_capture_on_commit_callbacks):
    scenes.sat(made, scenes.RIGHT)
    done = Completion.objects.get()
    scenes.repair(made.questions[0])
    apply(plan(made), django_capture_on_commit_callbacks)
    assert not Attempt.objects.get().passed
    assert Completion.objects.get() == done


@pytest.mark.parametrize("policy", ["replace", "better"])
def test_a_key_that_did_not_change_changes_nothing(made, sittings, policy, django_capture_on_commit_callbacks):
    regrade = plan(made, policy)
    assert regrades.effect_of(regrades.sides_of(regrade)).changed == 0
    marks = list(Attempt.objects.order_by("pk").values())
    apply(regrade, django_capture_on_commit_callbacks)
    assert list(Attempt.objects.order_by("pk").values()) == marks
    assert not Notice.objects.exists()


def test_a_mark_that_a_trainer_set_is_left_alone_and_listed(made, sittings, django_capture_on_commit_callbacks):
    override_mark(slot=sittings[2].slots.get(), fraction=0.5, reason="Half of it is there.", by=made.trainer)
    scenes.repair(made.questions[0], right=scenes.OTHER)
    regrade = plan(made)
    assert regrades.effect_of(regrades.sides_of(regrade)).left_alone == 1
    apply(regrade, django_capture_on_commit_callbacks)
    assert fractions(sittings[2]) == [0.5]
    assert sittings[2].slots.get().steps.last().action == "override"


def test_tries_and_penalties_are_counted_anew(django_capture_on_commit_callbacks):
    """The answer that the repaired key calls right was given at the second try."""
    made = scenes.scene(behaviour="interactive", tries=3, penalty="0.250")
    attempt = scenes.begun(made)
    scenes.answer(attempt, 1, scenes.OTHER, check=True)
    scenes.answer(attempt, 1, scenes.WRONG, check=True)
    scenes.answer(attempt, 1, scenes.RIGHT, check=True)
    scenes.finish_attempt(attempt=attempt)
    assert fractions(attempt) == [0.5]
    scenes.repair(made.questions[0])
    apply(plan(made), django_capture_on_commit_callbacks)
    slot = attempt.slots.get()
    assert (slot.fraction, slot.tries_used, slot.state) == (0.75, 2, "right")


def test_a_running_attempt_goes_on_with_the_corrected_question(django_capture_on_commit_callbacks):
    made = scenes.scene("single_choice", "numeric")
    running = scenes.begun(made, None, scenes.WRONG)
    scenes.repair(made.questions[0])
    regrade = plan(made)
    assert regrades.effect_of(regrades.sides_of(regrade)).running == 1
    apply(regrade, django_capture_on_commit_callbacks)
    slot = running.slots.select_related("version").get(number=1)
    assert slot.version == regrade.version
    assert (slot.state, slot.fraction) == ("complete", None), "still open"
    assert slot.response == {"choice": [scenes.option(slot, scenes.WRONG)]}, "the answer is kept"
    assert fresh(running).is_running
    scenes.answer(running, 2, "3.5")
    assert scenes.finish_attempt(attempt=running).percent == 100
    assert not Notice.objects.exists()


def test_a_closed_question_of_a_running_attempt_opens_again_where_tries_are_left(django_capture_on_commit_callbacks):
    made = scenes.scene(behaviour="interactive", tries=2)
    running = scenes.begun(made)
    scenes.answer(running, 1, scenes.RIGHT, check=True)
    assert running.slots.get().is_closed
    scenes.repair(made.questions[0])
    apply(plan(made), django_capture_on_commit_callbacks)
    slot = running.slots.get()
    assert (slot.is_closed, slot.tries_used) == (False, 1)


def test_another_kind_or_other_options_are_refused(made, sittings):
    question = made.questions[0]
    block = next(iter(question.item.raw_data))
    rows = [dict(row) for row in block["value"]["options"]]
    scenes.repair(question, options=rows[:2])
    for policy in ("replace", "better"):
        with pytest.raises(CannotMark) as refused:
            plan(made, policy)
        assert refused.value.code == "does_not_fit"
    assert plan(made, "full").changes.count() == 3
    assert not Regrade.objects.filter(policy="replace").exists()


def test_what_people_marked_can_only_be_dropped():
    made = scenes.scene("essay")
    scenes.sat(made, "The members decide.")
    with pytest.raises(CannotMark) as refused:
        plan(made, "replace")
    assert refused.value.code == "by_person"
    assert plan(made, "drop").changes.get().after["dropped"]


def test_a_plan_needs_a_reason_and_a_question_that_was_met(made, sittings):
    with pytest.raises(CannotMark, match="Say why"):
        plan(made, reason="  ")
    with pytest.raises(CannotMark, match="Nobody"):
        plan_regrade(quiz_key=made.module.translation_key, question_key=made.questions[0].translation_key,
                     policy="full", reason="Why", by=made.trainer)  # fmt: skip


def test_a_plan_that_an_editor_overtook_is_not_applied(made, sittings):
    scenes.repair(made.questions[0])
    regrade = plan(made)
    scenes.repair(made.questions[0], right=scenes.OTHER)
    with pytest.raises(CannotMark) as refused:
        start_regrade(regrade=regrade, by=made.trainer)
    assert refused.value.code == "planned_before"


def test_a_plan_can_be_thrown_away_but_nothing_that_was_begun(made, sittings, django_capture_on_commit_callbacks):
    regrade = plan(made)
    discard_regrade(regrade=regrade, by=made.trainer)
    assert not Regrade.objects.exists()
    applied = apply(plan(made), django_capture_on_commit_callbacks)
    discard_regrade(regrade=applied, by=made.trainer)
    assert Regrade.objects.get() == applied
    assert start_regrade(regrade=applied, by=made.trainer) is None


def test_applied_again_nothing_happens_twice(made, sittings, django_capture_on_commit_callbacks):
    """A worker that was killed after some attempts goes on with the others; those done are not done again."""
    scenes.repair(made.questions[0])
    regrade = plan(made)
    first = regrade.changes.get(attempt=sittings[1])
    text_of = Texts(QuestionVersion.objects.values_list("pk", flat=True))
    apply_change(change_id=first.pk, regrade=regrade, text_of=text_of)
    apply(regrade, django_capture_on_commit_callbacks)
    for sitting in sittings:
        assert sitting.slots.get().steps.filter(action="regrade").count() == 1
    assert not regrade.changes.filter(applied_at=None).exists()


def test_control_without_the_mark_of_what_was_done_it_happens_twice(made, sittings):
    scenes.repair(made.questions[0])
    regrade = plan(made)
    change = regrade.changes.get(attempt=sittings[1])
    text_of = Texts(QuestionVersion.objects.values_list("pk", flat=True))
    apply_change(change_id=change.pk, regrade=regrade, text_of=text_of)
    RegradeChange.objects.update(applied_at=None)
    apply_change(change_id=change.pk, regrade=regrade, text_of=text_of)
    assert sittings[1].slots.get().steps.filter(action="regrade").count() == 2


def test_who_was_marked_by_the_old_key_after_the_plan_is_marked_alike(
    made, sittings, django_capture_on_commit_callbacks
):
    running = scenes.begun(made, None, scenes.WRONG)
    scenes.repair(made.questions[0])
    regrade = plan(made)
    scenes.finish_attempt(attempt=running)
    assert fresh(running).percent == 0
    apply(regrade, django_capture_on_commit_callbacks)
    assert fresh(running).percent == 100


def test_who_came_between_plan_and_act_is_marked_alike(made, sittings, django_capture_on_commit_callbacks):
    regrade = plan(made, "full")
    late = scenes.sat(made, scenes.OTHER)
    apply(regrade, django_capture_on_commit_callbacks)
    assert fresh(late).percent == 100


def statements(seen) -> int:
    """Count queries, but for the brackets around a transaction within another."""
    return sum("SAVEPOINT" not in query["sql"] for query in seen)


def test_a_plan_costs_as_much_for_many_as_for_one(made):
    scenes.sat(made, scenes.WRONG)
    scenes.repair(made.questions[0])
    costs = []
    for _round in range(2):
        plan(made)
        with CaptureQueriesContext(connection) as seen:
            plan(made)
        costs.append(statements(seen))
        for _number in range(8):
            scenes.sat(made, scenes.WRONG)
    assert costs[0] == costs[1] < 20


def test_each_attempt_costs_at_most_twelve_statements(made):
    """Passing costs more, once: the completion and the certificate commit with it."""
    sittings = [scenes.sat(made, words) for words in (scenes.RIGHT, scenes.RIGHT, scenes.OTHER)]
    scenes.repair(made.questions[0])
    regrade = plan(made)
    text_of = Texts(QuestionVersion.objects.values_list("pk", flat=True))
    costs = []
    for sitting in sittings:
        change = regrade.changes.get(attempt=sitting)
        with CaptureQueriesContext(connection) as seen:
            apply_change(change_id=change.pk, regrade=regrade, text_of=text_of)
        costs.append(statements(seen))
    assert max(costs[1:]) <= 12, costs
