"""What a person does in a module: join it, read on, answer, write, finish."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.modules import services
from courses.modules.models import Enrolment, LessonPage, ModulePage
from skerry.accounts.rules import may
from skerry.pages import queries as pages


def _module_or_404(module_key) -> ModulePage:
    page = pages.live_by_key(module_key, get_language())
    module = page.specific if page else None
    if not isinstance(module, ModulePage):
        raise Http404
    return module


def _lesson_or_404(lesson_key) -> LessonPage:
    page = pages.live_by_key(lesson_key, get_language())
    lesson = page.specific if page else None
    if not isinstance(lesson, LessonPage):
        raise Http404
    return lesson


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError:
        raise Http404 from None


def _back_to(request, module: ModulePage) -> str:
    """Return where the person came from: a card of a lesson of the module, or the module."""
    lesson_key = request.POST.get("lesson") or request.GET.get("lesson")
    if not lesson_key:
        return pages.url_of(module)
    card = request.POST.get("card") or request.GET.get("card") or ""
    lesson = _lesson_or_404(_uuid(lesson_key))
    return pages.url_of(lesson) + (f"?card={int(card)}" if card.isdecimal() and len(card) < 5 else "")


@never_cache
@require_http_methods(["GET", "POST"])
def join(request, module_key):
    """Enrol. A visitor is asked to open an account first and comes back to the same card, enrolled."""
    module = _module_or_404(module_key)
    back = _back_to(request, module)
    if not request.user.is_authenticated:
        if not module.state == ModulePage.State.OPEN or module.access == ModulePage.Access.COHORT:
            raise Http404
        request.session["join"] = {
            "module": str(module.translation_key),
            "lesson": request.GET.get("lesson", ""),
            "card": request.GET.get("card", ""),
        }
        return redirect(f"/{get_language()}/accounts/signup/?next={_quoted(back)}")
    if not may(request.user, "modules.enrol", module):
        raise Http404
    if request.method == "POST":
        services.enrol(user=request.user, module=module, language=get_language())
        messages.success(request, _("You are enrolled. Your progress is saved from here on."))
        return redirect(back)
    context = {"module": module, "back": back, "lesson": request.GET.get("lesson"), "card": request.GET.get("card")}
    return render(request, "modules/join.html", context)


def _quoted(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  only here

    return quote(path, safe="")


def _read(enrolment, lesson, request, common):
    services.read_point(enrolment=enrolment, lesson=lesson, point_id=_uuid(request.POST.get("point", "")), **common)


def _check(enrolment, lesson, request, common):
    services.answer_check(
        enrolment=enrolment,
        lesson=lesson,
        check_id=_uuid(request.POST.get("check", "")),
        option_id=request.POST.get("choice", ""),
        **common,
    )


def _journal(enrolment, lesson, request, common):
    services.write_journal(
        enrolment=enrolment,
        lesson=lesson,
        block_id=_uuid(request.POST.get("prompt", "")),
        text=request.POST.get("text", ""),
        **common,
    )
    messages.success(request, _("Saved in your journal. Only you can read it."))


def _done(enrolment, lesson, request, common):
    if request.POST.get("point"):
        services.read_point(
            enrolment=enrolment,
            lesson=lesson,
            point_id=_uuid(request.POST["point"]),
            **{**common, "client_key": uuid.uuid5(common["client_key"], "read")},
        )
    services.finish_lesson(enrolment=enrolment, lesson=lesson, **common)
    messages.success(request, _("Lesson done: %(title)s") % {"title": lesson.title})


STEPS = {"read": _read, "check": _check, "journal": _journal, "done": _done}


@require_POST
@login_required
def step(request, lesson_key):
    """Record one thing done in a lesson, and show what comes next."""
    lesson = _lesson_or_404(lesson_key)
    enrolment = Enrolment.objects.of(request.user).filter(module_key=lesson.module.translation_key).first()
    act = STEPS.get(request.POST.get("kind", ""))
    if act is None or enrolment is None or not may(request.user, "modules.record_progress", enrolment):
        raise Http404
    common = {"client_key": _uuid(request.POST.get("key", "")), "language": get_language()}
    try:
        act(enrolment, lesson, request, common)
    except services.Refused as refused:
        messages.error(request, refused.message)
        return redirect(_here(request, lesson))
    return redirect(_next(request, lesson))


def _here(request, lesson) -> str:
    card = request.POST.get("card", "")
    anchor = request.POST.get("check") or request.POST.get("prompt") or ""
    query = f"?card={int(card)}" if card.isdecimal() and len(card) < 5 else ""
    return pages.url_of(lesson) + query + (f"#b-{_uuid(anchor)}" if anchor else "")


def _next(request, lesson) -> str:
    kind = request.POST["kind"]
    if kind == "done":
        return pages.url_of(lesson.module) + "#requirements"
    following = request.POST.get("next", "")
    if kind == "read" and following.isdecimal() and len(following) < 5:
        return f"{pages.url_of(lesson)}?card={int(following)}"
    return _here(request, lesson)
