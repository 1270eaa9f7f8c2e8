"""The figures of a quiz in the reader's words and numbers, as lines of a table and as charts."""

import json
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from courses import items
from courses.items.plain import plain
from courses.quizzes.models import VersionText
from courses.quizzes.queries.statistics import OTHERS
from courses.quizzes.statistics import Flag, strength
from skerry.ui.charts import Point

LANGUAGES = dict(settings.LANGUAGES)
NOTHING = "–"

GOOD_CONSISTENCY, POOR_CONSISTENCY = 75, 64
"""In per cent; docs.moodle.org, Quiz report statistics."""

FEW_WORDS = 90
"""So many characters of a question stand in a table."""


class FlagWords(NamedTuple):
    """What a flag is called, what it means and how loud it is."""

    label: Any
    meaning: Any
    tone: str


FLAGS = {
    Flag.MISLEADING: FlagWords(
        gettext_lazy("Misleading: the good ones miss it"),
        gettext_lazy(
            "Those who do well in the rest of the quiz answer this question worse than the others. Look for a wrong "
            "key, for a second option that can be defended, or for words that only the careful stumble over."
        ),
        "danger",
    ),
    Flag.NEGATIVE_WEIGHT: FlagWords(
        gettext_lazy("Negative weight"),
        gettext_lazy("The question works against the total: who gains here loses elsewhere. Its weight is no number."),
        "danger",
    ),
    Flag.TRANSLATION: FlagWords(
        gettext_lazy("Check the translation"),
        gettext_lazy(
            "In at least one language the question is easier or harder than in the others by more than chance "
            "explains, and how these readers do in the rest of the quiz does not explain it either. Compare the texts."
        ),
        "warning",
    ),
    Flag.LANGUAGES: FlagWords(
        gettext_lazy("Differs between languages"),
        gettext_lazy(
            "In at least one language the question is easier or harder than in the others by more than chance "
            "explains. So is the rest of the quiz for these readers: it may be the people, not the translation."
        ),
        "plain",
    ),
    Flag.GUESSING: FlagWords(
        gettext_lazy("No better than guessing"),
        gettext_lazy("People get no more marks here than they would by choosing at random."),
        "warning",
    ),
    Flag.HARD: FlagWords(
        gettext_lazy("Hardly anybody knows it"),
        gettext_lazy("Fewer than one in twenty marks are earned. Is the key right, and was it taught?"),
        "warning",
    ),
    Flag.EASY: FlagWords(
        gettext_lazy("Nearly everybody knows it"),
        gettext_lazy("Nineteen of twenty marks and more are earned. It encourages, but tells nobody apart."),
        "plain",
    ),
    Flag.WEAK: FlagWords(
        gettext_lazy("Tells little"),
        gettext_lazy("Who does well in the rest of the quiz does hardly better here than the others."),
        "plain",
    ),
    Flag.FEW: FlagWords(
        gettext_lazy("Too few attempts"),
        gettext_lazy("With fewer than ten attempts, chance would speak louder than the question."),
        "plain",
    ),
}

STRENGTHS = {
    "strong": gettext_lazy("strong"),
    "fair": gettext_lazy("fair"),
    "weak": gettext_lazy("weak"),
    "negative": gettext_lazy("negative"),
}


def number(value: float | None, places: int = 1) -> str:
    """Return a number as the reader writes it; a dash where there is none."""
    if value is None:
        return NOTHING
    return number_format(round(value, places) + 0.0, decimal_pos=places).replace("-", "−")


def per_cent(value: float | None, places: int = 0) -> str:
    """Return a number of per cent with its sign."""
    return NOTHING if value is None else f"{number(value, places)}\u00a0%"


def share(value: float | None) -> str:
    """Return a part of 1 in per cent."""
    return per_cent(None if value is None else 100 * value)


def interval(found: dict | None, factor: float = 1) -> str:
    """Return an interval in words, in per cent; empty where there is none."""
    if not found:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": number(found["low"] * factor, 0),
        "high": per_cent(found["high"] * factor),
    }


def seconds(value: float | None) -> str:
    """Return a time in minutes and seconds."""
    if value is None:
        return NOTHING
    minutes, rest = divmod(round(value), 60)
    return f"{minutes}:{rest:02d}"


def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


def flags(found: list[str]) -> list[FlagWords]:
    return [FLAGS[Flag(flag)] for flag in found]


def strength_words(discrimination: float | None) -> str:
    """Return what a discrimination index is called; empty where there is none."""
    word = strength(discrimination)
    return str(STRENGTHS[word]) if word else ""


