"""What a person is shown of a question and of a result, and when: nothing of the key before its time."""

import datetime
from datetime import timedelta
from typing import Any

from courses import items
from courses.quizzes import behaviours
from courses.quizzes.models import Attempt, AttemptSlot, VersionText
from courses.quizzes.models.quizzes import all_shown, shown_during
from courses.quizzes.queries.content import QuizSettings

JUST_AFTER = timedelta(minutes=2)
"""How long "just after" lasts (Moodle's mod/quiz, mod_quiz_display_options)."""


def moment_of(attempt: Attempt, settings: QuizSettings | None, now: datetime.datetime) -> str:
    """Return the moment of the review: during, just_after, later or after_close."""
    if attempt.is_running:
        return "during"
    if attempt.finished_at and now < attempt.finished_at + JUST_AFTER:
        return "just_after"
    if settings and settings.closes_at and now >= settings.closes_at:
        return "after_close"
    return "later"


def shown_words(attempt: Attempt, settings: QuizSettings | None, now: datetime.datetime) -> frozenset[str]:
    """Return the words of what may be shown of an attempt now. A quiz that is gone shows what it showed by default."""
    moment = moment_of(attempt, settings, now)
    if settings is None:
        return frozenset(shown_during() if moment == "during" else all_shown())
    return frozenset(settings.review[moment])


def _outcome(attempt: Attempt, slot: AttemptSlot, text: VersionText, shown: frozenset[str]) -> dict[str, Any]:
    kind = items.get(slot.version.kind)
    found: dict[str, Any] = {"released": True}
    if "feedback" in shown and kind.marking == "machine":
        score = kind.score(text.content, text.key, slot.response)
        found.update(feedback=score.feedback, parts=score.parts)
    if "explanation" in shown:
        found["explanation"] = text.key.get("feedback", "")
    if "right_answer" in shown and slot.state != AttemptSlot.State.RIGHT:
        found["model_answer"] = kind.model_answer(text.content, text.key)
    if "correctness" in shown:
        found.update(state=slot.state, state_label=slot.get_state_display())
    if "marks" in shown and slot.fraction is not None and slot.max_mark and kind.marking != "none":
        found["mark"] = round(slot.fraction * float(slot.max_mark), 2)
    if slot.comment and not attempt.is_running:
        found["comment"] = slot.comment
    return found


def shown_feedback(attempt: Attempt, slot: AttemptSlot, text: VersionText, shown: frozenset[str]) -> dict[str, Any]:
    """Return what may be shown of the outcome of a question by now, and nothing before its time."""
    behaviour = behaviours.get(attempt.behaviour)
    found: dict[str, Any] = {"released": False, "hint": "", "feedback": [], "model_answer": [], "explanation": ""}
    if slot.is_closed and (behaviour.checks or not attempt.is_running):
        found.update(_outcome(attempt, slot, text, shown))
    elif attempt.is_running and slot.last_checked is not None and slot.response == slot.last_checked:
        tries = behaviour.tries_allowed(attempt.tries)
        found.update(missed=True, hint=text.key.get("hint", ""), tries_left=tries - slot.tries_used)
    return found


def question(
    attempt: Attempt, slot: AttemptSlot, text: VersionText, language: str, shown: frozenset[str]
) -> dict[str, Any]:
    """Return a question as the learner sees it: the words of one language, the answer so far, no key."""
    kind = items.get(slot.version.kind)
    is_open = attempt.is_running and not slot.is_closed and slot.number >= _first_open_number(attempt)
    response = slot.response if attempt.is_running or "answer" in shown else {}
    return {
        "slot": slot,
        "kind": slot.version.kind,
        "marking": kind.marking,
        "language": text.locale,
        "is_foreign": text.locale != language,
        "stem": text.content.get("stem", ""),
        "content": text.content,
        "controls": kind.controls(text.content, slot.frozen, response),
        "rubric": kind.rubric(text.content),
        "open": is_open,
        **shown_feedback(attempt, slot, text, shown),
    }


def _first_open_number(attempt: Attempt) -> int:
    """Return the first question that can still be gone to: where one only moves forward, the one that was reached."""
    return attempt.reached if attempt.navigation == "sequential" else 1
