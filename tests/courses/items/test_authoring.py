"""The faults that any kind of question can have, and the order of rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.authoring import (
    arranged,
    choice_fault,
    common_faults,
    hidden_parts,
    row_faults,
    rows,
    text_of,
)


def codes(faults):
    return [(fault.code, fault.field) for fault in faults]


@pytest.mark.parametrize("stem", ["", " ", "<p> </p>", "<p>&nbsp;</p>", None])
def test_a_question_needs_a_stem(stem):
    assert codes(common_faults({"stem": stem})) == [("empty", "stem")]


@pytest.mark.parametrize("stem", ["Kas?", "<p>Kas?</p>", '<p><img src="/x.png" alt=""></p>'])
def test_an_image_is_a_stem_too(stem):
    assert common_faults({"stem": stem}) == []


def test_common_fields_are_texts():
    faults = common_faults({"stem": ["x"], "hint": 3, "feedback": {"a": 1}})
    assert codes(faults) == [
        ("wrong_type", "stem"),
        ("wrong_type", "hint"),
        ("wrong_type", "feedback"),
        ("empty", "stem"),
    ]


def test_rows_are_read_with_patience():
    assert rows({"a": [{"id": "x"}, 3, None]}, "a") == [{"id": "x"}, {}, {}]
    assert rows({"a": "x"}, "a") == rows({}, "a") == []
    assert text_of({"a": 3}, "a") == text_of({}, "a") == ""
    assert hidden_parts({"hint": "h"}) == {"feedback": "", "hint": "h"}


def test_a_repeated_text_names_the_first():
    data = {"a": [{"id": "1", "t": "ē"}, {"id": "2", "t": "x"}, {"id": "3", "t": " e\u0304"}]}
    (fault,) = row_faults(data, "a", minimum=2, texts=("t",), unique=("t",))
    assert (fault.code, fault.field, fault.params) == ("duplicate_text", "a.2.t", {"first": 0})
    (fault,) = row_faults({}, "a", minimum=2, texts=("t",), unique=("t",))
    assert (fault.code, fault.params) == ("too_few", {"minimum": 2})
    assert row_faults({}, "a", minimum=0, texts=("t",), unique=("t",)) == []


@pytest.mark.parametrize("value", [None, "", "a", "b"])
def test_a_choice_may_be_left_to_the_default(value):
    assert choice_fault({"c": value}, "c", ("a", "b"), "a") == []


@pytest.mark.parametrize("value", ["z", 1, ["a"], {}])
def test_a_choice_is_one_of_those_offered(value):
    assert codes(choice_fault({"c": value}, "c", ("a", "b"), "a")) == [("unknown_choice", "c")]


@given(st.permutations("abcde"), st.sets(st.sampled_from("abcde")))
def test_no_row_is_lost_by_arranging(order, known):
    listed = [{"id": id_} for id_ in "abcde"]
    wanted = [id_ for id_ in order if id_ in known]
    found = [row["id"] for row in arranged(listed, wanted)]
    assert found == wanted + [id_ for id_ in "abcde" if id_ not in known]
    assert arranged(listed, None) == listed