def stem(text: VersionText | None, length: int = FEW_WORDS) -> str:
    """Return the words of a question in one line."""
    if text is None:
        return _("Questions drawn at random")
    words = " ".join(plain(text.content.get("stem", "")).split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def line(item: dict, name: str, text: VersionText | None) -> dict[str, Any]:
    """Return what the table of questions says of one; ``name`` is its number."""
    return {
        "item": item,
        "name": name,
        "text": text,
        "stem": stem(text),
        "facility": share(item["facility"]),
        "facility_interval": interval(item["facility_interval"], 100),
        "discrimination": per_cent(item["discrimination"]),
        "discrimination_interval": interval(item["discrimination_interval"]),
        "strength": strength_words(item["discrimination"]),
        "efficiency": per_cent(item["efficiency"]),
        "guess": share(item["guess_score"]),
        "sd": share(item["sd"]),
        "intended": per_cent(item["intended_weight"]),
        "effective": per_cent(item["effective_weight"]),
        "seconds": seconds(item["seconds"]),
        "flags": flags(item["flags"]),
    }


def consistency_words(value: float | None) -> str:
    """Return the coefficient of internal consistency and what to think of it."""
    if value is None:
        return NOTHING
    if value > GOOD_CONSISTENCY:
        judgement = pgettext("consistency of a quiz", "good")
    elif value >= POOR_CONSISTENCY:
        judgement = pgettext("consistency of a quiz", "fair")
    else:
        judgement = pgettext("consistency of a quiz", "not satisfactory")
    return f"{per_cent(value)}, {judgement}"


def facts(summary: dict) -> list[dict[str, str]]:
    """Return the quiz as a whole, term by term."""
    most = summary["max_mark"]

    def points(value: float | None) -> str:
        if value is None or not most:
            return NOTHING
        return f"{number(value)} ({per_cent(100 * value / most)})"

    return [
        {"term": term, "detail": detail}
        for term, detail in (
            (_("Attempts counted"), number(summary["sittings"], 0)),
            (_("Marks at most"), number(most)),
            (_("Mean"), points(summary["mean"])),
            (_("Median"), points(summary["median"])),
            (_("Lowest"), points(summary["lowest"])),
            (_("Highest"), points(summary["highest"])),
            (_("Standard deviation"), points(summary["sd"])),
            (_("Skewness"), number(summary["skewness"], 2)),
            (_("Kurtosis"), number(summary["kurtosis"], 2)),
            (_("Internal consistency"), consistency_words(summary["consistency"])),
            (_("Error ratio"), per_cent(summary["error_ratio"])),
            (_("Standard error"), points(summary["standard_error"])),
        )
    ]


def spread(summary: dict) -> list[Point]:
    """Return the points of the histogram of the totals."""
    counts = summary["histogram"]
    return [Point(f"{10 * part}–{10 * part + 10}\u00a0%", count, number(count, 0)) for part, count in enumerate(counts)]


def facility_points(lines: list[dict]) -> list[Point]:
    """Return a dot and an interval for the facility of each question."""
    return [
        _dot(row["name"], row["stem"], row["item"]["facility"], row["item"]["facility_interval"], 100, row["flags"])
        for row in lines
    ]


def discrimination_points(lines: list[dict]) -> list[Point]:
    """Return a dot and an interval for the discrimination index of each question."""
    return [
        _dot(
            row["name"],
            row["stem"],
            row["item"]["discrimination"],
            row["item"]["discrimination_interval"],
            1,
            row["flags"],
        )
        for row in lines
    ]


def _dot(name: str, words: str, value: float | None, between: dict | None, factor: float, raised: list) -> Point:
    is_bad = any(flag.tone == "danger" for flag in raised)
    said = per_cent(None if value is None else value * factor)
    return Point(
        f"{name}. {words}",
        None if value is None else value * factor,
        said,
        low=between and between["low"] * factor,
        high=between and between["high"] * factor,
        tone="warning" if is_bad else "plain",
        cells=(said, interval(between, factor)),
    )


def language_points(item: dict) -> list[Point]:
    """Return a dot and an interval for the facility of a question in each language."""
    found = []
    for row in item["languages"]:
        between = row["interval"]
        mark = " ⚠" if row["differs_beyond"] else ""
        found.append(
            Point(
                f"{language_name(row['language'])}{mark}",
                100 * row["facility"],
                share(row["facility"]),
                low=between and 100 * between["low"],
                high=between and 100 * between["high"],
                tone="warning" if row["differs_beyond"] else "plain",
                cells=(
                    number(row["sittings"], 0),
                    share(row["facility"]),
                    interval(between, 100),
                    chance_words(row["probability"]),
                ),
            )
        )
    return found


def chance_words(probability: float | None) -> str:
    """Return how likely chance alone makes such a difference."""
    if probability is None:
        return NOTHING
    return f"<\u00a0{number(0.001, 3)}" if probability < 0.001 else number(probability, 3)


class Labels:
    """What the answers to a question are called, and which are right; ``texts`` hold its words in all languages."""

    def __init__(self, text: VersionText, texts: list[VersionText], kind: str) -> None:
        found = items.get(kind)
        self.names = dict(found.tally_labels(text.content))
        if kind == "true_false":
            self.names = {"true": _("True"), "false": _("False")}
        # Typed answers are right in the words of any language.
        self.right = {pair for one in texts for pair in found.tally_right(one.content, one.key)}

    def of(self, option: str) -> tuple[str, bool]:
        """Return the words for an answer, and whether it is known to be right."""
        if option in {"", OTHERS}:
            return (_("All other answers") if option else _("No answer")), False
        part, answer = json.loads(option)
        name = self.names.get(answer, answer)
        return (f"{self.names.get(part, part)} → {name}" if part else name), (part, answer) in self.right

    def points(self, options: list[dict]) -> list[Point]:
        """Return the bars of what was chosen, by the best and by the last third."""
        found = []
        for row in options:
            label, is_right = self.of(row["option"])
            found.append(
                Point(
                    f"✓ {label}" if is_right else label,
                    100 * row["upper"],
                    share(row["share"]),
                    second=100 * row["lower"],
                    tone="success" if is_right else "plain",
                    cells=(number(row["count"], 0), share(row["share"]), share(row["upper"]), share(row["lower"])),
                )
            )
        return found
