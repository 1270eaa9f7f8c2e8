"""One progress in all languages."""

import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from courses.modules import queries
from courses.modules.models import Enrolment, LessonPage, ModulePage
from courses.modules.outline import points_of
from courses.modules.services import read_point
from skerry.accounts.models import User

pytestmark = [pytest.mark.starter, pytest.mark.django_db]


def test_the_language_is_changed_in_the_middle_of_a_lesson_and_the_place_is_kept(client):
    learner = User.objects.get(email="learner@skerry.example")
    module = ModulePage.objects.get(code="B1", locale__language_code="en")
    lesson = LessonPage.objects.get(slug="why-firms-gain", locale__language_code="en")
    enrolment = Enrolment.objects.get(user=learner)
    for point in points_of(lesson)[:2]:
        read_point(
            enrolment=enrolment,
            lesson=lesson,
            point_id=uuid.UUID(point["id"]),
            client_key=uuid.uuid4(),
            language="en",
        )
    for language in ("sv", "lv"):
        progress = queries.progress_of(learner, module.translation_key, language)
        row = next(row for row in progress.rows if row["key"] == str(lesson.translation_key))
        assert row["read_count"] == 2
        assert row["resume_url"] == f"/{language}/programmes/bsr-cbp/b1/why-firms-gain/?card=3"
        assert row["title"] != lesson.title
    client.force_login(learner)
    with translation.override("sv"):
        shown = client.get(reverse("programmes:learning")).content.decode()
    assert "Kluster och klusterledarens arbete" in shown
