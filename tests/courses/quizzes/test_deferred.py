"""A quiz with feedback at the end: nothing is told before the attempt is handed in."""

import uuid

import pytest
from django.utils import timezone

from courses.modules.services import enrol
from courses.quizzes import queries
from courses.quizzes.models import AttemptSlot
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from tests.factories import content, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    user = people.person()
    module = content.module()
    quiz = content.quiz(module, [content.question("numeric")], behaviour="deferred")
    enrol(user=user, module=module, language="en")
    return start_attempt(user=user, quiz=quiz, language="en")


def shown(attempt) -> dict:
    slot = attempt.slots.select_related("version").get()
    words = queries.shown_words(attempt, queries.settings_of(attempt.quiz_key), timezone.now())
    return queries.question(attempt, slot, queries.texts([slot.version_id], "en")[slot.version_id], "en", words)


def answer(attempt, number: str) -> None:
    save_answer(
        user=attempt.user,
        attempt_id=attempt.public_id,
        slot_key=attempt.slots.get().slot_key,
        raw={"text": [number]},
        client_key=uuid.uuid4(),
        language="en",
        check=True,
    )


def test_checking_is_only_saving_and_says_nothing(sitting):
    answer(sitting, "4")
    slot = sitting.slots.get()
    assert (slot.state, slot.tries_used, slot.fraction) == (AttemptSlot.State.COMPLETE, 0, None)
    assert not shown(sitting)["released"]
    assert shown(sitting)["model_answer"] == []


def test_an_answer_can_be_changed_until_the_end_and_is_then_explained(sitting):
    answer(sitting, "4")
    answer(sitting, "3.5")
    finished = finish_attempt(attempt=sitting)
    assert finished.passed
    assert shown(finished)["released"]
    assert "Taxes" in shown(finished)["explanation"]
