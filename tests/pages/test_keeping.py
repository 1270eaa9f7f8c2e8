"""Addresses that changed still lead there, and what people have learnt on is not deleted."""

import uuid

import pytest
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page

from courses.modules.models import Enrolment, ModulePage
from courses.modules.services import enrol
from courses.quizzes.services import start_attempt
from skerry.accounts.models import Role
from tests.factories import content, people, records
from tests.pages.examples import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(people.person(role=Role.ADMINISTRATOR))
    return client


@pytest.fixture
def learnt():
    """A module that somebody is enrolled in, with a lesson and a quiz that has been sat."""
    module = content.module()
    lesson, quiz = content.lesson(module), content.quiz(module)
    user = people.person()
    enrol(user=user, module=module, language="en")
    start_attempt(user=user, quiz=quiz, language="en")
    return module, lesson, quiz


def rename(desk: Client, page: Page, slug: str) -> None:
    sent = form_data(page, slug=slug, **{"action-publish": "1"})
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent).status_code == 302


def test_a_renamed_page_is_found_at_its_old_address(desk, client):
    module = content.module()
    lesson = content.lesson(module)
    old = module.url, lesson.url
    rename(desk, module, "another-name")
    new = tuple(Page.objects.get(pk=page.pk).url for page in (module, lesson))
    assert new[0].endswith("/another-name/")
    for before, after in zip(old, new, strict=True):
        answer = client.get(before)
        assert (answer.status_code, answer["Location"]) == (301, after)
        assert client.get(after).status_code == 200


def test_an_address_that_never_was_leads_nowhere(desk, client):
    rename(desk, content.module(), "another-name")
    assert client.get("/en/programmes/no-such-page/").status_code == 404


def delete_one(desk: Client, page: Page):
    return desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_many(desk: Client, page: Page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return desk.post(f"{url}?id={page.pk}&next=/admin/", follow=True)


@pytest.mark.parametrize("delete", [delete_one, delete_many])
@pytest.mark.parametrize("which", ["module", "lesson", "quiz", "programme", "swedish"])
def test_what_people_have_learnt_on_is_not_deleted(desk, learnt, delete, which):
    module, lesson, quiz = learnt
    swedish = module.copy_for_translation(records.locale("sv"), copy_parents=True)
    if which == "lesson":
        Enrolment.objects.get().lessons.create(lesson_key=lesson.translation_key)
    page = {
        "module": module,
        "lesson": lesson,
        "quiz": quiz,
        "programme": module.get_parent(),
        "swedish": swedish,
    }[which]
    answer = delete(desk, page)
    assert Page.objects.filter(pk=page.pk).exists()
    assert "Not deleted: people have learnt on" in answer.content.decode()


@pytest.mark.parametrize("delete", [delete_one, delete_many])
def test_what_nobody_has_learnt_on_is_deleted(desk, delete):
    module = content.module()
    delete(desk, module)
    assert not Page.objects.filter(pk=module.pk).exists()


def test_it_is_unpublished_instead_and_the_records_stay(desk, client, learnt):
    module, _lesson, _quiz = learnt
    answer = desk.post(reverse("wagtailadmin_pages:unpublish", args=[module.pk]))
    assert answer.status_code == 302
    cache.clear()
    assert not ModulePage.objects.get(pk=module.pk).live
    assert client.get(module.url).status_code == 404
    assert Enrolment.objects.filter(module_key=module.translation_key).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_learning_goes_on_elsewhere_while_a_module_is_unpublished(client, learnt, method):
    """The person's pages neither fail nor show what is gone."""
    module, lesson, _quiz = learnt
    module.unpublish()
    cache.clear()
    client.force_login(Enrolment.objects.get().user)
    page = client.get("/en/learning/")
    assert page.status_code == 200
    assert module.url not in page.content.decode()
    step = reverse("modules:step", args=[lesson.translation_key])
    if method == "post":
        assert client.post(step, {"kind": "read", "key": str(uuid.uuid4())}).status_code == 404


def test_an_answered_question_is_not_deleted(desk, learnt):
    _module, _lesson, quiz = learnt
    question = quiz.slots.get().question
    url = reverse(question.snippet_viewset.get_url_name("delete"), args=[question.pk])
    answer = desk.post(url, follow=True)
    assert type(question).objects.filter(pk=question.pk).exists()
    assert "Not deleted, because it is used" in answer.content.decode()
    assert "in 1 attempt" in answer.content.decode()


def test_a_page_renamed_twice_is_found_at_both(desk, client):
    module = content.module()
    first = module.url
    rename(desk, module, "second")
    module = ModulePage.objects.get(pk=module.pk)
    second = module.url
    rename(desk, module, "third")
    for old in (first, second):
        assert client.get(old, follow=True).status_code == 200
