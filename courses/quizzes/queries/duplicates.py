"""Questions that ask the same, word for word or nearly."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from courses.items.texts import squeeze
from courses.quizzes.models import Question
from courses.quizzes.queries.bank import description_of

NEAR = 0.85
"""Two texts are nearly the same when so many of all their words are in both (Jaccard index of the sets of words)."""

MOST = 5_000
"""At most so many questions of a kind and language are compared, the newest first."""

_PUNCTUATION = re.compile(r"[^\w\s]|_")


class Pair(NamedTuple):
    """Two questions and how alike they are: 1 is the same words."""

    first: Question
    second: Question
    likeness: float

    @property
    def percent(self) -> int:
        return int(self.likeness * 100)


def normalised(text: str) -> str:
    """Return the form in which questions are compared: no case, no punctuation, single spaces."""
    return squeeze(_PUNCTUATION.sub(" ", squeeze(text).casefold()))


def likeness(first: str, second: str) -> float:
    """Return how many of all the words of two normalised texts are in both, 0 to 1; 1 only for the same text."""
    if first == second:
        return 1.0
    ours, theirs = set(first.split()), set(second.split())
    shared = len(ours & theirs)
    return min(0.99, shared / (len(ours) + len(theirs) - shared)) if shared else 0.0


def _comparable(questions: Iterable[Question]) -> dict[tuple[str, int], list[tuple[Question, str]]]:
    """Return kind and language -> the questions of both with their texts."""
    found = defaultdict(list)
    for question in questions:
        text = normalised(description_of(question))
        if text and len(found[question.kind, question.locale_id]) < MOST:
            found[question.kind, question.locale_id].append((question, text))
    return found


def similar_to(question: Question) -> list[Pair]:
    """Return the other questions of the same kind and language that ask the same or nearly, the likest first."""
    text = normalised(description_of(question))
    if not text:
        return []
    others = Question.objects.filter(locale_id=question.locale_id, item__0__type=question.kind)
    others = others.exclude(translation_key=question.translation_key).order_by("-pk")[:MOST]
    pairs = [Pair(question, other, likeness(text, normalised(description_of(other)))) for other in others]
    return sorted((pair for pair in pairs if pair.likeness >= NEAR), key=lambda pair: -pair.likeness)


def _rarest_first(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of each text, those first that the fewest texts have."""
    sets = [set(text.split()) for text in texts]
    common = Counter(word for words in sets for word in words)
    return [sorted(words, key=lambda word: (common[word], word)) for words in sets]


def _pairs_among(group: list[tuple[Question, str]]) -> Iterable[Pair]:
    """Return the like pairs of a group without comparing each with each.

    Two sets with a Jaccard index of t share one of their first n - ceil(t * n) + 1 words when the words of all
    stand in one order (prefix filtering: Chaudhuri, Ganti, Kaushik 2006); the rarest first, so that few meet.
    """
    meeting: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(_rarest_first(text for _question, text in group)):
        first = words[: len(words) - math.ceil(NEAR * len(words)) + 1]
        for other in sorted({other for word in first for other in meeting[word]}):
            alike = likeness(group[index][1], group[other][1])
            if alike >= NEAR:
                yield Pair(group[other][0], group[index][0], alike)
        for word in first:
            meeting[word].append(index)


def possible_duplicates() -> list[Pair]:
    """Return the pairs of questions that ask the same or nearly, among those in the language they were written in."""
    rows = Question.objects.as_written().select_related("locale", "category").order_by("-pk")
    pairs = [pair for group in _comparable(rows).values() for pair in _pairs_among(group)]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.first.code, pair.second.code))
