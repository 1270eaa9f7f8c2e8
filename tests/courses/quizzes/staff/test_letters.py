"""What people are told of their attempts reads as it should, and only to those whose they are."""

import datetime

import pytest
from django.utils import timezone, translation

from courses.quizzes import notices
from courses.quizzes.models import Accommodation
from courses.quizzes.services import grant_accommodation, mark_answer, override_mark
from skerry.notices.models import Notice
from tests.courses.quizzes.staff import scenes
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.OUTBOX_TRANSPORT = None


def letter_of(user) -> str:
    return Notice.objects.get(user=user).mail.text


def test_of_an_essay_that_is_marked(django_capture_on_commit_callbacks):
    made = scenes.scene("essay")
    sitting = scenes.sat(made, "The members.")
    slot = sitting.slots.select_related("version").get()
    points = {row["id"]: 1 for row in slot.version.texts.get().content["rubric"]}
    with django_capture_on_commit_callbacks(execute=True):
        mark_answer(slot=slot, by=made.trainer, language="en", points=points)
    letter = letter_of(sitting.user)
    assert f"the quiz “{made.quiz.title}”" in letter
    assert f"/en/attempts/{sitting.public_id}/result/" in letter


def test_of_a_mark_that_was_set(django_capture_on_commit_callbacks):
    made = scenes.scene()
    sitting = scenes.sat(made, scenes.WRONG)
    with django_capture_on_commit_callbacks(execute=True):
        override_mark(slot=sitting.slots.get(), fraction=1, reason="Both <b>fit</b>.", by=made.trainer)
    letter = letter_of(sitting.user)
    assert "for question 1" in letter
    assert "This question: 0 before, 1 of 1 now." in letter
    assert "The whole attempt: 0 % before, 100 % now. With this you have passed." in letter
    assert "Both <b>fit</b>." in letter
    assert "<b>fit" not in Notice.objects.get().mail.html


def test_of_more_time_without_saying_why(django_capture_on_commit_callbacks):
    made = scenes.scene(time_limit=30)
    user = scenes.learner(made)
    closes_at = timezone.now() + datetime.timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        grant_accommodation(
            user=user, quiz=made.quiz, by=made.trainer, extra_minutes=15, extra_attempts=1, closes_at=closes_at,
            reason="Reads slowly",
        )  # fmt: skip
    letter = letter_of(user)
    for words in ("15 more minutes", "1 more attempt", "For you the quiz closes at"):
        assert words in letter
    assert "Reads slowly" not in letter


def test_what_is_taken_away_is_not_told_as_a_gift():
    made = scenes.scene()
    user = scenes.learner(made)
    grant_accommodation(user=user, quiz=made.quiz, by=made.trainer)
    assert not Notice.objects.filter(user=user).exists()


def test_only_to_those_whose_it_is(django_capture_on_commit_callbacks):
    made = scenes.scene()
    sitting = scenes.sat(made, scenes.WRONG)
    params = {"attempt": str(sitting.public_id), "quiz": str(made.key)}
    with translation.override("en"):
        assert notices.has_attempt(sitting.user, params)
        assert not notices.has_attempt(people.person(), params)
        assert not notices.has_accommodation(sitting.user, params)
        Accommodation.objects.create(user=sitting.user, quiz_key=made.key)
        assert notices.has_accommodation(sitting.user, params)
        with django_capture_on_commit_callbacks(execute=True):
            made.quiz.unpublish()
        assert not notices.has_accommodation(sitting.user, params)
