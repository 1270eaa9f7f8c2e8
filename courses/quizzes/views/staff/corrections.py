"""Questions that were corrected after people answered them: what marking again would change, and doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from courses.quizzes.forms.staff import RegradeForm
from courses.quizzes.models import Regrade
from courses.quizzes.queries import regrades
from courses.quizzes.services import CannotMark, discard_regrade, plan_regrade, start_regrade
from courses.quizzes.views.staff import frame, quiz_or_404

PER_PAGE = 100


@require_GET
@never_cache
@login_required
def corrections(request, quiz_key):
    """The questions people met, those first that were corrected since; and what was planned and done."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.regrade")
    questions = regrades.answered_questions(quiz.translation_key, get_language())
    stems = {question.question_key: question for question in questions}
    made = Regrade.objects.filter(quiz_key=quiz.translation_key).select_related("made_by")[:50]
    context = {
        "corrected": [question for question in questions if question.behind],
        "others": [question for question in questions if not question.behind],
        "made": [(regrade, stems.get(regrade.question_key)) for regrade in made],
        **frame(quiz, "corrections"),
    }
    return render(request, "quizzes/staff/corrections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def plan(request, quiz_key, question_key):
    """Choose what is done about a question and why; then the plan says what it would change."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.regrade")
    answered = regrades.answered_questions(quiz.translation_key, get_language())
    question = next((each for each in answered if each.question_key == question_key), None)
    if question is None:
        raise Http404
    policies = [Regrade.Policy.DROP] if question.by_person else list(Regrade.Policy.values)
    form = RegradeForm(request.POST or None, policies=policies)
    if request.method == "POST" and form.is_valid():
        try:
            regrade = plan_regrade(
                quiz_key=quiz.translation_key, question_key=question_key, by=request.user, **form.cleaned_data
            )
        except CannotMark as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("quizzes:regrade", quiz_key, regrade.public_id)
    context = {"question": question, "form": form, **frame(quiz, "corrections")}
    return render(request, "quizzes/staff/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def regrade(request, quiz_key, regrade_id):
    """What a regrade changes, or has changed; a planned one is applied or thrown away here."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.regrade")
    known = Regrade.objects.filter(quiz_key=quiz.translation_key).select_related("version", "made_by")
    found = get_object_or_404(known, public_id=regrade_id)
    if request.method == "POST":
        return _act(request, found)
    answered = regrades.answered_questions(quiz.translation_key, get_language())
    sides = regrades.sides_of(found)
    page = Paginator(sides, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "regrade": found,
        "question": next((each for each in answered if each.question_key == found.question_key), None),
        "effect": regrades.effect_of(sides),
        "page": page,
        "changes": [(row, regrades.is_change(row.before, row.after)) for row in regrades.changes_of(page.object_list)],
        **frame(quiz, "corrections"),
    }
    return render(request, "quizzes/staff/regrade.html", context)


def _act(request, found: Regrade):
    if request.POST.get("action") == "discard":
        discard_regrade(regrade=found, by=request.user)
        messages.success(request, _("The plan is thrown away. No mark has changed."))
        return redirect("quizzes:corrections", found.quiz_key)
    try:
        job = start_regrade(regrade=found, by=request.user)
    except CannotMark as refused:
        messages.warning(request, refused.message)
        return redirect("quizzes:plan_regrade", found.quiz_key, found.question_key)
    if job is None:
        return redirect("quizzes:regrade", found.quiz_key, found.public_id)
    return redirect("jobs:detail", job.pk)
