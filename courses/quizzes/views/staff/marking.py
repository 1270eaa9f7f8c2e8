"""The marking desk: what waits, one answer at a time, and what two markers make of it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses import items
from courses.quizzes import queries
from courses.quizzes.forms.staff import MarkForm, SettleForm
from courses.quizzes.models import AttemptSlot, Marking
from courses.quizzes.queries import desk
from courses.quizzes.services import CannotMark, claim, claim_next, mark_answer, settle_markings
from courses.quizzes.views.staff import answer_or_404, frame, quiz_or_404

PER_PAGE = 50
SHOWS = ("waiting", "settle", "marked")
EXCERPT_CHARS = 300


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _is_anonymous(request) -> bool:
    """Whether names are hidden: as the switch says, and from then on until it is turned."""
    asked = request.GET.get("names")
    if asked in {"hide", "show"}:
        request.session["marking_hides_names"] = asked == "hide"
    return request.session.get("marking_hides_names", False)


@require_GET
@never_cache
@login_required
def marking(request, quiz_key):
    """What waits to be marked, what two people gave different marks for, and what was marked."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.mark")
    lists = {
        "waiting": desk.waiting(quiz.translation_key),
        "settle": desk.to_settle(quiz.translation_key),
        "marked": desk.marked(quiz.translation_key),
    }
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "waiting"
    hides_names = _is_anonymous(request)
    slots = desk.with_people(lists[show])
    if hides_names:
        slots = slots.order_by("attempt__public_id", "pk")
    page = Paginator(slots, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(slot, request.user, hides_names) for slot in page],
        "show": show,
        "counts": {name: found.count() for name, found in lists.items()},
        "questions": desk.waiting_questions(quiz.translation_key, get_language()),
        "hides_names": hides_names,
        **frame(quiz, "marking"),
    }
    return render(request, "quizzes/staff/marking.html", context)


def _row(slot: AttemptSlot, user, hides_names: bool) -> dict:
    given = [each for each in slot.markings.all() if not each.is_settlement]
    holder = desk.holder_of(slot, timezone.now())
    return {
        "slot": slot,
        "label": desk.code_of(slot) if hides_names else slot.attempt.user.get_full_name(),
        "taken_by": holder if holder and holder.marker_id != user.pk else None,
        "given": len(given),
        "is_own": any(each.marker_id == user.pk for each in given),
        "is_far": len(given) > 1 and desk.is_far_apart([each.fraction for each in given]),
    }


@require_POST
@login_required
def mark_next(request, quiz_key):
    """Take the answer that has waited longest and open it."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.mark")
    return _to_next(request, quiz, _uuid(request.POST.get("question", "")))


def _to_next(request, quiz, question_key):
    found = claim_next(quiz_key=quiz.translation_key, by=request.user, question_key=question_key)
    if found is None:
        messages.success(request, _("Nothing waits that you could mark now."))
        return redirect("quizzes:marking", quiz.translation_key)
    url = reverse("quizzes:mark", args=[quiz.translation_key, found.pk])
    return redirect(f"{url}?question={question_key}" if question_key else url)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def mark(request, quiz_key, slot_id):
    """One answer with its rubric, the comment bank, and what was given for others."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.mark")
    slot = answer_or_404(quiz, slot_id)
    text = queries.texts([slot.version_id], get_language())[slot.version_id]
    mine = next((each for each in slot.markings.all() if _is_of(each, request.user)), None)
    form = MarkForm(
        request.POST or None,
        initial=MarkForm.initial_of(mine),
        rubric=items.get(slot.version.kind).rubric(text.content),
        bank=desk.comment_bank(slot.version.question_key),
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = mark_answer(slot=slot, by=request.user, language=get_language(), **form.given)
        except CannotMark as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _saved(given, form.rubric))
            return _to_next(request, quiz, _uuid(request.GET.get("question", "")))
    holder = claim(slot=slot, by=request.user) if slot.state == AttemptSlot.State.WAITS else None
    context = {
        **_answer(request, slot, text),
        "form": form,
        "mine": mine,
        "others": len([each for each in slot.markings.all() if not each.is_settlement and each != mine]),
        "taken_by": holder if holder and holder.marker_id != request.user.pk else None,
        "earlier": _earlier(slot),
        **frame(quiz, "marking"),
    }
    return render(request, "quizzes/staff/mark.html", context, status=422 if form.errors else 200)


