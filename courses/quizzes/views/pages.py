"""The quiz's own page: what it asks, what was reached, and the one button."""

from django.shortcuts import render
from django.utils import timezone

from courses.quizzes import deadlines, queries
from courses.quizzes.models import Accommodation, Attempt, QuizPage
from courses.quizzes.queries.content import max_mark_of
from courses.quizzes.services import why_not_now
from skerry.accounts.rules import may


def quiz(request, page: QuizPage):
    user = request.user
    attempts = list(Attempt.objects.of(user).filter(quiz_key=page.translation_key)) if user.is_authenticated else []
    source = queries.source_quiz(page)
    given = (
        Accommodation.objects.of(user.pk, page.translation_key)
        if user.is_authenticated
        else Accommodation(quiz_key=page.translation_key)
    )
    now = timezone.now()
    running = next((row for row in attempts if row.is_running and not (row.ends_at and row.ends_at < now)), None)
    slots = queries.slots_of(page)
    result = queries.result_in(attempts, counts=source.counts, pass_mark=source.pass_mark)
    context = {
        "page": page,
        "self": page,
        "source": source,
        "attempts": attempts,
        "running": running,
        "result": result,
        "past": _past(attempts, running, result, now),
        "refused": None if running else why_not_now(source, len(attempts), given, now),
        "attempts_allowed": source.attempts_allowed + given.extra_attempts if source.attempts_allowed else 0,
        "minutes": source.time_limit + given.extra_minutes if source.time_limit else 0,
        "closes_at": deadlines.closing_time(source.closes_at, given),
        "question_count": sum(slot.draw_count if slot.is_draw else 1 for slot in slots),
        "max_mark": max_mark_of(slots),
        "may_start": may(user, "quizzes.start_attempt", page),
        "may_see_results": may(user, "quizzes.view_results", page),
    }
    return render(request, "quizzes/quiz_page.html", context)


def _past(attempts: list[Attempt], running: Attempt | None, result: queries.Result, now) -> list[dict]:
    """Return the attempts that are over: with their marks where those may be shown, and whether they count."""
    rows = []
    for attempt in attempts:
        if attempt != running:
            shown = queries.shown_words(attempt, queries.settings_of(attempt.quiz_key), now)
            is_marked = attempt.state == Attempt.State.FINISHED
            counts = attempt == result.attempt or (result.attempt is None and is_marked)
            percent = attempt.percent if is_marked and "marks" in shown else None
            rows.append({"attempt": attempt, "percent": percent, "counts": counts})
    return rows
