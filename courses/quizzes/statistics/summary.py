"""The quiz as a whole: how the totals lie, and how far they can be trusted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from courses.quizzes.statistics.moments import kurtosis, mean, skewness, variance
from courses.quizzes.statistics.records import MINIMUM


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals of the sittings, in marks; `consistency` and `error_ratio` in per cent.

    `left_out`: the sittings that did not have every slot. All but the count is None when there is nothing to
    say it from.
    """

    sittings: int
    left_out: int
    max_mark: float
    mean: float | None = None
    median: float | None = None
    lowest: float | None = None
    highest: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    consistency: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None
    histogram: tuple[int, ...] = ()


def consistency(columns: Sequence[Sequence[float]], totals: Sequence[float]) -> float | None:
    """Return the coefficient of internal consistency (Cronbach's alpha), in per cent; may be negative.

    CIC = 100 p/(p - 1) (1 - sum var(x_j) / var(X)), over p slots. None with one slot, two sittings or fewer,
    or totals that are all the same. Source: Moodle, report/statistics/classes/calculator.php; L. J. Cronbach,
    "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951).
    """
    slots, spread = len(columns), variance(totals) if len(totals) > 2 else 0.0
    if slots < 2 or not spread:
        return None
    return 100 * slots / (slots - 1) * (1 - math.fsum(map(variance, columns)) / spread)


def error_ratio(cic: float) -> float:
    """Return how much of the spread is chance, in per cent: 100 sqrt(1 - CIC / 100).

    Source: Moodle, report/statistics/classes/calculator.php.
    """
    return 100 * math.sqrt(max(0.0, 1 - cic / 100))


def histogram(totals: Sequence[float], max_mark: float, bins: int = 10) -> tuple[int, ...]:
    """Return how many totals lie in each of equal parts from 0 to the marks at most.

    A total on a border belongs to the upper part, but the full mark to the last; totals below 0 to the first.
    """
    counts = [0] * bins
    for total in totals:
        # Thirds of a mark add up to a hair below a whole one; the border is where a person sees it.
        place = int(total / max_mark * bins + 1e-9)
        counts[max(0, min(bins - 1, place))] += 1
    return tuple(counts)


def summarise(
    columns: Sequence[Sequence[float]], totals: Sequence[float], *, max_mark: float, left_out: int = 0
) -> Summary:
    """Return the summary of a quiz; indices are None below MINIMUM sittings."""
    size = len(totals)
    if not size:
        return Summary(0, left_out, max_mark)
    enough = size >= MINIMUM
    sd = math.sqrt(variance(totals)) if size > 1 else None
    cic = consistency(columns, totals) if enough else None
    ratio = None if cic is None else error_ratio(cic)
    return Summary(
        sittings=size,
        left_out=left_out,
        max_mark=max_mark,
        mean=mean(totals),
        median=median(totals),
        lowest=min(totals),
        highest=max(totals),
        sd=sd,
        skewness=skewness(totals) if enough else None,
        kurtosis=kurtosis(totals) if enough else None,
        consistency=cic,
        error_ratio=ratio,
        standard_error=None if ratio is None or sd is None else ratio * sd / 100,
        histogram=histogram(totals, max_mark),
    )
