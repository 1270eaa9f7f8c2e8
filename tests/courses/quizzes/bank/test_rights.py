"""Who may write questions, publish them and translate them."""

import pytest

from courses.quizzes.models import Question
from tests.courses.quizzes.bank.forms import form_of
from tests.courses.quizzes.bank.kinds import question_of
from tests.courses.quizzes.bank.localize import begin, fill_in, translation_of
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/quizzes/question/"


def new(client, **extra):
    """Post the form of a new question like one that is there."""
    template = question_of("description", "<p>Read the case first.</p>")
    data = {**form_of(template), "code": "NEW-1", **extra}
    template.delete()
    client.post(f"{LIST}add/?locale=en", data)
    return Question.objects.filter(code="NEW-1").first()


@pytest.mark.parametrize("who", ["trainer", "editor"])
def test_trainers_and_editors_write_and_publish(request, who):
    client = request.getfixturevalue(who)
    draft = new(client)
    assert (draft.state, draft.locale.language_code) == ("draft", "en")
    client.post(f"{LIST}edit/{draft.pk}/", {**form_of(draft), "action-publish": "1"})
    draft.refresh_from_db()
    assert draft.state == "ready"


def test_translators_neither_write_nor_publish(translator):
    assert new(translator, **{"action-publish": "1"}) is None
    question = question_of("description", "<p>Read the case first.</p>")
    changed = {**form_of(question), "code": "CHANGED", "action-publish": "1"}
    translator.post(f"{LIST}edit/{question.pk}/", changed)
    question.refresh_from_db()
    assert question.code != "CHANGED", "what a translator changes stays a draft"
    assert question.get_latest_revision_as_object().code == "CHANGED"


def test_translators_translate_and_others_publish(translator, editor):
    question = content.question()
    swedish = begin(question, records.locale("sv"))
    fill_in(translation_of(question, records.locale("sv")))
    url = f"{LIST}edit/{swedish.pk}/"
    assert translator.get(url).status_code == 200
    translator.post(url, {"action": "publish"})
    swedish.refresh_from_db()
    assert not swedish.live
    editor.post(url, {"action": "publish"})
    swedish.refresh_from_db()
    assert swedish.live


@pytest.mark.parametrize("path", ["", "add/"])
def test_managers_have_no_business_with_questions(client, path):
    client.force_login(people.person(role="manager"))
    assert client.get(LIST + path).status_code == 302
