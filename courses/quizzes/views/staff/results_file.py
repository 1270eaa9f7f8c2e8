"""The results of a quiz as a table for a spreadsheet."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.quizzes.queries import desk
from courses.quizzes.views.staff import quiz_or_404, sheets

CHUNK = 200


def _head(columns: list[tuple]) -> list[str]:
    return [
        _("Person"),
        _("E-mail address"),
        _("Attempt"),
        _("State"),
        _("Started"),
        _("Handed in"),
        _("Marks"),
        _("Marks at most"),
        _("Per cent"),
        _("Passed"),
        _("Counts"),
        *(label for _key, label in columns),
    ]


def lines(quiz_key) -> Iterator[list]:
    """Yield the head and a line for each attempt, with the marks of each question under its code."""
    columns = desk.question_columns(quiz_key)
    yield _head(columns)
    people = list(desk.people_who_sat(quiz_key))
    for start in range(0, len(people), CHUNK):
        rows = desk.result_rows(people[start : start + CHUNK], quiz_key)
        marks = desk.marks_by_question([attempt for row in rows for attempt, _waits in row.attempts])
        for row in rows:
            for attempt, _waits in row.attempts:
                own = marks.get(attempt.pk, {})
                yield [*_cells(row, attempt), *(own.get(key) for key, _label in columns)]


def _cells(row: desk.Row, attempt) -> list:
    counts = attempt == row.result.attempt or (row.result.attempt is None and attempt.mark is not None)
    return [
        row.user.name,
        row.user.email,
        attempt.number,
        attempt.get_state_display(),
        attempt.started_at.isoformat(timespec="seconds"),
        attempt.finished_at.isoformat(timespec="seconds") if attempt.finished_at else "",
        None if attempt.mark is None else float(attempt.mark),
        float(attempt.max_mark),
        attempt.percent,
        "" if attempt.passed is None else int(attempt.passed),
        int(counts),
    ]


@require_GET
@never_cache
@login_required
def results_csv(request, quiz_key):
    """All attempts, a line for each, in UTF-8 with the mark that spreadsheets know it by."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.view_results")
    content = sheets.csv_of(lines(quiz.translation_key))
    return sheets.download(content, name=f"results-{quiz.slug}.csv", content_type="text/csv; charset=utf-8")
