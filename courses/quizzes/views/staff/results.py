"""Who sat a quiz and what came out; one attempt with its whole log; and a mark that a trainer sets."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.quizzes import queries
from courses.quizzes.forms.staff import OverrideForm, ReasonForm
from courses.quizzes.marking import least_fraction
from courses.quizzes.models import Attempt
from courses.quizzes.queries import desk
from courses.quizzes.services import CannotMark, override_mark, take_back_override
from courses.quizzes.views.staff import frame, quiz_or_404
from skerry.accounts.rules import may

PER_PAGE = 50


@require_GET
@never_cache
@login_required
def results(request, quiz_key):
    """The people who sat the quiz with their attempts, and what counts of them."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.view_results")
    name = request.GET.get("q", "").strip()[:100]
    page = Paginator(desk.people_who_sat(quiz.translation_key, name), PER_PAGE).get_page(request.GET.get("page"))
    settings = queries.settings_of(quiz.translation_key)
    context = {
        "page": page,
        "rows": desk.result_rows(page.object_list, quiz.translation_key),
        "name": name,
        "prefix": f"?{urlencode({'q': name})}&page=" if name else "?page=",
        "source": queries.source_quiz(quiz),
        "csv_url": reverse("quizzes:results_csv", args=[quiz_key]),
        "shows_gain": bool(settings and settings.pre_test),
        **frame(quiz, "results"),
    }
    return render(request, "quizzes/staff/results.html", context)


def _attempt_or_404(quiz, attempt_id) -> Attempt:
    found = desk.attempt_at(quiz.translation_key, attempt_id)
    if found is None:
        raise Http404
    return found


@require_GET
@never_cache
@login_required
def attempt(request, quiz_key, attempt_id):
    """One attempt: every question, answer and mark, and all that happened to them."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.view_results")
    return _page(request, quiz, _attempt_or_404(quiz, attempt_id))


def _page(request, quiz, sitting: Attempt, *, bound=None, status=200):
    """Draw an attempt; ``bound`` is the form that came back with a fault, with the number of its question."""
    may_set = may(request.user, "quizzes.override", quiz) and sitting.state in {
        Attempt.State.MARKING,
        Attempt.State.FINISHED,
    }
    questions = desk.questions_of(sitting, get_language())
    for question in questions:
        slot = question["slot"]
        question["form"] = _form(question) if may_set and question["is_marked"] and slot.max_mark else None
        if bound and bound[0] == slot.number:
            question["form"] = bound[1]
    context = {
        "attempt": sitting,
        "questions": questions,
        "form": bound[1] if bound else None,
        **frame(quiz, "results"),
    }
    return render(request, "quizzes/staff/attempt.html", context, status=status)


def _form(question: dict, data=None):
    """Return the form that sets a mark, or takes back the one that was set."""
    slot, prefix = question["slot"], f"q{question['slot'].number}"
    if slot.is_set_by_person:
        return ReasonForm(data, prefix=prefix)
    most = float(slot.max_mark)
    return OverrideForm(data, prefix=prefix, least=question["least"] * most, most=most)


@require_POST
@login_required
def override(request, quiz_key, attempt_id, number):
    """Set the mark of one answer, or take back the one that was set."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.override")
    sitting = _attempt_or_404(quiz, attempt_id)
    found = sitting.slots.select_related("version").filter(number=number).first()
    if found is None:
        raise Http404
    text = queries.texts([found.version_id], get_language())[found.version_id]
    form = _form({"slot": found, "least": least_fraction(found.version.kind, text.key)}, request.POST)
    if not form.is_valid():
        return _page(request, quiz, sitting, bound=(number, form), status=422)
    try:
        _do(request, found, form)
    except CannotMark as refused:
        form.add_error(None, refused.message)
        return _page(request, quiz, sitting, bound=(number, form), status=422)
    return redirect(reverse("quizzes:staff_attempt", args=[quiz_key, attempt_id]) + f"#q{number}")


def _do(request, slot, form) -> None:
    reason = form.cleaned_data["reason"]
    if isinstance(form, OverrideForm):
        override_mark(slot=slot, fraction=form.fraction, reason=reason, by=request.user)
        messages.success(request, _("The mark is set, and the person is told."))
    else:
        take_back_override(slot=slot, reason=reason, by=request.user)
        messages.success(request, _("The mark that was set is taken back, and the person is told."))
