"""A question in each language: where one language finds it harder than chance explains, look at the translation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.quizzes.statistics.comparisons import Sample, holm, of_facilities, welch
from courses.quizzes.statistics.intervals import CONFIDENCE, Interval, of_facility
from courses.quizzes.statistics.records import MINIMUM

Groups = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """How one question fares in one language, against all other languages together.

    `probability`: that chance alone makes the facilities differ so much, corrected for the number of languages;
    None when the language or the others have fewer than MINIMUM sittings. `beyond`: the same for the question
    less how each person does in the rest of the quiz, so that a language whose readers do worse everywhere is
    not taken for a bad translation; None also when there is no rest. `differs` and `differs_beyond` say whether
    these are below 1 - CONFIDENCE, the second only together with the first.
    """

    language: str
    sittings: int
    facility: float
    interval: Interval | None
    others: float | None
    probability: float | None
    beyond: float | None
    differs: bool
    differs_beyond: bool


def by_language(
    languages: Sequence[str], fractions: Sequence[float], rest_shares: Sequence[float] | None
) -> tuple[LanguageRow, ...]:
    """Return a row for each language, in the order of their codes.

    All lists have one entry for each sitting: the language of the answer, the fraction of the mark, and the
    share of the marks of all other questions (None when there is no other).
    """
    inside = _grouped(languages, fractions)
    samples = {language: Sample.of(values) for language, values in inside.items()}
    others = {language: _others(language, samples) for language in samples}
    enough = [language for language in samples if others[language] and _enough(samples[language], others[language])]
    raw = _corrected({at: of_facilities(samples[at], others[at]) for at in enough}, len(samples))
    beyond = _beyond(languages, fractions, rest_shares, enough, len(samples)) if rest_shares is not None else {}
    rows = []
    for language, sample in samples.items():
        differs = raw.get(language, 1.0) < 1 - CONFIDENCE
        rows.append(
            LanguageRow(
                language=language,
                sittings=sample.size,
                facility=sample.mean,
                interval=of_facility(inside[language]),
                others=others[language].mean if others[language] else None,
                probability=raw.get(language),
                beyond=beyond.get(language),
                differs=differs,
                differs_beyond=differs and beyond.get(language, 1.0) < 1 - CONFIDENCE,
            )
        )
    return tuple(rows)


def _grouped(languages: Sequence[str], values: Sequence[float]) -> dict[str, list[float]]:
    """Return the values of each language, in the order of their codes."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for language, value in zip(languages, values, strict=True):
        found[language].append(value)
    return dict(sorted(found.items()))


def _others(language: str, samples: Mapping[str, Sample]) -> Sample | None:
    """Return all other languages as one sample; None when there is no other."""
    rest = [sample for other, sample in samples.items() if other != language]
    return Sample.pooled(rest) if rest else None


def _enough(one: Sample, other: Sample) -> bool:
    return min(one.size, other.size) >= MINIMUM


def _beyond(
    languages: Sequence[str],
    fractions: Sequence[float],
    rest_shares: Sequence[float],
    enough: Sequence[str],
    several: int,
) -> dict[str, float]:
    """Return Welch's p for the fractions less each person's share of the rest, corrected."""
    surplus = [fraction - share for fraction, share in zip(fractions, rest_shares, strict=True)]
    samples = {language: Sample.of(values) for language, values in _grouped(languages, surplus).items()}
    found = {language: welch(samples[language], _others(language, samples)) for language in enough}
    return _corrected(found, several)


def _corrected(found: Mapping[str, float], several: int) -> dict[str, float]:
    """Correct by Holm; when there are just two languages it is one comparison, seen from both sides."""
    if several <= 2:
        return dict(found)
    return dict(zip(found, holm(list(found.values())), strict=True))
