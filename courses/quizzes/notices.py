"""What people are told of their attempts: the kinds of notice of this house."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.items.plain import plain
from courses.quizzes import queries
from courses.quizzes.models import Accommodation, Attempt, AttemptSlot
from skerry.accounts.models import Scope
from skerry.notices.registry import Kind, register
from skerry.pages import queries as pages

STEM_CHARS = 120


def quiz_title(params: dict) -> str:
    """Return the title of the quiz in the reader's language; empty where nothing of it is published."""
    found = pages.heading(UUID(params["quiz"]), get_language())
    return found["title"] if found else ""


def about_quiz(params: dict) -> Scope:
    return Scope("page", params["quiz"])


def has_attempt(user, params: dict) -> bool:
    """The attempt is there and still the person's."""
    return Attempt.objects.of(user).filter(public_id=params["attempt"]).exists()


def has_accommodation(user, params: dict) -> bool:
    """The person still has what they were given, in a quiz that can still be taken."""
    given = Accommodation.objects.filter(user_id=user.pk, quiz_key=params["quiz"]).exists()
    return given and bool(quiz_title(params))


def to_result(notice) -> str:
    return reverse("quizzes:result", args=[notice.params["attempt"]])


def to_quiz(notice) -> str:
    found = pages.heading(UUID(notice.params["quiz"]), get_language())
    return found["url"] if found else reverse("notices:list")


def about_attempt(params: dict) -> dict:
    return {"quiz": quiz_title(params)}


def about_change(params: dict) -> dict:
    """Return the quiz, the question in the reader's words, and whether marks may be shown by now."""
    slot = (
        AttemptSlot.objects.select_related("attempt", "version")
        .filter(attempt__public_id=params["attempt"], number=params["number"])
        .first()
    )
    if slot is None:
        return {"quiz": quiz_title(params), "question": "", "shows_marks": False}
    text = queries.texts([slot.version_id], get_language())[slot.version_id]
    shown = queries.shown_words(slot.attempt, queries.settings_of(slot.attempt.quiz_key), timezone.now())
    stem = Truncator(" ".join(plain(text.content.get("stem", "")).split())).chars(STEM_CHARS)
    return {"quiz": quiz_title(params), "question": stem, "shows_marks": "marks" in shown}


def about_more_time(params: dict) -> dict:
    closes_at = params.get("closes_at")
    return {"quiz": quiz_title(params), "closes_at": datetime.fromisoformat(closes_at) if closes_at else None}


register(
    Kind(
        "quizzes.attempt_marked",
        subject=lambda params: _("Marked: %(quiz)s") % {"quiz": quiz_title(params)},
        template="quizzes/mail/attempt_marked.txt",
        url=to_result,
        still_visible=has_attempt,
        action=gettext_lazy("See the result"),
        context=about_attempt,
        about=about_quiz,
    )
)
register(
    Kind(
        "quizzes.mark_changed",
        subject=lambda params: _("Your mark has changed: %(quiz)s") % {"quiz": quiz_title(params)},
        template="quizzes/mail/mark_changed.txt",
        url=to_result,
        still_visible=has_attempt,
        action=gettext_lazy("See the result"),
        context=about_change,
        about=about_quiz,
    )
)
register(
    Kind(
        "quizzes.more_time",
        subject=lambda params: _("You were given more: %(quiz)s") % {"quiz": quiz_title(params)},
        template="quizzes/mail/more_time.txt",
        url=to_quiz,
        still_visible=has_accommodation,
        action=gettext_lazy("To the quiz"),
        context=about_more_time,
        about=about_quiz,
    )
)
