"""What is used is not deleted, one by one or many at once, and the desk says where it is used."""

import pytest
from wagtail.models import ReferenceIndex

from courses.quizzes.models import Question
from courses.quizzes.services import start_attempt
from tests.courses.quizzes.bank.rows import edit, translate
from tests.factories import content, people

pytestmark = pytest.mark.django_db


def delete(client, question: Question):
    return client.post(f"/admin/snippets/quizzes/question/delete/{question.pk}/", follow=True)


def delete_many(client, questions):
    ids = "&".join(f"id={question.pk}" for question in questions)
    return client.post(f"/admin/bulk/quizzes/question/delete/?{ids}", follow=True)


def delete_one_of_many(client, question):
    return delete_many(client, [content.question(), question])


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def slotted():
    """A question that a quiz asks, not taken by anybody."""
    question = content.question()
    content.quiz(content.module(), [question], title="Check what you know")
    return question


@pytest.fixture
def answered():
    """A question that was asked in an older version, by a quiz that asks it no longer."""
    question = content.question()
    quiz = content.quiz(content.module(), [question])
    start_attempt(user=people.person(), quiz=quiz, language="en")
    edit(question, stem="<p>Which one is odd?</p>")
    quiz.slots.clear()
    ReferenceIndex.create_or_update_for_object(content.publish(quiz))
    return question


each_way = pytest.mark.parametrize("way", [delete, delete_one_of_many])


@each_way
def test_a_question_of_a_quiz_is_not_deleted(admin, slotted, way):
    response = way(admin, slotted)
    assert f"{slotted.code} (in the quiz “Check what you know”)" in said(response)
    assert Question.objects.filter(pk=slotted.pk).exists()


@each_way
def test_a_question_that_was_asked_is_not_deleted(admin, answered, way):
    response = way(admin, answered)
    assert f"{answered.code} (in 1 attempt)" in said(response)
    assert Question.objects.filter(pk=answered.pk).exists()


@each_way
def test_nor_in_another_language(admin, slotted, answered, way):
    for question in (slotted, answered):
        swedish = translate(question, "sv", stem="<p>Vad?</p>")
        assert "Not deleted" in said(way(admin, swedish))
        assert Question.objects.filter(pk=swedish.pk).exists()


def test_of_many_none_is_deleted_while_one_is_used(admin, slotted):
    free = content.question()
    delete_many(admin, [free, slotted])
    assert Question.objects.filter(pk__in=[free.pk, slotted.pk]).count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_not_used_is_deleted(admin, count):
    """The guard lets through what it need not hold: else the tests above would prove nothing."""
    questions = [content.question() for _number in range(count)]
    if count == 1:
        delete(admin, questions[0])
    else:
        delete_many(admin, questions)
    assert not Question.objects.exists()


def test_control_without_the_guard_an_answered_question_is_gone(admin, answered, monkeypatch):
    monkeypatch.setattr("courses.quizzes.desk.guards.bank.where_used", lambda _keys: {})
    delete(admin, answered)
    assert not Question.objects.exists()


def test_many_uses_are_counted_in_the_message(admin):
    question = content.question()
    module = content.module()
    for number in range(7):
        content.quiz(module, [question], title=f"Quiz {number}")
    assert "“Quiz 4”, 2 more" in said(delete(admin, question))


def test_a_trainer_may_not_delete(trainer, slotted):
    free = content.question()
    for question in (free, slotted):
        trainer.post(f"/admin/snippets/quizzes/question/delete/{question.pk}/")
    assert Question.objects.count() == 2
