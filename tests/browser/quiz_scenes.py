"""The pages of quizzes in every state that a person or a trainer can meet them in."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation

from courses.quizzes.models import Attempt, QuizPage
from courses.quizzes.queries import slots_of
from courses.quizzes.services import close_attempt, finish_attempt
from tests.factories import every_kind
from tests.factories.finished import sat
from tests.journeys import sitting, steps

TRAINER = "trainer@skerry.example"


def _quiz(*kinds: str, **fields) -> QuizPage:
    return every_kind.quiz(sitting.module(), *kinds, **{"behaviour": "deferred", **fields})


def _begun(quiz: QuizPage, language: str) -> Attempt:
    return every_kind.begin(quiz, sitting.learner(), language)


def _ends(attempt: Attempt, due_in: timedelta, grace: timedelta = timedelta(minutes=1)) -> Attempt:
    due = timezone.now() + due_in
    Attempt.objects.filter(pk=attempt.pk).update(due_at=due, ends_at=due + grace)
    attempt.refresh_from_db()
    return attempt


def _page(quiz: QuizPage, language: str) -> str:
    return f"/{language}/{steps.MODULE}/{quiz.slug}/"


def _attempt(attempt: Attempt, language: str, asked: str) -> str:
    return f"/{language}/attempts/{attempt.public_id}/{asked}"


def quiz_pages(language: str) -> Iterator[tuple[str, str]]:
    """Give name and address of the quiz's own page: before, after, limited, used up."""
    day, now = timedelta(days=1), timezone.now()
    yield "quiz-not-open", _page(_quiz("numeric", opens_at=now + day), language)
    yield "quiz-closed", _page(_quiz("numeric", closes_at=now - day), language)
    limits = {"time_limit": 30, "attempts_allowed": 2, "closes_at": now + day, "navigation": "sequential"}
    limited = _quiz("numeric", "essay", counts="average", **limits)
    yield "quiz-limits", _page(limited, language)
    used = _quiz("numeric", attempts_allowed=1)
    finish_attempt(attempt=_begun(used, language))
    yield "quiz-used-up", _page(used, language)
    yield "question-forward-only", _attempt(_begun(limited, language), language, "")


def clock_pages(language: str) -> Iterator[tuple[str, str]]:
    """Give the pages with a clock; each is brought to its time when it is asked for."""
    timed = _begun(_quiz("single_choice", "numeric", time_limit=30), language)
    yield "clock", _attempt(timed, language, "?q=2")
    yield "clock-before-hand-in", _attempt(timed, language, "?q=end")
    _ends(timed, timedelta(seconds=58))
    yield "clock-soon", _attempt(timed, language, "?q=1")
    grace = _begun(_quiz("numeric", time_limit=30, overdue="grace", grace_period=30), language)
    _ends(grace, timedelta(minutes=-1), timedelta(minutes=30))
    yield "clock-grace", _attempt(grace, language, "?q=1")


def result_pages(language: str) -> Iterator[tuple[str, str]]:
    """Give the results of what a person marks, of what was not handed in, and of what is shown later."""
    waits = _begun(_quiz("essay", "numeric"), language)
    sitting.answer_essay(waits)
    finish_attempt(attempt=waits)
    yield "result-marking", _attempt(waits, language, "result/")
    left = _begun(_quiz("numeric", time_limit=30, overdue="abandon"), language)
    close_attempt(attempt=_ends(left, timedelta(hours=-1)))
    yield "result-abandoned", _attempt(left, language, "result/")
    hidden = _begun(_quiz("numeric", review_just_after=[]), language)
    finish_attempt(attempt=hidden)
    yield "result-later", _attempt(hidden, language, "result/")


def trainer_pages(language: str) -> Iterator[tuple[str, str]]:
    """Give the trainer's pages of a quiz that nobody began, and of one that thirty people sat."""
    empty, full = _quiz("numeric"), _quiz("numeric", "short_text", "numeric")
    parts = [[float(place % 3 > 0), float(place % 2), float(place % 5 > 1)] for place in range(30)]
    sat(full, parts, languages=["en", "sv"], responses=[[{}, {}, {}]] * 30, seconds=40)
    slot = slots_of(full)[0]
    with translation.override(language):
        yield "results-nobody", reverse("quizzes:staff", args=[empty.translation_key])
        yield "statistics-nobody", reverse("quizzes:statistics", args=[empty.translation_key])
        yield "results-many", reverse("quizzes:staff", args=[full.translation_key])
        yield "statistics", reverse("quizzes:statistics", args=[full.translation_key])
        one = reverse("quizzes:statistics_question", args=[full.translation_key, slot.translation_key])
        yield "statistics-question", one
