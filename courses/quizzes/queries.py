"""Reads over quizzes, versions and attempts."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from courses import items
from courses.quizzes.models import Attempt, AttemptSlot, QuestionVersion, QuizPage, QuizSlot, VersionText
from skerry.pages import queries as pages


def source_quiz(quiz: QuizPage) -> QuizPage:
    """Return the quiz in the language it was written in: its slots count in all languages."""
    source = pages.locale_ids().get(settings.LANGUAGE_CODE)
    if quiz.locale_id == source:
        return quiz
    return QuizPage.objects.filter(translation_key=quiz.translation_key, locale_id=source, live=True).first() or quiz


def slots_of(quiz: QuizPage) -> list[QuizSlot]:
    return list(QuizSlot.objects.filter(page=source_quiz(quiz)).select_related("question").order_by("sort_order"))


def newest_versions(question_keys: list[UUID]) -> dict[UUID, QuestionVersion]:
    """Return question key -> its newest version."""
    found = QuestionVersion.objects.filter(question_key__in=question_keys).order_by("number")
    return {version.question_key: version for version in found}


def texts(versions: list[int], language: str) -> dict[int, VersionText]:
    """Return version id -> its text in the language, else in the source language."""
    rows = VersionText.objects.filter(
        version__in=versions, locale__in={language, settings.LANGUAGE_CODE}
    ).select_related("version")
    found: dict[int, VersionText] = {}
    for row in rows:
        if row.locale == language or row.version_id not in found:
            found[row.version_id] = row
    missing = set(versions) - set(found)
    for row in VersionText.objects.filter(version__in=missing).order_by("-pk") if missing else ():
        found[row.version_id] = row
    return found


def attempt_of(user, public_id) -> Attempt | None:
    return Attempt.objects.of(user).filter(public_id=public_id).first()


def best_attempt(user, quiz_key) -> Attempt | None:
    """Return the finished attempt that counts: the one with the highest mark."""
    found = Attempt.objects.of(user).finished().filter(quiz_key=quiz_key)
    return max(found, key=lambda attempt: (attempt.percent or 0, attempt.number), default=None)


def next_number(user, quiz_key) -> int:
    found = Attempt.objects.filter(user=user, quiz_key=quiz_key).aggregate(last=Max("number"))["last"]
    return (found or 0) + 1


def shown_feedback(attempt: Attempt, slot: AttemptSlot, text: VersionText) -> dict[str, Any]:
    """Return what may be shown of the outcome of a question by now, and nothing before its time."""
    kind = items.get(slot.version.kind)
    released = slot.is_closed and (attempt.behaviour == "interactive" or not attempt.is_running)
    shown: dict[str, Any] = {"released": released, "hint": "", "feedback": [], "model_answer": [], "explanation": ""}
    if released:
        score = kind.score(text.content, text.key, slot.response)
        shown.update(
            feedback=score.feedback,
            parts=score.parts,
            explanation=text.key.get("feedback", ""),
            model_answer=[] if slot.state == AttemptSlot.State.RIGHT else kind.model_answer(text.content, text.key),
            state=slot.state,
            state_label=slot.get_state_display(),
        )
    elif attempt.is_running and slot.last_checked is not None and slot.response == slot.last_checked:
        shown.update(missed=True, hint=text.key.get("hint", ""), tries_left=attempt.tries - slot.tries_used)
    return shown


def question(attempt: Attempt, slot: AttemptSlot, text: VersionText, language: str) -> dict[str, Any]:
    """Return a question as the learner sees it: the words of one language, the answer so far, no key."""
    kind = items.get(slot.version.kind)
    return {
        "slot": slot,
        "kind": slot.version.kind,
        "language": text.locale,
        "is_foreign": text.locale != language,
        "stem": text.content.get("stem", ""),
        "controls": kind.controls(text.content, slot.frozen, slot.response),
        "open": attempt.is_running and not slot.is_closed,
        **shown_feedback(attempt, slot, text),
    }
