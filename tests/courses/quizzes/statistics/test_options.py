"""What was chosen, by all and by the best and worst third."""

import pytest

from courses.quizzes.statistics import Sitting, Slot, options, tabulate
from courses.quizzes.statistics.options import option_rows, third_weights


def shares(rows):
    return {row.option: (row.count, round(row.share, 6), round(row.upper, 6), round(row.lower, 6)) for row in rows}


def test_the_best_and_the_worst_third_are_counted_apart():
    chosen = [("a",), ("a",), ("b",), ("a",), ("b",), (), ("b",), ("b",), ("c",)]
    rows = option_rows(chosen, rest=[9, 8, 7, 6, 5, 4, 3, 2, 1], known=("a", "b", "c", "d"))
    assert [row.option for row in rows] == ["a", "b", "c", "d", ""]
    assert shares(rows) == {
        "a": (3, 0.333333, 0.666667, 0),
        "b": (4, 0.444444, 0.333333, 0.666667),
        "c": (1, 0.111111, 0, 0.333333),
        "d": (0, 0, 0, 0),
        "": (1, 0.111111, 0, 0),
    }


def test_sittings_with_the_same_marks_share_the_last_places():
    assert third_weights([5, 3, 3, 3, 1, 1], upper=True) == pytest.approx([1, 1 / 3, 1 / 3, 1 / 3, 0, 0])
    assert third_weights([5, 3, 3, 3, 1, 1], upper=False) == pytest.approx([0, 0, 0, 0, 1, 1])
    assert third_weights([2, 2, 2], upper=True) == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("size", [1, 2, 10, 31])
def test_a_third_is_a_third(size):
    weights = third_weights([number % 4 for number in range(size)], upper=True)
    assert sum(weights) == pytest.approx(size / 3)


def test_typed_answers_are_listed_by_how_often_they_were_given():
    rows = option_rows([("hub",), ("node",), ("node",), ("arc",)], rest=[1, 2, 3, 4])
    assert [(row.option, row.count) for row in rows] == [("node", 2), ("arc", 1), ("hub", 1)]


def test_several_may_be_chosen_and_each_counts_once():
    rows = option_rows([("a", "b"), ("a", "a"), ("b",)], rest=[1, 1, 1], known=("a", "b"))
    assert [(row.option, row.count) for row in rows] == [("a", 2), ("b", 2)]


def test_the_thirds_go_by_the_rest_of_the_quiz_and_by_the_drawn_question():
    slots = [Slot("a", 5), Slot("b", 1, drawn=True)]
    made = [
        Sitting(marks={"a": a, "b": b}, choices={"b": (choice,)}, questions={"b": question})
        for a, b, choice, question in [
            (5, 0, "x", "q"), (3, 0, "y", "q"), (1, 1, "z", "q"), (4, 1, "w", "other"),
        ]
    ]  # fmt: skip
    rows = options(tabulate(slots=slots, sittings=made), key="b", question="q")
    assert shares(rows) == {
        "x": (1, 0.333333, 1, 0),
        "y": (1, 0.333333, 0, 0),
        "z": (1, 0.333333, 0, 1),
    }
    with pytest.raises(KeyError):
        options(tabulate(slots=slots, sittings=made), key="c")
