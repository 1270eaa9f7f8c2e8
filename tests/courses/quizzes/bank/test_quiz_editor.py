"""The editor of a quiz: what it keeps, and what it says of draws that may come out short."""

import random

import pytest
from wagtail.models import Collection

from courses.quizzes.models import QuizPage, QuizSlot
from courses.quizzes.services.drawing import places_for, shortages
from tests.courses.quizzes.bank.kinds import question_of
from tests.factories import content, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    return Collection.get_first_root_node().add_child(name="Module B1")


@pytest.fixture
def quiz():
    return content.quiz(content.module(), [])


def draw(quiz: QuizPage, order: int, **fields) -> QuizSlot:
    return QuizSlot.objects.create(page=quiz, locale=quiz.locale, sort_order=order, **fields)


def said(client, quiz) -> str:
    response = client.get(f"/admin/pages/{quiz.pk}/edit/")
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def found(quiz) -> list[tuple[int, int]]:
    slots = list(quiz.slots.order_by("sort_order"))
    return [(short.wanted, short.found) for short in shortages(slots)]


def test_a_draw_that_finds_enough_is_not_mentioned(editor, quiz, category):
    for _number in range(3):
        question_of("essay", category=category)
    draw(quiz, 1, draw_category=category, draw_count=3)
    assert found(quiz) == []
    assert "The draw" not in said(editor, quiz)


def test_a_short_draw_is_told_where_the_quiz_is_edited(editor, quiz, category):
    question_of("essay", category=category)
    question_of("essay", category=category).unpublish()
    draw(quiz, 1, draw_category=category, draw_tag="", draw_count=2)
    assert "The draw from Module B1 wants 2 questions, but there may be only 1 that are ready." in said(editor, quiz)


def test_the_draft_that_is_edited_counts_not_what_is_live(editor, quiz, category):
    quiz.slots.add(QuizSlot(locale=quiz.locale, draw_category=category, draw_tag="broker", draw_count=2, sort_order=1))
    quiz.save_revision()
    assert not QuizSlot.objects.exists()
    assert "The draw from Module B1, broker wants 2 questions" in said(editor, quiz)


def test_other_pages_are_edited_without_a_word(editor):
    assert said(editor, content.lesson(content.module())) == ""


def test_fixed_questions_and_earlier_draws_take_theirs_first(quiz, category):
    questions = [question_of("essay", category=category) for _number in range(5)]
    draw(quiz, 1, question=questions[0])
    draw(quiz, 2, draw_category=category, draw_count=3)
    draw(quiz, 3, draw_category=category, draw_count=2)
    assert found(quiz) == [(2, 1)]
    assert len(places_for(quiz, people.person(), random.Random(1))) == 5


def test_draws_from_different_places_do_not_take_from_each_other(quiz, category):
    other = Collection.get_first_root_node().add_child(name="Module B2")
    for place in (category, other):
        for _number in range(2):
            question_of("essay", category=place)
    draw(quiz, 1, draw_category=category, draw_count=2)
    draw(quiz, 2, draw_category=other, draw_count=2)
    assert found(quiz) == []
