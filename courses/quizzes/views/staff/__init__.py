"""What trainers do with a quiz: results, marks, corrections, statistics. In their own language, on any device."""

from django.http import Http404
from django.utils.translation import get_language

from courses.quizzes.models import AttemptSlot, QuizPage
from courses.quizzes.queries import desk
from skerry.accounts.rules import may
from skerry.pages import queries as pages


def quiz_or_404(request, quiz_key, permission: str) -> QuizPage:
    """Return the quiz in the reader's language, for those who have the permission on it."""
    page = pages.live_by_key(quiz_key, get_language())
    quiz = page.specific if page else None
    if not isinstance(quiz, QuizPage) or not may(request.user, permission, quiz):
        raise Http404
    return quiz


def answer_or_404(quiz: QuizPage, slot_id: int) -> AttemptSlot:
    """Return an answer to mark, with whose it is and what was given for it."""
    answers = desk.with_people(desk.answers(quiz.translation_key))
    found = answers.filter(pk=slot_id).first()
    if found is None:
        raise Http404
    return found


def frame(quiz: QuizPage, here: str) -> dict:
    """Return what the head of every page of these shows."""
    return {
        "quiz": {"title": quiz.title, "url": pages.url_of(quiz)},
        "quiz_page": quiz,
        "quiz_key": quiz.translation_key,
        "here": here,
    }
