"""The quiz's own page: what it asks, what was reached, and the one button."""

from django.shortcuts import render

from courses.quizzes import queries
from courses.quizzes.models import Attempt, QuizPage
from skerry.accounts.rules import may


def quiz(request, page: QuizPage):
    user = request.user
    attempts = list(Attempt.objects.of(user).filter(quiz_key=page.translation_key)) if user.is_authenticated else []
    context = {
        "page": page,
        "self": page,
        "attempts": attempts,
        "running": next((attempt for attempt in attempts if attempt.is_running), None),
        "best": max(
            (attempt for attempt in attempts if not attempt.is_running),
            key=lambda attempt: (attempt.percent or 0, attempt.number),
            default=None,
        ),
        "question_count": len(queries.slots_of(page)),
        "may_start": may(user, "quizzes.start_attempt", page),
    }
    return render(request, "quizzes/quiz_page.html", context)
