"""One question in figures, and what these figures warn of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from courses.quizzes.statistics.intervals import CONFIDENCE, Interval, fisher_z, of_facility
from courses.quizzes.statistics.languages import LanguageRow, by_language
from courses.quizzes.statistics.moments import correlation, covariance, deviations, mean, product_sum, variance
from courses.quizzes.statistics.records import MINIMUM

EASY, HARD = 0.95, 0.05
"""Facilities from which a question tells the able from the rest no more (docs.moodle.org, Quiz report statistics)."""

WEAK = 20.0
"""Below this discrimination index, in per cent, a question is weak (same source)."""

STRENGTHS = ((50.0, "strong"), (30.0, "fair"), (0.0, "weak"))
"""What a discrimination index of at least so much per cent is called (same source)."""


class Flag(StrEnum):
    """What a trainer should look at; the words are said by whoever shows it."""

    MISLEADING = "misleading"
    NEGATIVE_WEIGHT = "negative_weight"
    LANGUAGES = "languages"
    TRANSLATION = "translation"
    GUESSING = "guessing"
    HARD = "hard"
    EASY = "easy"
    WEAK = "weak"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Item:
    """One slot, or one question that was drawn into it. Facility, sd and guess score are parts of the full mark.

    Weights, `discrimination` and `efficiency` are in per cent; `seconds` is the median time of those who have
    one. `question` is empty for a slot. What cannot be said is None.
    """

    key: str
    question: str
    sittings: int
    answered: int
    max_mark: float
    facility: float | None
    facility_interval: Interval | None
    sd: float | None
    guess_score: float | None
    intended_weight: float | None
    effective_weight: float | None
    discrimination: float | None
    discrimination_interval: Interval | None
    efficiency: float | None
    seconds: float | None
    languages: tuple[LanguageRow, ...] = ()
    flags: tuple[Flag, ...] = ()


def discrimination_index(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return 100 cov(x, R) / sqrt(var x var R): the correlation of a question with the rest of the quiz, in per cent.

    None when one of the two never varies. Source: Moodle,
    question/classes/statistics/questions/calculator.php.
    """
    found = correlation(marks, rest)
    return None if found is None else 100 * found


def discriminative_efficiency(marks: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return 100 cov(x, R) / covmax, in per cent: the discrimination as part of what these marks would allow.

    covmax is the covariance when both lists are sorted. None when it is 0. Source: as above.
    """
    away, others = deviations(marks), deviations(rest)
    most = product_sum(sorted(away), sorted(others))
    return 100 * product_sum(away, others) / most if most > 0 else None


def effective_weights(columns: Sequence[Sequence[float]], totals: Sequence[float]) -> list[float | None]:
    """Return 100 sqrt(cov(x_j, X)) / sum of sqrt(cov(x_k, X)) for each slot: its real share in the spread of totals.

    The sum goes over the slots whose covariance is not negative; the others have no weight (None). All None when
    the totals never vary. Source: as above.
    """
    found = [covariance(column, totals) for column in columns]
    roots = [math.sqrt(value) if value >= 0 else None for value in found]
    whole = math.fsum(root for root in roots if root is not None)
    return [None if root is None or not whole else 100 * root / whole for root in roots]


def flags_of(item: Item, *, negative_weight: bool) -> tuple[Flag, ...]:
    """Return what the figures of a question warn of, the worst first."""
    facility, index = item.facility, item.discrimination
    if item.sittings < MINIMUM or facility is None:
        return (Flag.FEW,)
    found = {
        Flag.MISLEADING: index is not None and index < 0,
        Flag.NEGATIVE_WEIGHT: negative_weight,
        Flag.TRANSLATION: any(row.differs_beyond for row in item.languages),
        Flag.LANGUAGES: any(row.differs and not row.differs_beyond for row in item.languages),
        Flag.GUESSING: bool(item.guess_score) and facility <= item.guess_score,
        Flag.HARD: facility < HARD,
        Flag.EASY: facility >= EASY,
        Flag.WEAK: index is not None and 0 <= index < WEAK and HARD <= facility < EASY,
    }
    return tuple(flag for flag, raised in found.items() if raised)


def strength(discrimination: float | None) -> str:
    """Return strong, fair, weak or negative for a discrimination index in per cent; empty when there is none."""
    if discrimination is None:
        return ""
    return next((word for least, word in STRENGTHS if discrimination >= least), "negative")


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to one question, one entry for each sitting: marks, marks of the rest, and what is known besides.

    `rest_shares`: the rest as a share of its marks at most, None when there is no other question. `languages`:
    in which language each answer was given. `seconds`: the times that are known.
    """

    marks: Sequence[float]
    rest: Sequence[float]
    rest_shares: Sequence[float] | None
    languages: Sequence[str]
    seconds: Sequence[float]
    answered: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a slot, in per cent, None where there is no sense in one; `negative`: it pulls the wrong way."""

    intended: float | None = None
    effective: float | None = None
    negative: bool = False


NO_WEIGHTS = Weights()


def item(
    *,
    key: str,
    max_mark: float,
    guess_score: float | None,
    answers: Answers,
    weights: Weights = NO_WEIGHTS,
    question: str = "",
) -> Item:
    """Return the figures of one question, and its flags; indices are None below MINIMUM sittings."""
    size = len(answers.marks)
    fractions = [mark / max_mark for mark in answers.marks]
    enough = size >= MINIMUM
    index = discrimination_index(answers.marks, answers.rest) if enough else None
    interval = None if index is None else fisher_z(index / 100, size, CONFIDENCE)
    found = Item(
        key=key,
        question=question,
        sittings=size,
        answered=answers.answered,
        max_mark=max_mark,
        facility=mean(fractions) if size else None,
        facility_interval=of_facility(fractions, CONFIDENCE),
        sd=math.sqrt(variance(fractions)) if size > 1 else None,
        guess_score=guess_score,
        intended_weight=weights.intended,
        effective_weight=weights.effective,
        discrimination=index,
        discrimination_interval=interval and Interval(100 * interval.low, 100 * interval.high, interval.method),
        efficiency=discriminative_efficiency(answers.marks, answers.rest) if enough else None,
        seconds=median(answers.seconds) if answers.seconds else None,
        languages=by_language(answers.languages, fractions, answers.rest_shares) if size else (),
    )
    return replace(found, flags=flags_of(found, negative_weight=weights.negative))
