"""Who sat a quiz, and what came out."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.quizzes.models import Attempt
from courses.quizzes.views.staff import frame, quiz_or_404

PER_PAGE = 50


@require_GET
@never_cache
@login_required
def results(request, quiz_key):
    """The attempts at a quiz, newest first."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.view_results")
    attempts = Attempt.objects.filter(quiz_key=quiz.translation_key).select_related("user").order_by("-started_at")
    page = Paginator(attempts, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "quizzes/staff/results.html", {"page": page, **frame(quiz, "results")})
