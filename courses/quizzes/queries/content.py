"""What a quiz is made of. Its settings and slots are those of the page in the language it was written in."""

import datetime
import functools
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import F

from courses.quizzes.models import Question, QuestionVersion, QuizPage, QuizSlot, VersionText
from courses.quizzes.models.quizzes import MOMENTS
from skerry.pages import generation
from skerry.pages import queries as pages


class QuizSettings(NamedTuple):
    """What a quiz says now, whatever was frozen into an attempt: who may see what when, and which attempt counts."""

    quiz_key: UUID
    behaviour: str
    counts: str
    attempts_allowed: int
    pass_mark: int
    time_limit: int
    opens_at: datetime.datetime | None
    closes_at: datetime.datetime | None
    review: dict[str, list[str]]
    pre_test: UUID | None


def source_quiz(quiz: QuizPage) -> QuizPage:
    """Return the quiz in the language it was written in: its slots count in all languages."""
    source = pages.locale_ids().get(settings.LANGUAGE_CODE)
    if quiz.locale_id == source:
        return quiz
    return QuizPage.objects.filter(translation_key=quiz.translation_key, locale_id=source, live=True).first() or quiz


def _live(quiz_key: UUID, language: str) -> QuizPage | None:
    """Return the published quiz in the language, else in the source language, else in any."""
    ids = pages.locale_ids()
    order = {ids.get(language): 0, ids.get(settings.LANGUAGE_CODE): 1}
    found = QuizPage.objects.filter(translation_key=quiz_key, live=True).select_related("pre_test")
    return min(found, key=lambda quiz: order.get(quiz.locale_id, 2), default=None)


def settings_of(quiz_key: UUID) -> QuizSettings | None:
    """Return the settings of a quiz, kept with the content; None where nothing of it is published."""

    def make() -> tuple:
        quiz = _live(quiz_key, settings.LANGUAGE_CODE)
        if quiz is None:
            return ()
        pre_test = quiz.pre_test
        return (
            quiz.translation_key,
            quiz.behaviour,
            quiz.counts,
            quiz.attempts_allowed,
            quiz.pass_mark,
            quiz.time_limit,
            quiz.opens_at,
            quiz.closes_at,
            {moment: getattr(quiz, f"review_{moment}") for moment in MOMENTS},
            pre_test.translation_key if pre_test else None,
        )

    found = generation.kept(f"quiz-settings:{quiz_key}", make)
    return QuizSettings(*found) if found else None


def slots_of(quiz: QuizPage) -> list[QuizSlot]:
    """Return the slots in their order; a post-test takes those of its pre-test."""
    source = source_quiz(quiz)
    if source.pre_test_id:
        source = source_quiz(source.pre_test)
    found = QuizSlot.objects.filter(page=source).select_related("question", "draw_category")
    return list(found.order_by("sort_order"))


def sections(quiz_key: UUID, language: str) -> dict[str, str]:
    """Return slot key -> heading of the section that begins there, in the language where it was translated."""

    def make() -> dict[str, str]:
        asked = settings_of(quiz_key)
        if asked is None:
            return {}
        keys = {quiz_key, *filter(None, [asked.pre_test])}
        rows = QuizSlot.objects.filter(page__translation_key__in=keys).exclude(section="")
        found: dict[str, str] = {}
        for key, code, heading in rows.values_list("translation_key", "locale__language_code", "section"):
            if code == language or str(key) not in found:
                found[str(key)] = heading
        return found

    return generation.kept(f"quiz-sections:{quiz_key}:{language}", make)


def bands(quiz_key: UUID, language: str) -> list[tuple[int, str]]:
    """Return the words on the whole result: from which share in per cent, and the words in the language."""

    def make() -> list[tuple[int, str]]:
        quiz = _live(quiz_key, language)
        found = quiz.bands if quiz else ()
        return sorted((child.value["from_percent"], child.value["text"].source) for child in found)

    return generation.kept(f"quiz-bands:{quiz_key}:{language}", make)


def newest_versions(question_keys: list[UUID]) -> dict[UUID, QuestionVersion]:
    """Return question key -> its newest version, for the questions that are ready in their source language."""
    ready = set(
        Question.objects.ready()
        .filter(translation_key__in=question_keys)
        .values_list("translation_key", "locale__language_code")
    )
    found = QuestionVersion.objects.filter(question_key__in=question_keys).order_by("number")
    return {row.question_key: row for row in found if (row.question_key, row.source_locale) in ready}


def texts(versions: list[int], language: str) -> dict[int, VersionText]:
    """Return version id -> its text in the language, else in the language the question was written in."""
    rows = VersionText.objects.filter(version__in=versions, locale__in={language, settings.LANGUAGE_CODE})
    found: dict[int, VersionText] = {}
    for row in rows:
        if row.locale == language or row.version_id not in found:
            found[row.version_id] = row
    missing = set(versions) - set(found)
    if missing:
        for row in VersionText.objects.filter(version__in=missing, locale=F("version__source_locale")):
            found[row.version_id] = row
    return found


@functools.lru_cache(maxsize=2_000)
def _text_kept(version_id: int, language: str) -> VersionText:
    return VersionText.objects.select_related("version").get(version=version_id, locale=language)


def text_of(version_id: int, language: str) -> VersionText:
    """Return what `texts` returns for one version, kept in the process: a text of a version never changes."""
    try:
        return _text_kept(version_id, language)
    except VersionText.DoesNotExist:
        text = texts([version_id], language)[version_id]
        text.version = QuestionVersion.objects.get(pk=version_id)
        return text


def forget_texts() -> None:
    """Drop the texts that this process keeps; needed only where rows are taken back, as in tests."""
    _text_kept.cache_clear()


def max_mark_of(slots: list[QuizSlot]) -> Decimal:
    """Return the marks at most if every draw finds its questions."""
    return sum((slot.max_mark * (slot.draw_count if slot.is_draw else 1) for slot in slots), Decimal(0))
