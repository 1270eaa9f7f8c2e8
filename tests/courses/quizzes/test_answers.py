"""The answer protocol: kept once, acknowledged, refused with a reason, never lost."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from courses.modules.services import enrol
from courses.quizzes.models import AttemptSlot, AttemptStep
from courses.quizzes.services import Refused, finish_attempt, save_answer, start_attempt
from tests.factories import content, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    """A person in the middle of a quiz of three questions."""
    user = people.person()
    module = content.module()
    questions = [content.question(kind) for kind in ("single_choice", "numeric", "short_text")]
    quiz = content.quiz(module, questions)
    enrol(user=user, module=module, language="en")
    return start_attempt(user=user, quiz=quiz, language="en")


def slot_of(attempt, kind: str) -> AttemptSlot:
    return attempt.slots.get(version__kind=kind)


def send(attempt, kind="numeric", raw=None, **fields):
    slot = slot_of(attempt, kind)
    return save_answer(
        **{
            "user": attempt.user,
            "attempt_id": attempt.public_id,
            "slot_key": slot.slot_key,
            "raw": raw if raw is not None else {"text": ["3.5"]},
            "client_key": uuid.uuid4(),
            "language": "en",
            **fields,
        }
    )


def refusal(attempt, **fields) -> Refused:
    with pytest.raises(Refused) as caught:
        send(attempt, **fields)
    return caught.value


def test_an_answer_is_one_step_and_acknowledged(sitting):
    ack = send(sitting)
    slot = slot_of(sitting, "numeric")
    assert (ack.slot_key, ack.duplicate, slot.response["number"]) == (slot.slot_key, False, "3.5")
    assert slot.steps.filter(action=AttemptStep.Action.SAVE).count() == 1


def test_the_same_key_twice_is_one_step(sitting):
    key = uuid.uuid4()
    send(sitting, client_key=key)
    again = send(sitting, client_key=key, raw={"text": ["99"]})
    assert again.duplicate
    assert slot_of(sitting, "numeric").response["number"] == "3.5"
    assert AttemptStep.objects.filter(client_key=key).count() == 1


def test_a_key_of_another_question_is_refused(sitting):
    key = uuid.uuid4()
    send(sitting, client_key=key)
    assert refusal(sitting, kind="short_text", client_key=key).code == "key_used"


@pytest.mark.parametrize("typed", ["3,5", "3.5", " 3,5 ", "3,50"])
def test_a_number_is_read_with_comma_and_with_point(sitting, typed):
    send(sitting, raw={"text": [typed]}, check=True)
    assert slot_of(sitting, "numeric").state == AttemptSlot.State.RIGHT


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("numeric", {"text": ["abc"]}, "not_a_number"),
        ("numeric", {"text": ["1,500"]}, "ambiguous_number"),
        ("single_choice", {"choice": ["no-such-option"]}, "unknown_option"),
        ("short_text", {"text": ["civil\x00society"]}, "control_character"),
        ("short_text", {"text": ["x" * 1_000_000]}, "too_long"),
    ],
)
@pytest.mark.parametrize("language", ["en", "sv", "lv"])
def test_a_bad_answer_is_refused_in_words_and_nothing_is_lost(sitting, kind, raw, code, language):
    before = {"text": ["users"]} if kind == "short_text" else None
    if before:
        send(sitting, kind=kind, raw=before)
    with translation.override(language):
        refused = refusal(sitting, kind=kind, raw=raw)
    assert refused.code == code
    assert len(refused.message) > 20
    if before:
        assert slot_of(sitting, kind).response == {"text": "users"}


def test_a_closed_attempt_keeps_its_result_and_the_answer_in_its_history(sitting):
    finish_attempt(attempt=sitting)
    ack = send(sitting)
    assert (ack.counted, ack.notice) == (False, "attempt_closed")
    slot = slot_of(sitting, "numeric")
    assert slot.response == {}
    assert slot.steps.get(action=AttemptStep.Action.LATE).response["number"] == "3.5"


def test_anothers_attempt_is_not_there(sitting):
    assert refusal(sitting, user=people.person()).code == "unknown_question"


def test_a_question_that_is_not_in_the_attempt_is_not_there(sitting):
    assert refusal(sitting, slot_key=uuid.uuid4()).code == "unknown_question"


def test_a_right_answer_closes_and_the_first_stands(sitting):
    send(sitting, check=True)
    ack = send(sitting, raw={"text": ["4"]})
    assert (ack.counted, ack.notice) == (False, "question_closed")
    assert slot_of(sitting, "numeric").state == AttemptSlot.State.RIGHT


def test_a_miss_gives_the_hint_and_costs_a_third(sitting):
    send(sitting, raw={"text": ["4"]}, check=True)
    slot = slot_of(sitting, "numeric")
    assert (slot.state, slot.tries_used) == (AttemptSlot.State.COMPLETE, 1)
    send(sitting, raw={"text": ["3.5"]}, check=True)
    slot.refresh_from_db()
    assert (slot.state, slot.fraction) == (AttemptSlot.State.RIGHT, pytest.approx(0.667))


def test_the_same_wrong_answer_again_is_no_new_try(sitting):
    send(sitting, raw={"text": ["4"]}, check=True)
    send(sitting, raw={"text": ["4,0"]}, check=True)
    assert slot_of(sitting, "numeric").tries_used in {1, 2}


def test_saving_an_answer_takes_at_most_eight_queries(client, sitting):
    client.force_login(sitting.user)
    slot = slot_of(sitting, "numeric")
    url = f"/api/v1/attempts/{sitting.public_id}/answers/"
    body = {"slot": str(slot.slot_key), "response": {"text": ["3"]}, "language": "en"}
    client.post(url, {**body, "key": str(uuid.uuid4())}, content_type="application/json")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(
            url, {**body, "response": {"text": ["4"]}, "key": str(uuid.uuid4())}, content_type="application/json"
        )
    assert answer.status_code == 200, answer.content
    assert len(queries) <= 8, [query["sql"][:90] for query in queries]
