"""The numeric question: tolerances, units, responses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.numeric import Numeric, within

ITEM = Numeric()
SMALL = st.decimals(min_value=-1_000, max_value=1_000, allow_nan=False, places=3)
TOLERANCES = st.decimals(min_value=0, max_value=2, allow_nan=False, places=3)


def question(answer="2.5", tolerance="0.05", kind="nominal", **more):
    return {"stem": "Cik?", "answer": answer, "tolerance": tolerance, "tolerance_kind": kind} | more


def scored(data, text, language="lv"):
    content, key = ITEM.split(data)
    return ITEM.score(content, key, ITEM.parse(content, {"text": [text]}, language)).fraction


def codes(data):
    return [(fault.code, fault.field) for fault in ITEM.problems(data)]


@given(SMALL, SMALL, TOLERANCES)
def test_tolerances_agree_with_their_definitions(value, answer, tolerance):
    v, a, t = Fraction(value), Fraction(answer), Fraction(tolerance)
    assert within(value, answer, tolerance, "nominal") == (a - t <= v <= a + t)
    assert within(value, answer, tolerance, "relative") == (a - abs(a) * t <= v <= a + abs(a) * t)
    low, high = sorted([a / (1 + t), a * (1 + t)])
    assert within(value, answer, tolerance, "geometric") == (low <= v <= high)


@given(SMALL, TOLERANCES, st.sampled_from(["nominal", "relative", "geometric"]))
def test_the_answer_itself_is_right(answer, tolerance, kind):
    assert within(answer, answer, tolerance, kind)
    data = question(str(answer), str(tolerance), kind)
    assert scored(data, format(answer, ".4f")) == 1
    assert scored(data, format(answer, ".4f").replace(".", ",")) == 1


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("nominal", ["199,9", "200.1", "2e2"], ["199,89", "200,11", "-200"]),
        ("relative", ["180", "220"], ["179,99", "220,01", "-200"]),
        ("geometric", ["181,8182", "220"], ["181,81", "220,01", "-200"]),
    ],
)
def test_the_ends_count(kind, right, wrong):
    data = question("200", "0.1", kind)
    assert [scored(data, text) for text in right] == [1] * len(right)
    assert [scored(data, text) for text in wrong] == [0] * len(wrong)


def test_a_tolerance_without_a_kind_is_nominal():
    data = {"stem": "Cik?", "answer": "200", "tolerance": "1"}
    assert [scored(data, text) for text in ("201", "201,1", "390")] == [1, 0, 0]
    assert scored({"stem": "Cik?", "answer": "200"}, "200") == 1
    assert scored({"stem": "Cik?", "answer": "200"}, "200,001") == 0


def test_no_epsilon_is_needed():
    assert scored(question("0.3", "0.1"), "0,4") == 1
    assert scored(question("0.3", "0.1"), "0,4000000000000000001") == 0
    assert scored(question("1e30", "0"), "1e30") == 1
    assert scored(question("1e30", "0"), "999999999999999999999999999999,9") == 0
    assert within(Decimal("1e-300"), Decimal("0"), Decimal(0), "nominal") is False


def test_a_response_keeps_what_was_typed():
    content, _ = ITEM.split(question(unit="km"))
    assert ITEM.parse(content, {"text": [" 3,50 km "]}, "sv") == {"text": " 3,50 km ", "number": "3.5"}
    assert ITEM.parse(content, {"text": "−3.5"}, "sv") == {"text": "−3.5", "number": "-3.5"}
    assert ITEM.parse(content, {"text": ["  "]}, "sv") == {}
    assert ITEM.parse(content, {"text": 3}, "sv") == {"text": "3", "number": "3"}


@given(SMALL, st.sampled_from(["en", "sv", "lv", "pl"]), st.booleans())
def test_a_response_is_read_as_it_was_written(number, language, comma):
    content, _ = ITEM.split(question())
    text = format(number, ".4f").replace(".", "," if comma else ".")
    response = ITEM.parse(content, {"text": [text]}, language)
    assert ITEM.parse(content, ITEM.serialise(response), language) == response
    assert ITEM.same(response, ITEM.parse(content, {"text": [format(number, ".5f")]}, language))


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("1,500", "en", "ambiguous_number"),
        ("1.500", "sv", "ambiguous_number"),
        ("nan", "sv", "not_finite"),
        ("två", "sv", "not_a_number"),
        ("1\x00", "sv", "control_character"),
        ("1" * 101, "sv", "too_long"),
        (["1", "2"], "sv", "too_many"),
        (3.5, "sv", "malformed"),
    ],
)
def test_what_is_no_answer_is_refused(text, language, code):
    content, _ = ITEM.split(question())
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(content, {"text": text}, language)
    assert caught.value.code == code


def test_the_control_shows_what_was_typed_and_the_unit():
    content, key = ITEM.split(question(unit="milj. €"))
    (control,) = ITEM.controls(content, {}, {"text": "3,5", "number": "3.5"})
    assert (control.kind, control.name, control.value, control.unit) == ("number", "text", "3,5", "milj. €")
    assert ITEM.controls(content, {})[0].value is None
    assert ITEM.to_text(content, {"text": "3,5 ", "number": "3.5"}) == "3,5 milj. €"
    assert ITEM.to_text(content, {"text": "3,5 Milj. €", "number": "3.5"}) == "3,5 Milj. €"
    assert ITEM.model_answer(content, key) == ["2.5 milj. €"]
    assert ITEM.guess_score(content, key) == 0
    content, key = ITEM.split(question())
    assert ITEM.to_text(content, {"text": "3,5", "number": "3.5"}) == "3,5"
    assert ITEM.model_answer(content, key) == ["2.5"]


def test_the_content_is_the_same_whatever_the_key():
    assert ITEM.split(question("1", "2", "relative"))[0] == ITEM.split(question("3", "0"))[0]


def test_faults():
    assert codes(question()) == []
    assert codes(question(2.5, 0)) == []
    assert codes({"stem": "Cik?", "answer": "1"}) == []
    assert codes(question(answer=None)) == codes(question(answer="")) == [("empty", "answer")]
    assert codes(question(answer="2,5")) == [("not_a_number", "answer")]
    assert codes(question(answer=[])) == [("not_a_number", "answer")]
    assert codes(question(tolerance="x")) == [("not_a_number", "tolerance")]
    assert codes(question(tolerance="-1")) == [("negative", "tolerance")]
    assert codes(question(kind="absolute")) == [("unknown_choice", "tolerance_kind")]
    assert codes(question("0", "0.1", "relative")) == [("zero_answer", "tolerance_kind")]
    assert codes(question("0", "0.1")) == codes(question("0", "0.1", "")) == []
    assert codes(question("0", "0.1", "geometric")) == [("zero_answer", "tolerance_kind")]
    assert codes(question("0", "0", "geometric")) == []
    assert codes(question(unit=3)) == [("wrong_type", "unit")]
