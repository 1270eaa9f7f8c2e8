"""A sitting, one question to a page. Everything here works without JavaScript."""

import math
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.quizzes import behaviours, queries
from courses.quizzes.messages import notice
from courses.quizzes.models import Attempt, AttemptFile, AttemptSlot, QuizPage
from courses.quizzes.services import (
    Ack,
    NotNow,
    Refused,
    close_attempt,
    finish_attempt,
    move_on,
    save_answer,
    start_attempt,
)
from courses.quizzes.services import files as file_services
from skerry.accounts.rules import may
from skerry.pages import queries as pages


def attempt_or_404(request, attempt_id, permission: str) -> Attempt:
    """Return the person's attempt; one whose time is over is closed before anything is shown of it."""
    attempt = queries.attempt_of(request.user, attempt_id)
    if attempt is None or not may(request.user, permission, attempt):
        raise Http404
    if attempt.is_running and attempt.ends_at and timezone.now() > attempt.ends_at:
        return close_attempt(attempt=attempt)
    return attempt


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _whole(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 7 else None


def _question_url(attempt: Attempt, number) -> str:
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
    except NotNow as refused:
        messages.warning(request, refused.message)
        return redirect(pages.url_of(quiz))
    return redirect(_question_url(attempt, max(_first_open(attempt.slots.all()), attempt.reached)))


@require_GET
@never_cache
@login_required
def attempt(request, attempt_id):
    """One question (``?q=N``), or the overview before handing in (``?q=end``)."""
    sitting = attempt_or_404(request, attempt_id, "quizzes.view_attempt")
    slots = list(sitting.slots.all())
    asked = request.GET.get("q", "")
    if not sitting.is_running:
        return redirect("quizzes:result", attempt_id)
    if asked == "end":
        context = {"attempt": sitting, "slots": slots, "first_open": _first_open(slots, default=None)}
        return render(request, "quizzes/attempt_end.html", {**context, **frame(sitting), **_clock(sitting)})
    number = _whole(asked) or 0
    number = number if 1 <= number <= len(slots) else _first_open(slots)
    if sitting.navigation == QuizPage.Navigation.SEQUENTIAL and number != sitting.reached:
        return redirect(_question_url(sitting, sitting.reached))
    return _question_page(request, sitting, slots, number)


def _first_open(slots, default: int | None = 1) -> int | None:
    return next((slot.number for slot in slots if not slot.is_closed and not slot.is_answered), default)


def frame(sitting: Attempt) -> dict:
    """Return the quiz and what it stands under, kept with the content."""
    quiz = pages.heading(sitting.quiz_key, get_language()) or {"title": "", "url": "", "above": None}
    return {"quiz": quiz, "quiz_url": quiz["url"], "module": quiz["above"]}


def _clock(sitting: Attempt) -> dict:
    """Return what the page says of the time: until when, by whose clock, and where to ask again."""
    if sitting.due_at is None:
        return {}
    now = timezone.now()
    return {
        "due_at": sitting.due_at,
        "server_now": now,
        "minutes_left": math.ceil((sitting.due_at - now).total_seconds() / 60),
        "is_today": timezone.localdate(sitting.due_at) == timezone.localdate(now),
        "is_overdue": now > sitting.due_at,
    }


def _question_page(request, sitting, slots, number, error="", status=200):
    slot = slots[number - 1]
    language = get_language()
    text = queries.text_of(slot.version_id, language)
    slot.version = text.version
    shown = queries.shown_words(sitting, queries.settings_of(sitting.quiz_key), timezone.now())
    answered = sum(1 for row in slots if row.is_answered)
    is_forward = sitting.navigation == QuizPage.Navigation.SEQUENTIAL
    question = queries.question(sitting, slot, text, language, shown)
    heading = queries.sections(sitting.quiz_key, language).get(str(slot.section)) if slot.section else ""
    context = {
        "attempt": sitting,
        "slots": slots,
        "question": question,
        "can_check": question["open"] and _can_check(sitting, question),
        "section": heading,
        "error": error,
        "client_key": uuid.uuid4(),
        "number": number,
        "total": len(slots),
        "answered": answered,
        "progress_words": _("%(answered)d of %(total)d answered") % {"answered": answered, "total": len(slots)},
        "is_forward": is_forward,
        "previous_url": _question_url(sitting, number - 1) if number > 1 and not is_forward else "",
        "next_url": _question_url(sitting, number + 1) if number < len(slots) else _question_url(sitting, "end"),
        **frame(sitting),
        **_clock(sitting),
    }
    return render(request, "quizzes/attempt_question.html", context, status=status)


def _can_check(sitting: Attempt, question: dict) -> bool:
    return behaviours.get(sitting.behaviour).checks and question["marking"] == "machine"


@require_POST
@login_required
def answer(request, attempt_id):
    """Keep an answer that was sent as a plain form, through the service that the API calls."""
    arrived_at = timezone.now()
    sitting = attempt_or_404(request, attempt_id, "quizzes.answer")
    slots = list(sitting.slots.select_related("version"))
    slot_key, client_key = _uuid(request.POST.get("slot", "")), _uuid(request.POST.get("key", ""))
    slot = next((row for row in slots if row.slot_key == slot_key), None)
    if slot is None or client_key is None:
        raise Http404
    action = request.POST.get("action", "save")
    try:
        if action != "go":
            _save(request, sitting, slot, client_key, arrived_at, wants_check=action == "check")
    except Refused as refused:
        return _question_page(request, sitting, slots, slot.number, error=refused.message, status=422)
    if not sitting.is_running:
        return redirect("quizzes:result", sitting.public_id)
    if action in {"check", "upload"}:
        return redirect(_question_url(sitting, slot.number) + "#question")
    if sitting.navigation == QuizPage.Navigation.SEQUENTIAL:
        move_on(attempt=sitting, number=min(slot.number + 1, len(slots)))
    return redirect(_question_url(sitting, slot.number + 1 if slot.number < len(slots) else "end"))


def _save(request, sitting, slot: AttemptSlot, client_key, arrived_at, *, wants_check: bool) -> Ack:
    """Save what the form holds, with the files that came with it, and tell the person what they must know."""
    raw = {name: request.POST.getlist(name) for name in request.POST}
    if slot.version.kind == "file_upload":
        fresh = [file_services.attach_file(slot=slot, upload=upload) for upload in request.FILES.getlist("upload")]
        raw["file"] = file_services.named(slot, [*raw.get("file", []), *(str(file.public_id) for file in fresh)])
    ack = save_answer(
        user=request.user,
        attempt_id=sitting.public_id,
        slot_key=slot.slot_key,
        raw=raw,
        client_key=client_key,
        language=get_language(),
        check=wants_check,
        base=_whole(request.POST.get("base", "")),
        now=arrived_at,
    )
    if ack.notice:
        messages.warning(request, notice(ack.notice))
    return ack


@require_POST
@login_required
def finish(request, attempt_id):
    """Hand the sitting in."""
    sitting = attempt_or_404(request, attempt_id, "quizzes.finish_attempt")
    finish_attempt(attempt=sitting)
    return redirect("quizzes:result", sitting.public_id)


@require_GET
@never_cache
@login_required
def file(request, file_id):
    """Hand out a file that somebody gave as an answer, as a download."""
    found = AttemptFile.objects.select_related("slot__attempt").filter(public_id=file_id).first()
    if found is None or not may(request.user, "quizzes.read_file", found):
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
