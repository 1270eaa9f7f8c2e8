"""The item analysis of a quiz: one pass over the sittings, then columns of numbers."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from courses.quizzes.statistics.items import Answers, Item, Weights, effective_weights, item
from courses.quizzes.statistics.moments import NOTHING
from courses.quizzes.statistics.options import OptionRow, option_rows
from courses.quizzes.statistics.records import MINIMUM, Sitting, Slot, whole
from courses.quizzes.statistics.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class Analysis:
    """A quiz in figures: the whole, a row for each slot, and a row for each question drawn into a slot."""

    summary: Summary
    items: tuple[Item, ...]
    drawn: tuple[Item, ...]


def analyse(
    *, slots: Sequence[Slot], sittings: Sequence[Sitting], guess_scores: Mapping[str, float | None] | None = None
) -> Analysis:
    """Return the item analysis of these sittings; their order does not count.

    Sittings that lack a slot are left out and counted. A question that was drawn is held against the total, since
    others of the quiz were drawn with it; a slot against the rest of the quiz. `guess_scores`: for questions
    that may be drawn. Source of all indices: Moodle, question/classes/statistics/questions/calculator.php, as each
    function says. ValueError for a slot without marks.
    """
    slots = list(slots)
    if any(slot.max_mark <= 0 for slot in slots):
        raise ValueError("A slot without marks has no statistics.")
    counted = whole(slots, list(sittings))
    columns = [[_mark(sitting, slot) for sitting in counted] for slot in slots]
    totals = [math.fsum(marks) for marks in zip(*columns, strict=True)] if columns else []
    max_mark = math.fsum(slot.max_mark for slot in slots)
    weights = _weights(slots, columns, totals, max_mark)
    return Analysis(
        summary=summarise(columns, totals, max_mark=max_mark, left_out=len(sittings) - len(counted)),
        items=tuple(
            item(
                key=slot.key,
                max_mark=slot.max_mark,
                guess_score=slot.guess_score,
                weights=weight,
                answers=_answers(slot, counted, column, totals, max_mark),
            )
            for slot, column, weight in zip(slots, columns, weights, strict=True)
        ),
        drawn=tuple(_drawn(slots, counted, columns, totals, max_mark, guess_scores or {})),
    )


def options(
    *, slots: Sequence[Slot], sittings: Sequence[Sitting], key: str, question: str = "", known: Sequence[str] = ()
) -> tuple[OptionRow, ...]:
    """Return what was chosen in one slot, or for one question drawn into it; KeyError for a slot that is not there."""
    slots = list(slots)
    slot = {slot.key: slot for slot in slots}[key]
    counted = [
        sitting for sitting in whole(slots, list(sittings)) if not question or sitting.questions.get(key) == question
    ]
    rest = [math.fsum(_mark(sitting, other) for other in slots if other is not slot) for sitting in counted]
    return option_rows([sitting.choices.get(key, ()) for sitting in counted], rest, known)


def _mark(sitting: Sitting, slot: Slot) -> float:
    """Return the mark of a sitting in a slot: 0 when it was not answered."""
    return float(sitting.marks[slot.key] or 0.0)


def _rest(total: float, mark: float) -> float:
    """Return the marks of all other slots; what floats leave behind of nothing is nothing."""
    rest = total - mark
    return rest if abs(rest) > NOTHING * max(abs(total), abs(mark)) else 0.0


def _answers(
    slot: Slot, counted: Sequence[Sitting], marks: Sequence[float], totals: Sequence[float], max_mark: float
) -> Answers:
    """Return the answers in one slot, held against the rest of the quiz."""
    rest = [_rest(total, mark) for total, mark in zip(totals, marks, strict=True)]
    rest_max = max_mark - slot.max_mark
    return Answers(
        marks=marks,
        rest=rest,
        rest_shares=[value / rest_max for value in rest] if rest_max > 0 else None,
        languages=[sitting.language_of(slot.key) for sitting in counted],
        seconds=[sitting.seconds[slot.key] for sitting in counted if slot.key in sitting.seconds],
        answered=sum(sitting.marks[slot.key] is not None for sitting in counted),
    )


def _weights(
    slots: Sequence[Slot], columns: Sequence[Sequence[float]], totals: Sequence[float], max_mark: float
) -> list[Weights]:
    """Return intended and effective weight of each slot."""
    intended = [100 * slot.max_mark / max_mark for slot in slots]
    if len(totals) < MINIMUM:
        return [Weights(weight) for weight in intended]
    effective = effective_weights(columns, totals)
    varied = any(weight is not None for weight in effective)
    return [
        Weights(wanted, real, negative=varied and real is None)
        for wanted, real in zip(intended, effective, strict=True)
    ]


def _drawn(
    slots: Sequence[Slot],
    counted: Sequence[Sitting],
    columns: Sequence[Sequence[float]],
    totals: Sequence[float],
    max_mark: float,
    guess_scores: Mapping[str, float | None],
) -> list[Item]:
    """Return a row for each question drawn into a slot, held against the total of those who had it."""
    rows = []
    for slot, column in zip(slots, columns, strict=True):
        if not slot.drawn:
            continue
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, sitting in enumerate(counted):
            places[sitting.questions.get(slot.key, "")].append(index)
        for question, had in sorted(places.items()):
            having = [counted[index] for index in had]
            answers = _answers(
                slot, having, [column[index] for index in had], [totals[index] for index in had], max_mark
            )
            rows.append(_against_total(slot, question, answers, [totals[index] for index in had], guess_scores))
    return rows


def _against_total(
    slot: Slot, question: str, answers: Answers, totals: Sequence[float], guess_scores: Mapping[str, float | None]
) -> Item:
    return item(
        key=slot.key,
        question=question,
        max_mark=slot.max_mark,
        guess_score=guess_scores.get(question),
        answers=replace(answers, rest=totals),
    )
