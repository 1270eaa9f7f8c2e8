"""Means, variances, covariances and the shape of a distribution, exact in any order of the values.

All sums are taken with `math.fsum`, so that the order of the sittings never shows in a result.
"""

import math
from collections.abc import Sequence
from operator import mul

NOTHING = 1e-9
"""Values that differ by less than this part of their size are the same: what floats leave behind is no variance."""


def mean(values: Sequence[float]) -> float:
    """Return the mean; ZeroDivisionError when there is no value."""
    return math.fsum(values) / len(values)


def is_constant(values: Sequence[float]) -> bool:
    """Whether all values are the same but for rounding."""
    low, high = min(values), max(values)
    return high - low <= NOTHING * max(abs(low), abs(high))


def deviations(values: Sequence[float]) -> list[float]:
    """Return the distance of each value to the mean, all 0 when the values are the same but for rounding."""
    if is_constant(values):
        return [0.0] * len(values)
    middle = mean(values)
    return [value - middle for value in values]


def product_sum(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the sum of the products, pair by pair."""
    return math.fsum(map(mul, one, other))


def covariance(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the sample covariance (divided by S - 1) of two lists of at least two values."""
    return product_sum(deviations(one), deviations(other)) / (len(one) - 1)


def variance(values: Sequence[float]) -> float:
    """Return the sample variance (divided by S - 1) of at least two values."""
    return covariance(values, values)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's correlation, within -1 to 1; None when one of the lists is constant."""
    first, second = deviations(one), deviations(other)
    size = math.sqrt(product_sum(first, first)) * math.sqrt(product_sum(second, second))
    if not size:
        return None
    return max(-1.0, min(1.0, product_sum(first, second) / size))


def _central(values: Sequence[float], power: int) -> float:
    """Return the central moment m_k: the mean of the k-th powers of the deviations."""
    return math.fsum(value**power for value in deviations(values)) / len(values)


def skewness(values: Sequence[float]) -> float | None:
    """Return the skewness k3 / k2^(3/2), with k3 = S^2 m3 / ((S - 1)(S - 2)) and k2 the sample variance.

    None for fewer than three values or when they are all the same. Source: Moodle,
    report/statistics/classes/calculator.php (Fisher's unbiased k-statistics).
    """
    size = len(values)
    if size < 3 or is_constant(values):
        return None
    k3 = size**2 * _central(values, 3) / ((size - 1) * (size - 2))
    return k3 / variance(values) ** 1.5


def kurtosis(values: Sequence[float]) -> float | None:
    """Return the excess kurtosis k4 / k2^2; 0 for a normal distribution.

    k4 = S^2 ((S + 1) m4 - 3 (S - 1) m2^2) / ((S - 1)(S - 2)(S - 3)). None for fewer than four values or when
    they are all the same. Source: as for `skewness`.
    """
    size = len(values)
    if size < 4 or is_constant(values):
        return None
    spread = (size + 1) * _central(values, 4) - 3 * (size - 1) * _central(values, 2) ** 2
    k4 = size**2 * spread / ((size - 1) * (size - 2) * (size - 3))
    return k4 / variance(values) ** 2