def _saved(given: Marking, rubric: list[tuple[str, str, float]]) -> str:
    """Return what was given, added up: so that it can be checked where nothing adds up in the browser."""
    percent = _percent(given.fraction)
    if not rubric:
        return _("Saved: %(percent)s %%.") % {"percent": percent}
    points = {
        "points": floatformat(sum(given.points.values()), -2),
        "most": floatformat(sum(row[2] for row in rubric), -2),
    }
    return _("Saved: %(points)s of %(most)s points, which is %(percent)s %%.") % {**points, "percent": percent}


def _is_of(marking: Marking, user) -> bool:
    return marking.marker_id == user.pk and not marking.is_settlement


def _answer(request, slot: AttemptSlot, text) -> dict:
    """Return what is shown of an answer: without a name, and with files that tell none, where names are hidden."""
    hides_names = _is_anonymous(request)
    named = {file["id"] for file in slot.response.get("files", ())}
    files = [file for file in slot.files.all() if str(file.public_id) in named]
    kind = items.get(slot.version.kind)
    return {
        "slot": slot,
        "label": desk.code_of(slot) if hides_names else slot.attempt.user.get_full_name(),
        "hides_names": hides_names,
        "stem": text.content.get("stem", ""),
        "lang": text.locale,
        "answer": "" if files else kind.to_text(text.content, slot.response),
        "files": [(file, _("File %(number)d") % {"number": number}) for number, file in enumerate(files, start=1)],
        "words": len(slot.response.get("text", "").split()),
        "model_answer": text.key.get("model", ""),
        "notes": text.key.get("notes", ""),
    }


def _earlier(slot: AttemptSlot) -> list[dict]:
    found = []
    for each in desk.earlier_marks(slot):
        words = str(each.slot.response.get("text", ""))
        found.append({"percent": round(each.fraction * 100), "words": words[:EXCERPT_CHARS], "comment": each.comment})
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def settle(request, quiz_key, slot_id):
    """Two markings of an answer side by side, and what counts of them."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.mark")
    slot = answer_or_404(quiz, slot_id)
    given = [each for each in slot.markings.all() if not each.is_settlement]
    if len(given) < 2:
        raise Http404
    text = queries.texts([slot.version_id], get_language())[slot.version_id]
    form = SettleForm(request.POST or None, choices=_choices(given))
    if request.method == "POST" and form.is_valid():
        try:
            settle_markings(slot=slot, by=request.user, **_settlement(form, given))
        except CannotMark as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Settled: this mark counts."))
            return redirect("quizzes:marking", quiz_key)
    context = {
        **_answer(request, slot, text),
        "form": form,
        "lines": _lines(items.get(slot.version.kind).rubric(text.content), given),
        "markings": [(each, round(each.fraction * 100, 1)) for each in given],
        "is_far": desk.is_far_apart([each.fraction for each in given]),
        **frame(quiz, "marking"),
    }
    return render(request, "quizzes/staff/settle.html", context, status=422 if form.errors else 200)


def _marker(marking: Marking) -> str:
    return marking.marker.get_full_name() if marking.marker else _("A person who left")


def _percent(fraction: float) -> str:
    """Return a part as per cent, in the reader's way of writing numbers."""
    return floatformat(fraction * 100, -1)


def _choices(given: list[Marking]) -> list[tuple[str, str]]:
    mean = sum(each.fraction for each in given) / len(given)
    said = _("%(name)s: %(percent)s %%")
    return [
        *((str(each.pk), said % {"name": _marker(each), "percent": _percent(each.fraction)}) for each in given),
        (SettleForm.MEAN, _("The mean: %(percent)s %%") % {"percent": _percent(mean)}),
        (SettleForm.VALUE, _("Another share")),
    ]


def _settlement(form: SettleForm, given: list[Marking]) -> dict:
    data = form.cleaned_data
    percent = float(data["percent"]) if data["choice"] == SettleForm.VALUE else None
    chosen = next((each for each in given if str(each.pk) == data["choice"]), None)
    return {"chosen": chosen, "percent": percent, "comment": data["comment"]}


def _lines(rubric: list[tuple[str, str, float]], given: list[Marking]) -> list[dict]:
    """Return each line of the rubric with the points that each marker gave."""
    return [
        {"text": text, "most": f"{most:g}", "points": [each.points.get(line_id) for each in given]}
        for line_id, text, most in rubric
    ]
