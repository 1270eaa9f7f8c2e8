"""Programme, module and lesson as the reader sees them."""

import uuid

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.certificates.models import Certificate
from courses.modules import outline, queries
from courses.modules.models import Enrolment, JournalEntry, LessonPage, LessonProgress, ModulePage
from skerry.accounts.rules import may
from skerry.pages.views import sign_in_url


def module(request, page: ModulePage):
    """The module page: how to get in, what it asks, where the person stands, and why it is not complete yet."""
    user = request.user
    progress = queries.progress_of(user, page.translation_key)
    certificate = None
    if progress.completion:
        certificate = Certificate.objects.visible_to(user).live().filter(achievement_key=page.translation_key).first()
    may_read = may(user, "modules.read_module", page)
    context = {
        "page": page,
        "self": page,
        "progress": progress,
        "may_read": may_read,
        "shows_plan": not may_read or not any(row["kind"] == "lesson" for row in progress.rows),
        "may_enrol": may(user, "modules.enrol", page),
        "join_url": reverse("modules:join", args=[page.translation_key]),
        "certificate": certificate,
        "facts": _facts(page),
        "requirements": _requirements(progress),
        "progress_words": _("%(done)d of %(total)d done") % {"done": progress.done, "total": progress.total},
        "time_left": _time_left(progress.minutes_left),
        "nofollow": {"rel": "nofollow"},
    }
    return render(request, page.template, context)


def _facts(page: ModulePage) -> list[dict]:
    rows = [
        (_("State"), page.get_state_display()),
        (_("Level"), page.get_level_display()),
        (_("Scale"), page.scale),
        (_("Effort"), page.effort),
        (_("For whom"), page.audience),
        (_("Before you start"), page.prerequisites),
        (_("Licence"), page.get_licence_display()),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


def _requirements(progress: queries.ModuleProgress) -> list[dict]:
    """Return each requirement, met or not, and why not."""
    return [
        {
            "label": row["title"],
            "met": row["met"],
            "reason": date_format(localtime(row["met_at"]), "DATE_FORMAT") if row["met"] else _reason(row),
            "url": row["resume_url"],
        }
        for row in progress.rows
    ]


def _reason(row: dict) -> str:
    if row["kind"] == "quiz":
        return _("pass the quiz")
    if row["started"]:
        return _("%(read)d of %(total)d points read, then press Done") % {
            "read": row["read_count"],
            "total": row["point_count"],
        }
    return _("start reading")


def _time_left(minutes: int) -> str:
    return ngettext("about %(count)d minute left", "about %(count)d minutes left", minutes) % {"count": minutes}


def refusal(request, module: ModulePage):
    """Send a visitor to sign in where that could let them read. Raises Http404 for everyone else."""
    if not request.user.is_authenticated and module.state != ModulePage.State.PREPARATION:
        return redirect(sign_in_url(request.get_full_path()))
    raise Http404


def _card_number(request, points) -> int | None:
    asked = request.GET.get("card", "")
    if not asked.isdecimal() or len(asked) > 4 or not points:
        return None
    return min(max(int(asked), 1), len(points))


def lesson(request, page: LessonPage):
    """A lesson: whole, or one card of it (``?card=N``)."""
    preview = getattr(request, "is_preview", False)
    if not preview and not may(request.user, "modules.read_lesson", page):
        return refusal(request, page.module)
    points = outline.points_of(page, preview=preview)
    enrolment = Enrolment.objects.of(request.user).filter(module_key=page.module.translation_key).first()
    personal = _personal(enrolment, page)
    card = _card_number(request, points)
    shown = [
        _shown(request, point, number, personal)
        for number, point in enumerate(points, start=1)
        if card in {None, number}
    ]
    contents = queries.contents(page.module.translation_key, get_language())
    place = next((i for i, entry in enumerate(contents) if entry["key"] == str(page.translation_key)), None)
    context = {
        "page": page,
        "self": page,
        "module": page.module,
        "points": shown,
        "card": card,
        "enrolment": enrolment,
        "done_at": personal["done_at"],
        "has_new": any(point["is_new"] for point in shown),
        "following": contents[place + 1] if place is not None and place + 1 < len(contents) else None,
        "client_key": uuid.uuid4(),
        "join_url": f"{reverse('modules:join', args=[page.module.translation_key])}"
        f"?lesson={page.translation_key}&card={card or 1}",
        "may_enrol": may(request.user, "modules.enrol", page.module),
        "nofollow": {"rel": "nofollow"},
        **_position(points, personal["read"], card),
    }
    return render(request, page.template, context)


def _position(points: list[dict], read: set[str], card: int | None) -> dict:
    """Return how far the reader has got, in numbers and in words."""
    seen = max(sum(1 for point in points if point["id"] in read), card - 1 if card else 0)
    minutes_left = sum(
        point["minutes"]
        for number, point in enumerate(points, start=1)
        if point["id"] not in read and (card is None or number >= card)
    )
    return {
        "total": len(points),
        "seen": seen,
        "progress_words": _("%(seen)d of %(total)d points read") % {"seen": seen, "total": len(points)},
        "time_left": _time_left(minutes_left) if minutes_left else "",
        "previous_card": card - 1 if card and card > 1 else None,
        "next_card": card + 1 if card and card < len(points) else None,
    }


def _personal(enrolment: Enrolment | None, page: LessonPage) -> dict:
    """Return what the person has done in the lesson."""
    if enrolment is None:
        return {"read": set(), "done_at": None, "checks": {}, "journal": {}, "enrolled": False}
    progress = LessonProgress.objects.filter(enrolment=enrolment, lesson_key=page.translation_key).first()
    journal = JournalEntry.objects.filter(enrolment=enrolment, lesson_key=page.translation_key)
    return {
        "read": set(progress.read_points) if progress else set(),
        "done_at": progress.done_at if progress else None,
        "checks": queries.checks_answered(enrolment, page.translation_key),
        "journal": {str(entry.block_id): entry for entry in journal},
        "enrolled": True,
    }


def _shown(request, point: dict, number: int, personal: dict) -> dict:
    """Return a point with its checks and prompts as this reader sees them."""
    parts = []
    for part in point["parts"]:
        if part["kind"] == "check":
            parts.append(_shown_check(request, part, personal))
        elif part["kind"] == "reflection":
            parts.append({**part, "entry": personal["journal"].get(part["id"])})
        else:
            parts.append(part)
    is_new = bool(personal["done_at"]) and point["id"] not in personal["read"]
    return {**point, "parts": parts, "number": number, "is_new": is_new, "is_read": point["id"] in personal["read"]}


def _shown_check(request, part: dict, personal: dict) -> dict:
    """Return a check without its key until it is answered; a visitor's answer stands in the address."""
    chosen = ""
    if personal["enrolled"]:
        step = personal["checks"].get(part["id"])
        chosen = step.response if step else ""
    elif request.GET.get("check") == part["id"]:
        chosen = request.GET.get("choice", "")
    return {
        "kind": "check",
        "id": part["id"],
        "question": part["question"],
        "options": [{"id": option["id"], "text": option["text"]} for option in part["options"]],
        "chosen": chosen,
        "outcome": outline.outcome(part, chosen) if chosen else None,
    }
