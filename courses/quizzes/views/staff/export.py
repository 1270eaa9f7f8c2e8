"""The statistics of a quiz as rows for a file: headings in the reader's language, numbers as numbers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.models import ItemAnalysis, VersionText
from courses.quizzes.services.analysis import Standing
from courses.quizzes.views.staff import figures

Row = list[str | float | None]

SUMMARY = ("sittings", "left_out", "max_mark", "mean", "median", "lowest", "highest", "sd", "skewness", "kurtosis",
           "consistency", "error_ratio", "standard_error")  # fmt: skip


def _low_high(interval: dict | None) -> Row:
    return [interval["low"], interval["high"]] if interval else [None, None]


def question_rows(lines: list[dict[str, Any]]) -> Iterator[Row]:
    """Return a row for each question: parts of 1 for facilities, per cent for indices and weights, seconds."""
    yield [
        _("Question number"), _("Question"), _("Attempts"), _("Answered"), _("Marks at most"),
        _("Facility"), _("Facility, from"), _("Facility, to"), _("Standard deviation"), _("By guessing"),
        _("Intended weight, %"), _("Effective weight, %"),
        _("Discrimination, %"), _("Discrimination, from"), _("Discrimination, to"), _("Efficiency, %"),
        _("Seconds"), _("Notes"),
    ]  # fmt: skip
    for row in lines:
        item = row["item"]
        yield [
            row["name"], row["stem"], item["sittings"], item["answered"], item["max_mark"],
            item["facility"], *_low_high(item["facility_interval"]), item["sd"], item["guess_score"],
            item["intended_weight"], item["effective_weight"],
            item["discrimination"], *_low_high(item["discrimination_interval"]), item["efficiency"],
            item["seconds"], "; ".join(str(flag.label) for flag in row["flags"]),
        ]  # fmt: skip


def language_rows(lines: list[dict[str, Any]]) -> Iterator[Row]:
    """Return a row for each question in each language."""
    yield [
        _("Question number"), _("Question"), _("Language"), _("Attempts"), _("Facility"), _("Facility, from"),
        _("Facility, to"), _("Facility in the other languages"), _("Chance"),
        _("Chance, the rest of the quiz considered"),
    ]  # fmt: skip
    for row in lines:
        for spoken in row["item"]["languages"]:
            yield [
                row["name"], row["stem"], figures.language_name(spoken["language"]), spoken["sittings"],
                spoken["facility"], *_low_high(spoken["interval"]), spoken["others"], spoken["probability"],
                spoken["beyond"],
            ]  # fmt: skip


def option_rows(lines: list[dict[str, Any]]) -> Iterator[Row]:
    """Return a row for each answer to each question."""
    yield [
        _("Question number"), _("Question"), _("Answer"), _("Right"), _("Attempts"), _("All"), _("Best third"),
        _("Last third"),
    ]  # fmt: skip
    asked = [row for row in lines if row["text"] and row["item"]["options"]]
    every: dict[int, list[VersionText]] = {}
    for text in VersionText.objects.filter(version__in=[row["item"]["version"] for row in asked]):
        every.setdefault(text.version_id, []).append(text)
    for row in asked:
        item = row["item"]
        labels = figures.Labels(row["text"], every[item["version"]], item["kind"])
        for option in item["options"]:
            label, is_right = labels.of(option["option"])
            yield [
                row["name"], row["stem"], label, _("Yes") if is_right else "", option["count"], option["share"],
                option["upper"], option["lower"],
            ]  # fmt: skip


def summary_rows(standing: Standing, which: str) -> Iterator[Row]:
    """Return the quiz as a whole, a number to a row."""
    names = [
        _("Attempts counted"), _("Attempts left out"), _("Marks at most"), _("Mean"), _("Median"), _("Lowest"),
        _("Highest"), _("Standard deviation"), _("Skewness"), _("Kurtosis"), _("Internal consistency, %"),
        _("Error ratio, %"), _("Standard error"),
    ]  # fmt: skip
    yield [_("Which attempts"), str(ItemAnalysis.Which(which).label)]
    for name, key in zip(names, SUMMARY, strict=True):
        yield [name, standing.data["summary"][key]]


def workbook(standing: Standing, lines: list[dict[str, Any]], which: str) -> dict[str, Iterator[Row]]:
    """Return the sheets of the workbook by their titles."""
    return {
        _("Quiz"): summary_rows(standing, which),
        _("Questions"): question_rows(lines),
        _("Languages"): language_rows(lines),
        _("Answers"): option_rows(lines),
    }
