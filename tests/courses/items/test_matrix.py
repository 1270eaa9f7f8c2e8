"""The matrix: one column for each row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.matrix import Matrix

ITEM = Matrix()
ROWS, COLUMNS = ("r1", "r2", "r3"), ("c1", "c2")


def question(**more):
    rows = [{"id": id_, "text": f"Rida {id_}"} for id_ in ROWS]
    return {"stem": "Hinda.", "rows": rows, "columns": [{"id": id_, "text": f"Veerg {id_}"} for id_ in COLUMNS]} | more


def codes(**more):
    return [(fault.code, fault.field) for fault in ITEM.problems(question(**more))]


CELLS = st.dictionaries(st.sampled_from(ROWS), st.sampled_from(COLUMNS))


@given(CELLS)
def test_a_response_is_read_as_it_was_written(cells):
    content, key = ITEM.split(question())
    response = ITEM.parse(content, {f"x-{row}": [column] for row, column in cells.items()}, "et")
    assert response == ({"cells": cells} if cells else {})
    assert ITEM.parse(content, ITEM.serialise(response), "et") == response
    assert ITEM.is_complete(content, response) == (len(cells) == len(ROWS))
    assert ITEM.is_gradable(content, response) == bool(cells)
    assert ITEM.score(content, key, response).fraction == 0
    assert set(ITEM.tally(content, response)) == set(cells.items())


@given(CELLS)
def test_each_row_is_drawn_with_what_was_given(cells):
    content, _ = ITEM.split(question())
    (control,) = ITEM.controls(content, {}, {"cells": cells} if cells else {})
    assert (control.kind, [option.id for option in control.options]) == ("matrix", list(COLUMNS))
    assert [row.name for row in control.rows] == ["x-r1", "x-r2", "x-r3"]
    assert [row.value for row in control.rows] == [cells.get(row) for row in ROWS]
    assert all(row.options == control.options for row in control.rows)
    assert [row.label for row in control.rows] == ["Rida r1", "Rida r2", "Rida r3"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"x-r1": ["c1", "c2"]}, "too_many"),
        ({"x-r1": ["c9"]}, "unknown_option"),
        ({"x-r9": ["c1"]}, "unknown_option"),
        ({"x-": ["c1"]}, "unknown_option"),
        ({"x-r1": [{}]}, "malformed"),
    ],
)
def test_what_is_refused(raw, code):
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(ITEM.split(question())[0], raw, "et")
    assert caught.value.code == code


def test_texts():
    content, key = ITEM.split(question())
    assert ITEM.marking == "none"
    assert ITEM.to_text(content, {"cells": {"r2": "c1", "r1": "gone"}}) == "Rida r1: gone; Rida r2: Veerg c1"
    assert ITEM.tally_labels(content)["r3"] == "Rida r3"
    assert ITEM.tally_labels(content)["c2"] == "Veerg c2"
    assert ITEM.model_answer(content, key) == []
    assert ITEM.describe(content).splitlines()[:2] == ["Hinda.", "- Rida r1"]


def test_faults():
    assert codes() == []
    assert codes(rows=[]) == [("too_few", "rows")]
    assert codes(columns=[{"id": "c1", "text": "x"}]) == [("too_few", "columns")]
    many = [{"id": f"c{index}", "text": f"x{index}"} for index in range(12)]
    assert codes(columns=many[:11]) == []
    assert codes(columns=many) == [("too_many", "columns")]
    assert codes(columns=[{"id": "r1", "text": "x"}, {"id": "c", "text": "y"}]) == [("duplicate_id", "columns.0.id")]
