"""Confidence intervals: how far a number of a few sittings may be from the number of many.

Wilson for a share of right answers, Student's t for a mean of partial marks, Fisher's z for a correlation.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courses.quizzes.statistics.chance import normal_quantile, t_quantile
from courses.quizzes.statistics.moments import is_constant, mean, variance

CONFIDENCE = 0.95
"""How often an interval made in this way holds the true number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, by `method`: wilson, t or fisher_z."""

    low: float
    high: float
    method: str


def wilson(right: int, total: int, confidence: float = CONFIDENCE) -> Interval:
    """Return Wilson's score interval of the share `right` / `total`, total above 0.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    z = normal_quantile(confidence)
    share, weight = right / total, z * z / total
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / total + weight / (4 * total))
    low, high = middle - half if right else 0.0, middle + half if right < total else 1.0
    return Interval(low, high, "wilson")


def of_mean(fractions: Sequence[float], confidence: float = CONFIDENCE) -> Interval | None:
    """Return mean -/+ t s / sqrt(S) of fractions of a mark, cut at 0 and 1 where no fraction lies beyond.

    None for fewer than two fractions, and when all are the same: that shows no spread to judge by.
    """
    if len(fractions) < 2 or is_constant(fractions):
        return None
    half = t_quantile(confidence, len(fractions) - 1) * math.sqrt(variance(fractions) / len(fractions))
    middle = mean(fractions)
    low, high = min(0.0, *fractions), max(1.0, *fractions)
    return Interval(max(low, middle - half), min(high, middle + half), "t")


def all_or_nothing(fractions: Sequence[float]) -> bool:
    """Whether each answer got either no mark or the whole mark."""
    return all(fraction in (0.0, 1.0) for fraction in fractions)


def of_facility(fractions: Sequence[float], confidence: float = CONFIDENCE) -> Interval | None:
    """Return the interval of a facility: Wilson's when the answers are right or wrong, else that of a mean."""
    if fractions and all_or_nothing(fractions):
        return wilson(int(sum(fractions)), len(fractions), confidence)
    return of_mean(fractions, confidence)


def fisher_z(correlation: float, total: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Return tanh(artanh r -/+ z / sqrt(S - 3)) for a correlation of `total` pairs; None below four pairs.

    Source: R. A. Fisher, "On the probable error of a coefficient of correlation", Metron 1 (1921).
    """
    if total < 4:
        return None
    if abs(correlation) >= 1:
        return Interval(correlation, correlation, "fisher_z")
    half = normal_quantile(confidence) / math.sqrt(total - 3)
    middle = math.atanh(correlation)
    return Interval(math.tanh(middle - half), math.tanh(middle + half), "fisher_z")
