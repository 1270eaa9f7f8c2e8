"""The question bank: what is known of questions, where they are used, what keeps a quiz from being published."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Lower
from wagtail_localize.models import Translation

from courses import items
from courses.items.plain import plain
from courses.quizzes import authoring
from courses.quizzes.models import AttemptSlot, Question, QuestionVersion, QuizPage, QuizSlot
from courses.quizzes.queries.content import slots_of


class Facts(NamedTuple):
    """What a list says of a question besides its own fields."""

    languages: list[str]
    quizzes: int
    attempts: int


class Used(NamedTuple):
    """Where a question is used: quizzes by title and pk of the page, and how many attempts asked it."""

    quizzes: list[tuple[str, int]]
    attempts: int


class VersionUse(NamedTuple):
    """A version of a question and how many attempts asked it."""

    version: QuestionVersion
    languages: list[str]
    attempts: int


def stem_of(question: Question) -> str:
    """Return what the question asks, as plain text on one line."""
    if not question.item:
        return ""
    return " ".join(plain(authoring.data_of(question.item[0]).get("stem", "")).split())


def description_of(question: Question) -> str:
    """Return the whole question as plain text: what it asks and what there is to choose from."""
    if not question.item:
        return ""
    kind = items.get(question.kind)
    content, _key = kind.split(authoring.data_of(question.item[0]))
    return kind.describe(content)


def _attempts(keys: Iterable[UUID]) -> dict[UUID, int]:
    asked = AttemptSlot.objects.filter(version__question_key__in=keys).values("version__question_key")
    counted = asked.annotate(found=Count("attempt_id", distinct=True)).order_by()
    return dict(counted.values_list("version__question_key", "found"))


def facts_of(keys: Iterable[UUID]) -> dict[UUID, Facts]:
    """Return question key -> its languages and how much it is used, in three queries for however many."""
    keys = list(keys)
    languages: dict[UUID, list[str]] = {key: [] for key in keys}
    rows = Question.objects.filter(translation_key__in=keys).order_by("pk")
    for key, code in rows.values_list("translation_key", "locale__language_code"):
        languages[key].append(code)
    slots = QuizSlot.objects.filter(question__translation_key__in=keys).values("question__translation_key")
    counted = slots.annotate(found=Count("page__translation_key", distinct=True)).order_by()
    quizzes = dict(counted.values_list("question__translation_key", "found"))
    attempts = _attempts(keys)
    return {key: Facts(languages[key], quizzes.get(key, 0), attempts.get(key, 0)) for key in keys}


def _one_for_each(slots) -> list[tuple[str, int]]:
    """Return title and pk of the quizzes of slots, each quiz once: the page that was there first."""
    found: dict[UUID, tuple[str, int]] = {}
    rows = slots.order_by("page_id").values_list("page__translation_key", "page__title", "page_id")
    for key, title, pk in rows:
        found.setdefault(key, (title, pk))
    return list(found.values())


def where_used(keys: Iterable[UUID]) -> dict[UUID, Used]:
    """Return question key -> where it is used, in any version and language; unused questions are left out."""
    keys = list(keys)
    attempts = _attempts(keys)
    quizzes: dict[UUID, dict[UUID, tuple[str, int]]] = {}
    slots = QuizSlot.objects.filter(question__translation_key__in=keys).order_by("page_id")
    names = ("question__translation_key", "page__translation_key", "page__title", "page_id")
    for key, quiz, title, pk in slots.values_list(*names):
        quizzes.setdefault(key, {}).setdefault(quiz, (title, pk))
    return {
        key: Used(list(quizzes.get(key, {}).values()), attempts.get(key, 0))
        for key in keys
        if key in quizzes or key in attempts
    }


def versions_of(question_key: UUID) -> list[VersionUse]:
    """Return the versions of a question, the newest first, with the attempts that stand on each."""
    found = QuestionVersion.objects.filter(question_key=question_key).order_by("-number").prefetch_related("texts")
    asked = AttemptSlot.objects.filter(version__question_key=question_key).values("version").order_by()
    attempts = dict(asked.annotate(found=Count("attempt_id", distinct=True)).values_list("version", "found"))
    return [
        VersionUse(each, sorted(text.locale for text in each.texts.all()), attempts.get(each.pk, 0)) for each in found
    ]


def draws_of(question: Question) -> list[tuple[str, int]]:
    """Return title and pk of the quizzes with a draw that could take the question, were it ready.

    What counts is said of the question in the language it was written in (see `services.drawing.candidates`).
    """
    written = Question.objects.as_written().select_related("category").get(translation_key=question.translation_key)
    above = written.category.get_ancestors(inclusive=True).values_list("pk", flat=True)
    tags = [tag.name.lower() for tag in written.tags.all()]
    tested = written.tested_outcomes.values_list("outcome_key", flat=True)
    draws = QuizSlot.objects.filter(question=None).annotate(tag=Lower("draw_tag"))
    fitting = draws.filter(
        Q(draw_category=None) | Q(draw_category__in=list(above)),
        Q(draw_tag="") | Q(tag__in=tags),
        Q(draw_outcome=None) | Q(draw_outcome__in=list(tested)),
    )
    return _one_for_each(fitting)


def half_translated(quiz: QuizPage) -> list[Question]:
    """Return the questions of a quiz's translation that are begun in its language but not published; none for a source.

    The question in the language where there is one, else as it was written. A question that nobody began to
    translate is none of them: it is shown in the language it was written in, and marked so.
    """
    if not QuizPage.objects.filter(translation_key=quiz.translation_key, pk__lt=quiz.pk).exists():
        return []
    keys = {slot.question.translation_key for slot in slots_of(quiz) if not slot.is_draw}
    there = list(Question.objects.filter(translation_key__in=keys, locale_id=quiz.locale_id))
    begun = Translation.objects.filter(source__object_id__in=keys, target_locale_id=quiz.locale_id, enabled=True)
    missing = set(begun.values_list("source__object_id", flat=True)) - {row.translation_key for row in there}
    waiting = [row for row in there if not row.live]
    waiting += Question.objects.as_written().filter(translation_key__in=missing).exclude(locale_id=quiz.locale_id)
    return sorted(waiting, key=lambda question: question.code)
