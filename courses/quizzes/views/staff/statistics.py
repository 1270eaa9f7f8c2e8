"""What the attempts at a quiz say about its questions: for those who write and translate them."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.quizzes import queries
from courses.quizzes.models import ItemAnalysis, QuizPage, VersionText
from courses.quizzes.services import statistics_of
from courses.quizzes.services.analysis import Standing
from courses.quizzes.views.staff import figures, frame, quiz_or_404, sheets
from courses.quizzes.views.staff.export import question_rows, workbook
from skerry.ui.charts import Point

Which = ItemAnalysis.Which


def _which(request) -> str:
    asked = request.GET.get("which", "")
    return asked if asked in Which.values else Which.FIRST.value


def _choices(path: str, which: str) -> list[dict[str, Any]]:
    return [{"label": label, "url": f"{path}?which={value}", "here": value == which} for value, label in Which.choices]


def _numbered(data: dict) -> list[tuple[str, dict]]:
    """Return name and figures of every question: 3, and below it 3.1, 3.2 where questions are drawn."""
    found: list[tuple[str, dict]] = []
    for item in data["items"]:
        found.append((str(item["number"]), item))
        found += [(f"{item['number']}.{place}", drawn) for place, drawn in enumerate(item["drawn"], start=1)]
    return found


def _lines(quiz: QuizPage, data: dict, which: str) -> list[dict[str, Any]]:
    """Return the lines of the table of questions, in the reader's language where there are words in it."""
    numbered = _numbered(data)
    texts = queries.texts([item["version"] for _name, item in numbered if item["version"]], get_language())
    lines = [figures.line(item, name, texts.get(item["version"])) for name, item in numbered]
    for row in lines:
        text = row["text"]
        row["url"] = _url(quiz, row["item"], which)
        row["lang"] = text.locale if text and text.locale != get_language() else ""
    return lines


def _url(quiz: QuizPage, item: dict, which: str) -> str:
    url = reverse("quizzes:statistics_question", args=[quiz.translation_key, item["key"]])
    drawn = f"&question={item['question']}" if item["question"] else ""
    return f"{url}?which={which}{drawn}"


def _frame(quiz: QuizPage, standing: Standing, which: str) -> dict[str, Any]:
    return {
        "standing": standing,
        "which": which,
        "which_label": Which(which).label,
        "summary": standing.data["summary"] if standing.data else None,
        **frame(quiz, "statistics"),
    }


@require_GET
@never_cache
@login_required
def statistics(request, quiz_key: UUID):
    """The quiz as a whole, and its questions in a table; ``?which=first|best|all`` attempts."""
    quiz, which = quiz_or_404(request, quiz_key, "quizzes.view_results"), _which(request)
    standing = statistics_of(quiz=quiz, which=which)
    context = {**_frame(quiz, standing, which), "choices": _choices(request.path, which)}
    if standing.data and standing.data["summary"]["sittings"]:
        lines = _lines(quiz, standing.data, which)
        slots = [row for row in lines if not row["item"]["question"]]
        context.update(
            facts=figures.facts(standing.data["summary"]),
            lines=lines,
            spread=figures.spread(standing.data["summary"]),
            spread_ticks=[(0, figures.per_cent(0)), (0.5, figures.per_cent(50)), (1, figures.per_cent(100))],
            facilities=figures.facility_points(slots),
            discriminations=figures.discrimination_points(slots),
            facility_ticks=_ticks(0, 50, 100),
            discrimination_ticks=_ticks(-100, 0, 100),
            **_heads(),
        )
    return render(request, "quizzes/staff/statistics.html", context)


def _ticks(*places: float) -> list[tuple[float, str]]:
    return [(place, figures.per_cent(place)) for place in places]


def _heads() -> dict[str, list[str]]:
    """Return the names of the columns beside the charts."""
    return {
        "spread_head": [_("Share of the marks"), _("Attempts")],
        "facility_head": [_("Question"), _("Facility"), _("95 % interval")],
        "discrimination_head": [_("Question"), _("Discrimination"), _("95 % interval")],
        "option_head": [_("Answer"), _("Attempts"), _("All"), _("Best third"), _("Last third")],
        "option_series": [_("Best third"), _("Last third")],
        "language_head": [_("Language"), _("Attempts"), _("Facility"), _("95 % interval"), _("Chance")],
    }


@require_GET
@never_cache
@login_required
def question(request, quiz_key: UUID, slot_key: UUID):
    """One question: its figures, what was chosen, how it does in each language."""
    quiz, which = quiz_or_404(request, quiz_key, "quizzes.view_results"), _which(request)
    standing = statistics_of(quiz=quiz, which=which)
    asked = (str(slot_key), request.GET.get("question", ""))
    numbered = _numbered(standing.data) if standing.data else []
    places = [place for place, (_name, item) in enumerate(numbered) if (item["key"], item["question"]) == asked]
    if not places:
        raise Http404
    lines = _lines(quiz, standing.data, which)
    place = places[0]
    row = lines[place]
    context = {
        **_frame(quiz, standing, which),
        "row": row,
        "words": row["text"].content.get("stem", "") if row["text"] else "",
        "drawn": [other for other in lines if other["item"]["key"] == str(slot_key) and other["item"]["question"]]
        if not row["item"]["question"]
        else [],
        "options": _options(row),
        "languages": figures.language_points(row["item"]),
        "language_ticks": _ticks(0, 50, 100),
        "before": _neighbour(lines, place - 1),
        "after": _neighbour(lines, place + 1),
        "back": f"{reverse('quizzes:statistics', args=[quiz_key])}?which={which}",
        **_heads(),
    }
    return render(request, "quizzes/staff/statistics_question.html", context)


def _options(row: dict[str, Any]) -> list[Point]:
    """Return what was chosen; nothing for answers that a person reads, and for slots into which questions are drawn."""
    item, text = row["item"], row["text"]
    if text is None or not item["options"]:
        return []
    every = list(VersionText.objects.filter(version=item["version"]))
    return figures.Labels(text, every, item["kind"]).points(item["options"])


def _neighbour(lines: list[dict[str, Any]], place: int) -> dict[str, str] | None:
    if not 0 <= place < len(lines):
        return None
    row = lines[place]
    return {"label": f"{row['name']}. {figures.stem(row['text'], 50)}", "url": row["url"]}


@require_GET
@never_cache
@login_required
def file(request, quiz_key: UUID, ending: str):
    """The figures as a file: the table of questions as CSV, all of them as XLSX."""
    quiz, which = quiz_or_404(request, quiz_key, "quizzes.view_results"), _which(request)
    standing = statistics_of(quiz=quiz, which=which)
    if standing.data is None:
        raise Http404
    lines = _lines(quiz, standing.data, which)
    name = f"{quiz.slug}-{which}.{ending}"
    if ending == "csv":
        return sheets.download(sheets.csv_of(question_rows(lines)), name=name, content_type="text/csv; charset=utf-8")
    return sheets.download(sheets.xlsx_of(workbook(standing, lines, which)), name=name, content_type=sheets.XLSX)
