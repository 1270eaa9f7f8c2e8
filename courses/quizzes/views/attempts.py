"""A sitting, one question to a page. Everything here works without JavaScript."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.quizzes import queries
from courses.quizzes.models import Attempt, QuizPage
from courses.quizzes.services import Refused, finish_attempt, save_answer, start_attempt
from courses.quizzes.services.attempts import NotReady
from skerry.accounts.rules import may
from skerry.pages import queries as pages


def _attempt_or_404(request, attempt_id, permission: str) -> Attempt:
    attempt = queries.attempt_of(request.user, attempt_id)
    if attempt is None or not may(request.user, permission, attempt):
        raise Http404
    return attempt


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _question_url(attempt: Attempt, number: int) -> str:
    return f"{reverse('quizzes:attempt', args=[attempt.public_id])}?q={number}"


@require_POST
@login_required
def start(request, quiz_key):
    """Begin or go on with a sitting."""
    page = pages.live_by_key(quiz_key, get_language())
    quiz = page.specific if page else None
    if not isinstance(quiz, QuizPage) or not may(request.user, "quizzes.start_attempt", quiz):
        raise Http404
    try:
        attempt = start_attempt(user=request.user, quiz=quiz, language=get_language())
    except NotReady:
        messages.warning(request, _("The questions of this quiz are not published yet."))
        return redirect(pages.url_of(quiz))
    return redirect(_question_url(attempt, _first_open(attempt.slots.all())))


@require_GET
@never_cache
@login_required
def attempt(request, attempt_id):
    """One question (``?q=N``), or the overview before handing in (``?q=end``)."""
    sitting = _attempt_or_404(request, attempt_id, "quizzes.view_attempt")
    slots = list(sitting.slots.select_related("version"))
    asked = request.GET.get("q", "")
    if not sitting.is_running and not asked:
        return redirect("quizzes:result", attempt_id)
    if asked == "end":
        context = {"attempt": sitting, "slots": slots, "first_open": _first_open(slots, default=None)}
        return render(request, "quizzes/attempt_end.html", {**context, **_frame(sitting)})
    number = int(asked) if asked.isdecimal() and 1 <= int(asked[:6]) <= len(slots) else _first_open(slots)
    return _question_page(request, sitting, slots, number)


def _first_open(slots, default: int | None = 1) -> int | None:
    return next((slot.number for slot in slots if not slot.is_closed and not slot.is_answered), default)


def _frame(sitting: Attempt) -> dict:
    """Return the quiz and what it stands under, kept with the content."""
    quiz = pages.heading(sitting.quiz_key, get_language()) or {"title": "", "url": "", "above": None}
    return {"quiz": quiz, "quiz_url": quiz["url"], "module": quiz["above"]}


def _question_page(request, sitting, slots, number, error="", status=200):
    slot = slots[number - 1]
    language = get_language()
    text = queries.texts([slot.version_id], language)[slot.version_id]
    answered = sum(1 for row in slots if row.is_answered)
    context = {
        "attempt": sitting,
        "slots": slots,
        "question": queries.question(sitting, slot, text, language),
        "error": error,
        "client_key": uuid.uuid4(),
        "number": number,
        "total": len(slots),
        "answered": answered,
        "progress_words": _("%(answered)d of %(total)d answered") % {"answered": answered, "total": len(slots)},
        "previous_url": _question_url(sitting, number - 1) if number > 1 else "",
        "next_url": _question_url(sitting, number + 1) if number < len(slots) else _question_url(sitting, "end"),
        "end_url": _question_url(sitting, "end"),
        **_frame(sitting),
    }
    return render(request, "quizzes/attempt_question.html", context, status=status)


@require_POST
@login_required
def answer(request, attempt_id):
    """Keep an answer that was sent as a plain form, through the service that the API calls."""
    sitting = _attempt_or_404(request, attempt_id, "quizzes.answer")
    slots = list(sitting.slots.select_related("version"))
    slot_key, client_key = _uuid(request.POST.get("slot", "")), _uuid(request.POST.get("key", ""))
    slot = next((row for row in slots if row.slot_key == slot_key), None)
    if slot is None or client_key is None:
        raise Http404
    wants_check = request.POST.get("action") == "check"
    try:
        save_answer(
            user=request.user,
            attempt_id=sitting.public_id,
            slot_key=slot_key,
            raw={name: request.POST.getlist(name) for name in request.POST},
            client_key=client_key,
            language=get_language(),
            check=wants_check,
        )
    except Refused as refused:
        if refused.code == "attempt_closed":
            messages.warning(request, refused.message)
            return redirect("quizzes:result", sitting.public_id)
        return _question_page(request, sitting, slots, slot.number, error=refused.message, status=422)
    if wants_check and sitting.behaviour == QuizPage.Behaviour.INTERACTIVE:
        return redirect(_question_url(sitting, slot.number) + "#question")
    return redirect(_question_url(sitting, slot.number + 1 if slot.number < len(slots) else "end"))


@require_POST
@login_required
def finish(request, attempt_id):
    """Hand the sitting in."""
    sitting = _attempt_or_404(request, attempt_id, "quizzes.finish_attempt")
    finish_attempt(attempt=sitting)
    return redirect("quizzes:result", sitting.public_id)


@require_GET
@never_cache
@login_required
def result(request, attempt_id):
    """What was reached, with every question, answer and explanation."""
    sitting = _attempt_or_404(request, attempt_id, "quizzes.view_attempt")
    if sitting.is_running:
        return redirect("quizzes:attempt", attempt_id)
    language = get_language()
    slots = list(sitting.slots.select_related("version"))
    texts = queries.texts([slot.version_id for slot in slots], language)
    context = {
        "attempt": sitting,
        "questions": [queries.question(sitting, slot, texts[slot.version_id], language) for slot in slots],
        "right": sum(1 for slot in slots if slot.state == slot.State.RIGHT),
        "total": len(slots),
        **_frame(sitting),
    }
    return render(request, "quizzes/attempt_result.html", context)
