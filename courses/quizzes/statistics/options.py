"""What was chosen, by all and by those who do best and worst in the rest of the quiz."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

THIRD = 1 / 3


@dataclass(frozen=True, slots=True)
class OptionRow:
    """How often one option (or typed answer, or pair) was given: a count, and shares of all, best and worst third.

    The empty option stands for no answer. Shares add up to more than 1 where several options may be chosen.
    """

    option: str
    count: int
    share: float
    upper: float
    lower: float


def third_weights(scores: Sequence[float], *, upper: bool) -> list[float]:
    """Return how much of each sitting belongs to the third with the highest (or lowest) scores; the sum is S / 3.

    Sittings with the same score belong to it in equal parts, so that the order of the sittings never counts.
    """
    by_score: defaultdict[float, list[int]] = defaultdict(list)
    for index, score in enumerate(scores):
        by_score[round(score, 9)].append(index)
    weights, left = [0.0] * len(scores), len(scores) * THIRD
    for score in sorted(by_score, reverse=upper):
        equals = by_score[score]
        part = max(0.0, min(1.0, left / len(equals)))
        for index in equals:
            weights[index] = part
        left -= len(equals)
    return weights


def option_rows(
    choices: Sequence[tuple[str, ...]], rest: Sequence[float], known: Sequence[str] = ()
) -> tuple[OptionRow, ...]:
    """Return a row for each known option in its order, then for others, most frequent first, then for no answer.

    `choices`: what each sitting chose; `rest`: its marks in the rest of the quiz. The known options have a row
    even when nobody chose them.
    """
    upper, lower = third_weights(rest, upper=True), third_weights(rest, upper=False)
    takers: defaultdict[str, list[int]] = defaultdict(list)
    for index, chosen in enumerate(choices):
        for option in set(chosen) or {""}:
            takers[option].append(index)
    others = [option for option in takers if option and option not in known]
    listed = [*known, *sorted(others, key=lambda option: (-len(takers[option]), option))]
    if "" in takers:
        listed.append("")
    total = len(choices)
    return tuple(
        OptionRow(
            option=option,
            count=len(takers.get(option, ())),
            share=len(takers.get(option, ())) / total,
            upper=math.fsum(upper[index] for index in takers.get(option, ())) / (total * THIRD),
            lower=math.fsum(lower[index] for index in takers.get(option, ())) / (total * THIRD),
        )
        for option in listed
        if total
    )
