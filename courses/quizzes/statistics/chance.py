"""The normal distribution and Student's t, as far as intervals and comparisons need them."""

import math
from statistics import NormalDist

_TINY = 1e-300
_STEPS = 500


def two_sided_normal(z: float) -> float:
    """Return the probability that a standard normal value lies at least as far from 0 as `z`."""
    return math.erfc(abs(z) / math.sqrt(2))


def normal_quantile(confidence: float) -> float:
    """Return z such that a standard normal value lies within -z and z with this probability (0 to 1)."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(_STEPS):
        half = step // 2
        if not step:
            term = 1.0
        elif step % 2:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        value *= c * d
        if step and abs(c * d - 1) < 1e-15:
            break
    return value


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for 0 <= x <= 1 and a, b > 0 (DLMF 8.17)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    return math.exp(a * math.log(x) + b * math.log1p(-x) - beta) / a * (_fraction(x, a, b) - 1)


def two_sided_t(t: float, freedom: float) -> float:
    """Return the probability that Student's t lies at least as far from 0 as `t` (DLMF 8.17 and A&S 26.7.1)."""
    return incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def t_quantile(confidence: float, freedom: float) -> float:
    """Return t such that Student's t lies within -t and t with this probability (0 to 1), by halving."""
    low, high = 0.0, 1.0
    while two_sided_t(high, freedom) > 1 - confidence:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if two_sided_t(middle, freedom) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high
