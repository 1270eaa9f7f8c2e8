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


@dataclass(frozen=True, slots=True)
class Table:
    """The sittings that count as columns of marks, and their totals."""

    slots: list[Slot]
    sittings: list[Sitting]
    left_out: int
    columns: list[list[float]]
    totals: list[float]

    @property
    def max_mark(self) -> float:
        """The marks at most."""
        return math.fsum(slot.max_mark for slot in self.slots)


def tabulate(*, slots: Sequence[Slot], sittings: Sequence[Sitting]) -> Table:
    """Return the marks as columns, without the sittings that lack a slot. ValueError for a slot without marks."""
    slots = list(slots)
    if any(slot.max_mark <= 0 for slot in slots):
        raise ValueError("A slot without marks has no statistics.")
    counted = whole(slots, list(sittings))
    columns = [[_mark(sitting, slot) for sitting in counted] for slot in slots]
    totals = [math.fsum(marks) for marks in zip(*columns, strict=True)] if columns else []
    return Table(slots, counted, len(sittings) - len(counted), columns, totals)


def analyse(
    *, slots: Sequence[Slot], sittings: Sequence[Sitting], guess_scores: Mapping[str, float | None] | None = None
) -> Analysis:
    """Return the item analysis of these sittings; their order does not count.

    Sittings that lack a slot are left out and counted. A question that was drawn is held against the total, since
    others of the quiz were drawn with it; a slot against the rest of the quiz. `guess_scores`: for questions
    that may be drawn. Source of all indices: Moodle, question/classes/statistics/questions/calculator.php, as each
    function says. ValueError for a slot without marks.
    """
    return analyse_table(tabulate(slots=slots, sittings=sittings), guess_scores=guess_scores)


def analyse_table(table: Table, *, guess_scores: Mapping[str, float | None] | None = None) -> Analysis:
    """Return the item analysis of what was tabulated, see `analyse`."""
    weights = _weights(table)
    return Analysis(
        summary=summarise(table.columns, table.totals, max_mark=table.max_mark, left_out=table.left_out),
        items=tuple(
            item(
                key=slot.key,
                max_mark=slot.max_mark,
                guess_score=slot.guess_score,
                weights=weight,
                answers=_answers(slot, table.sittings, column, table.totals, table.max_mark),
            )
            for slot, column, weight in zip(table.slots, table.columns, weights, strict=True)
        ),
        drawn=tuple(_drawn(table, guess_scores or {})),
    )


def options(table: Table, *, key: str, question: str = "", known: Sequence[str] = ()) -> tuple[OptionRow, ...]:
    """Return what was chosen in one slot, or for one question drawn into it; KeyError for a slot that is not there."""
    column = {slot.key: column for slot, column in zip(table.slots, table.columns, strict=True)}[key]
    had = [
        index for index, sitting in enumerate(table.sittings) if not question or sitting.questions.get(key) == question
    ]
    rest = [_rest(table.totals[index], column[index]) for index in had]
    return option_rows([table.sittings[index].choices.get(key, ()) for index in had], rest, known)


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


def _weights(table: Table) -> list[Weights]:
    """Return intended and effective weight of each slot."""
    intended = [100 * slot.max_mark / table.max_mark for slot in table.slots]
    if len(table.totals) < MINIMUM:
        return [Weights(weight) for weight in intended]
    effective = effective_weights(table.columns, table.totals)
    varied = any(weight is not None for weight in effective)
    return [
        Weights(wanted, real, negative=varied and real is None)
        for wanted, real in zip(intended, effective, strict=True)
    ]


def _drawn(table: Table, guess_scores: Mapping[str, float | None]) -> list[Item]:
    """Return a row for each question drawn into a slot, held against the total of those who had it."""
    rows = []
    for slot, column in zip(table.slots, table.columns, strict=True):
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, sitting in enumerate(table.sittings if slot.drawn else ()):
            places[sitting.questions.get(slot.key, "")].append(index)
        for question, had in sorted(places.items()):
            having, totals = [table.sittings[index] for index in had], [table.totals[index] for index in had]
            answers = _answers(slot, having, [column[index] for index in had], totals, table.max_mark)
            rows.append(_against_total(slot, question, answers, totals, guess_scores))
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
