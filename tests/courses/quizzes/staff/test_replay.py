"""A replay of what a person did gives the marks that they were given live, whatever they did."""

import uuid
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.modules.services import enrol
from courses.quizzes.models import AttemptStep, VersionText
from courses.quizzes.services import Refused, finish_attempt, plan_regrade, save_answer, start_attempt
from courses.quizzes.services.replaying import MARKS, Texts, fits, replay
from tests.courses.quizzes.staff import scenes
from tests.factories import people

pytestmark = pytest.mark.django_db

KINDS = ("single_choice", "numeric", "short_text")
WORDS = {
    1: (scenes.RIGHT, scenes.WRONG, scenes.OTHER),
    2: ("3.5", "3,5", "4", ""),
    3: ("users", "Civil society", "weather", ""),
}
ACTS = st.integers(1, 3).flatmap(
    lambda number: st.tuples(st.just(number), st.sampled_from(WORDS[number]), st.booleans())
)
SITTINGS = st.fixed_dictionaries(
    {
        "behaviour": st.sampled_from(["deferred", "immediate", "interactive"]),
        "tries": st.integers(1, 4),
        "acts": st.lists(ACTS, max_size=12),
        "hands_in": st.booleans(),
    }
)
EACH = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def made(shared_database):
    made = scenes.scene(*KINDS)
    learner = people.person()
    enrol(user=learner, module=made.module, language="en")
    return made, learner


def sit(made, learner, sitting):
    """Do what the drawn sitting says, through the services that everybody uses."""
    attempt = start_attempt(user=learner, quiz=made.quiz, language="en")
    attempt.behaviour, attempt.tries, attempt.penalty = sitting["behaviour"], sitting["tries"], "0.333"
    attempt.save()
    attempt.refresh_from_db()
    slots = {slot.number: slot for slot in attempt.slots.select_related("version")}
    for number, words, wants_check in sitting["acts"]:
        raw = scenes.raw_for(slots[number], words)
        key = {"slot_key": slots[number].slot_key, "client_key": uuid.uuid4()}
        with suppress(Refused):  # an answer that holds nothing cannot be checked
            save_answer(user=learner, attempt_id=attempt.public_id, raw=raw, language="en", check=wants_check, **key)
    return finish_attempt(attempt=attempt) if sitting["hands_in"] else attempt


def replayed(attempt, slot):
    return replay(
        attempt=attempt,
        slot=slot,
        steps=slot.steps.order_by("sequence"),
        version=slot.version,
        text_of=Texts([slot.version_id]),
    )


@EACH
@given(sitting=SITTINGS)
def test_a_replay_equals_the_live_marks(made, sitting):
    with transaction.atomic():
        attempt = sit(*made, sitting)
        for slot in attempt.slots.select_related("version"):
            fresh = replayed(attempt, slot)
            assert {name: getattr(fresh, name) for name in MARKS} == {name: getattr(slot, name) for name in MARKS}
            assert fresh.response == slot.response
        transaction.set_rollback(True)


@EACH
@given(sitting=SITTINGS, policy=st.sampled_from(["replace", "better"]))
def test_a_regrade_with_an_unchanged_key_changes_nothing(made, sitting, policy):
    with transaction.atomic():
        sit(*made, sitting)
        for question in made[0].questions:
            key = {"quiz_key": made[0].key, "question_key": question.translation_key}
            regrade = plan_regrade(policy=policy, reason="To see", by=made[0].trainer, **key)
            change = regrade.changes.get()
            assert change.before == {name: change.after[name] for name in change.before}
        transaction.set_rollback(True)


def test_control_a_replay_that_loses_a_step_is_seen(made):
    sitting = {"behaviour": "interactive", "tries": 3, "hands_in": True}
    sitting["acts"] = [(1, scenes.WRONG, True), (1, scenes.RIGHT, True)]
    attempt = sit(*made, sitting)
    slot = attempt.slots.select_related("version").get(number=1)
    assert replayed(attempt, slot).fraction == slot.fraction != 1
    slot.steps.filter(action=AttemptStep.Action.CHECK).first().delete()
    assert replayed(attempt, slot).fraction == 1


def test_each_answer_is_marked_by_the_words_of_its_language(made):
    """What Swedish readers may type stands in the Swedish key."""
    attempt = sit(*made, {"behaviour": "deferred", "tries": 1, "acts": [(3, "users", False)], "hands_in": True})
    slot = attempt.slots.select_related("version").get(number=3)
    english = slot.version.texts.get(locale="en")
    key = {**english.key, "accept": ["användare"]}
    VersionText.objects.create(version=slot.version, locale="sv", content=english.content, key=key)
    assert replayed(attempt, slot).fraction == 1
    slot.steps.update(language="sv")
    assert replayed(attempt, slot).fraction == 0


def test_late_answers_and_acts_of_trainers_are_passed_by(made):
    attempt = sit(*made, {"behaviour": "deferred", "tries": 1, "acts": [(2, "4", False)], "hands_in": True})
    scenes.answer(attempt, 2, "3.5")
    slot = attempt.slots.select_related("version").get(number=2)
    assert slot.steps.last().action == AttemptStep.Action.LATE
    assert replayed(attempt, slot).fraction == 0


def test_versions_fit_when_there_are_the_same_things_to_choose(made):
    question = made[0].questions[0]
    old = scenes.newest(question)
    scenes.repair(question, right=scenes.OTHER)
    new = scenes.newest(question)
    rows = [dict(row) for row in next(iter(question.item.raw_data))["value"]["options"]]
    scenes.repair(question, options=rows[1:])
    fewer = scenes.newest(question)
    text_of = Texts([old.pk, new.pk, fewer.pk])
    assert fits(old, new, text_of)
    assert not fits(old, fewer, text_of)
    assert not fits(old, scenes.newest(made[0].questions[1]), Texts([old.pk]))
