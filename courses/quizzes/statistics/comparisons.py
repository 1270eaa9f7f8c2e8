"""Whether two groups of sittings differ by more than chance explains."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.quizzes.statistics.chance import two_sided_normal, two_sided_t
from courses.quizzes.statistics.intervals import all_or_nothing
from courses.quizzes.statistics.moments import NOTHING, deviations, mean, product_sum


@dataclass(frozen=True, slots=True)
class Sample:
    """A group of values: how many, their mean, the sum of squared deviations, and how many are 1 if all are 0 or 1."""

    size: int
    mean: float
    squares: float
    right: int | None = None

    @classmethod
    def of(cls, values: Sequence[float]) -> Sample:
        """Return the sample of these values, at least one."""
        away = deviations(values)
        right = int(sum(values)) if all_or_nothing(values) else None
        return cls(len(values), mean(values), product_sum(away, away), right)

    @classmethod
    def pooled(cls, samples: Iterable[Sample]) -> Sample:
        """Return several samples as one, at least one of them.

        Source: T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing
        sample variances", Stanford (1979).
        """
        found = list(samples)
        size = sum(sample.size for sample in found)
        middle = math.fsum(sample.size * sample.mean for sample in found) / size
        squares = math.fsum(sample.squares + sample.size * (sample.mean - middle) ** 2 for sample in found)
        rights = [sample.right for sample in found if sample.right is not None]
        return cls(size, middle, squares, sum(rights) if len(rights) == len(found) else None)

    @property
    def error(self) -> float:
        """The squared standard error of the mean; 0 when the values are the same but for rounding."""
        error = self.squares / (self.size - 1) / self.size
        return error if error > (NOTHING * self.mean) ** 2 else 0.0


def two_proportions(right: int, total: int, other_right: int, other_total: int) -> float:
    """Return the two-sided p of the z test of two shares, with the pooled share and no continuity correction.

    1 when nobody or everybody in both groups is right. Both totals are above 0.
    """
    pooled = (right + other_right) / (total + other_total)
    error = math.sqrt(pooled * (1 - pooled) * (1 / total + 1 / other_total))
    return two_sided_normal((right / total - other_right / other_total) / error) if error else 1.0


def welch(one: Sample, other: Sample) -> float:
    """Return the two-sided p of Welch's t test of two means; each sample has at least two values.

    1 when all values are the same, 0 when each group has but one value and they differ. Source: B. L. Welch,
    "The generalization of Student's problem when several different population variances are involved",
    Biometrika 34 (1947).
    """
    away, both = abs(one.mean - other.mean), one.error + other.error
    if not both:
        return 1.0 if away <= NOTHING * max(abs(one.mean), abs(other.mean)) else 0.0
    freedom = both**2 / (one.error**2 / (one.size - 1) + other.error**2 / (other.size - 1))
    return two_sided_t(away / math.sqrt(both), freedom)


def of_facilities(one: Sample, other: Sample) -> float:
    """Return the p of two facilities: the z test when answers are right or wrong, else Welch's."""
    if one.right is not None and other.right is not None:
        return two_proportions(one.right, one.size, other.right, other.size)
    return welch(one, other)


def holm(probabilities: Sequence[float]) -> list[float]:
    """Return the p values corrected for being several, in the same order.

    The smallest is multiplied by their number n, the next by n - 1, and so on; none falls below one before it
    nor rises above 1. Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
    Journal of Statistics 6 (1979).
    """
    corrected, highest = [0.0] * len(probabilities), 0.0
    order = sorted(range(len(probabilities)), key=probabilities.__getitem__)
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, probabilities[index] * (len(probabilities) - rank)))
        corrected[index] = highest
    return corrected
