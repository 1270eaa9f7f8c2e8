"""A module is complete when its last requirement is met, and never stops being so."""

import json
import uuid

import pytest

from courses.certificates.models import Certificate
from courses.modules import queries
from courses.modules.models import Completion, Fulfilment, LessonStep
from courses.modules.outline import check_ids, find_check, points_of
from courses.modules.services import Refused, answer_check, enrol, finish_lesson, read_point, write_journal
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from skerry.accounts.models import Grant
from tests.factories import content, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    """A person enrolled in a module of one lesson and one quiz."""
    module = content.module()
    lesson = content.lesson(module)
    quiz = content.quiz(module)
    user = people.person()
    return {
        "module": module,
        "lesson": lesson,
        "quiz": quiz,
        "user": user,
        "enrolment": enrol(user=user, module=module, language="en"),
    }


def answer_checks(course, right: bool = True):
    points = points_of(course["lesson"])
    for check in check_ids(points):
        options = find_check(points, check)["options"]
        answer_check(
            enrolment=course["enrolment"],
            lesson=course["lesson"],
            check_id=check,
            option_id=next(option["id"] for option in options if option["correct"] is right),
            client_key=uuid.uuid4(),
            language="en",
        )


def finish(course, key=None):
    finish_lesson(enrolment=course["enrolment"], lesson=course["lesson"], client_key=key or uuid.uuid4(), language="en")


def pass_quiz(course, right: bool = True):
    attempt = start_attempt(user=course["user"], quiz=course["quiz"], language="en")
    slot = attempt.slots.get()
    key = slot.version.texts.get(locale="en").key
    chosen = next(option for option, part in key["fractions"].items() if (float(part) > 0) is right)
    save_answer(
        user=course["user"],
        attempt_id=attempt.public_id,
        slot_key=slot.slot_key,
        raw={"choice": [chosen]},
        client_key=uuid.uuid4(),
        language="en",
    )
    return finish_attempt(attempt=attempt)


def test_enrolling_gives_the_grant_with_it(course):
    grant = Grant.objects.get(user=course["user"])
    assert (grant.role, grant.scope) == ("participant", course["module"].scope)
    assert enrol(user=course["user"], module=course["module"], language="sv") == course["enrolment"]


def test_done_needs_every_check_answered_and_none_right(course):
    with pytest.raises(Refused, match="One knowledge check"):
        finish(course)
    answer_checks(course, right=False)
    finish(course)
    assert Fulfilment.objects.get().kind == "lesson"


def test_done_twice_is_one_step(course):
    answer_checks(course)
    key = uuid.uuid4()
    finish(course, key)
    finish(course, key)
    assert LessonStep.objects.filter(kind="done").count() == 1


def test_the_last_requirement_completes_and_certifies(course):
    answer_checks(course)
    finish(course)
    assert not Completion.objects.exists()
    pass_quiz(course)
    completion = Completion.objects.get()
    certificate = Certificate.objects.get(user=course["user"])
    assert [row["kind"] for row in completion.requirements] == ["lesson", "quiz"]
    assert certificate.state == Certificate.State.AWAITING_NAME
    assert certificate.snapshot["content_version"] == completion.content_version


def test_a_failed_quiz_does_not_complete_and_says_why(course):
    answer_checks(course)
    finish(course)
    pass_quiz(course, right=False)
    assert not Completion.objects.exists()
    progress = queries.progress_of(course["user"], course["module"].translation_key, "en")
    assert [(row["kind"], row["met"]) for row in progress.rows] == [("lesson", True), ("quiz", False)]


def test_editing_never_undoes(course, django_capture_on_commit_callbacks):
    answer_checks(course)
    finish(course)
    pass_quiz(course)
    lesson = course["lesson"]
    with django_capture_on_commit_callbacks(execute=True):
        body = [*json.loads(json.dumps(lesson.body.get_prep_value(), default=str)), content.point("A new point")]
        lesson.body = json.dumps(body)
        content.publish(lesson)
        content.lesson(course["module"])
    progress = queries.progress_of(course["user"], course["module"].translation_key, "en")
    assert progress.completion is not None
    assert progress.rows[0]["met"]
    assert progress.rows[0]["new_points"] == 1


def test_a_card_read_on_one_device_is_where_the_other_goes_on(course):
    first = points_of(course["lesson"])[0]
    read_point(
        enrolment=course["enrolment"],
        lesson=course["lesson"],
        point_id=uuid.UUID(first["id"]),
        client_key=uuid.uuid4(),
        language="sv",
    )
    progress = queries.progress_of(course["user"], course["module"].translation_key, "en")
    assert progress.resume["resume_url"].endswith("?card=2")


@pytest.mark.parametrize(("text", "code"), [("x" * 10_001, "too_long"), ("a\x00b", "control_character")])
def test_a_journal_entry_that_cannot_be_kept_is_refused(course, text, code):
    prompt = next(
        part["id"] for point in points_of(course["lesson"]) for part in point["parts"] if part["kind"] == "reflection"
    )
    with pytest.raises(Refused) as caught:
        write_journal(
            enrolment=course["enrolment"],
            lesson=course["lesson"],
            block_id=uuid.UUID(prompt),
            text=text,
            client_key=uuid.uuid4(),
            language="en",
        )
    assert caught.value.code == code
