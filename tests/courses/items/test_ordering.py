"""Ordering: three ways of scoring, positions and the shown order."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.ordering import Ordering, fraction_of

ITEM = Ordering()
TEXTS = {"q": "först", "b": "sedan", "x": "därefter", "a": "sist"}


def question(order="qbxa", scoring="absolute"):
    items = [{"id": id_, "text": TEXTS[id_]} for id_ in order]
    return {"stem": "I vilken ordning?", "items": items, "scoring": scoring}


def posted(order):
    return {f"o-{id_}": [str(place)] for place, id_ in enumerate(order, start=1)}


def scored(given, scoring="absolute", order="qbxa"):
    content, key = ITEM.split(question(order, scoring))
    return ITEM.score(content, key, ITEM.parse(content, posted(given), "sv"))


def codes(data):
    return [(fault.code, fault.field) for fault in ITEM.problems(data)]


@given(st.permutations("qbxa"))
def test_the_right_order_does_not_show_in_the_content(order):
    assert ITEM.split(question(order))[0] == ITEM.split(question())[0]


@given(st.permutations("qbxa"), st.permutations("qbxa"))
def test_scores_agree_with_their_definitions(right, given):
    off = [abs(given.index(id_) - place) for place, id_ in enumerate(right)]
    assert scored(given, "absolute", right).fraction == off.count(0) / 4
    assert scored(given, "relative", right).fraction == pytest.approx(sum(3 - each for each in off) / 12)
    assert scored(given, "all_or_nothing", right).fraction == (1.0 if given == right else 0.0)
    assert scored(given, "absolute", right).parts == {
        id_: given.index(id_) == place for place, id_ in enumerate(right)
    }


@pytest.mark.parametrize(
    ("given", "absolute", "relative"),
    [("qbxa", 1, 1), ("bqxa", 0.5, 10 / 12), ("axbq", 0, 4 / 12), ("aqbx", 0, 6 / 12)],
)
def test_scores_worked_by_hand(given, absolute, relative):
    assert scored(given).fraction == absolute
    assert scored(given, "relative").fraction == pytest.approx(relative)


@pytest.mark.parametrize("scoring", ["absolute", "relative", "all_or_nothing"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_guess_is_the_mean_over_all_orders(scoring, count):
    right = [str(number) for number in range(count)]
    orders = list(itertools.permutations(right))
    mean = sum(fraction_of(scoring, right, order) for order in orders) / len(orders)
    assert ITEM.guess_score({}, {"order": right, "scoring": scoring}) == pytest.approx(mean)


def test_scoring_is_absolute_unless_said_otherwise():
    assert scored("bqxa", None).fraction == scored("bqxa", "").fraction == 0.5


def test_nothing_to_order_is_worth_nothing():
    for scoring in ("absolute", "relative", "all_or_nothing"):
        assert fraction_of(scoring, [], []) == 0
        assert ITEM.guess_score({}, {"order": [], "scoring": scoring}) is None


def test_missing_and_foreign_items_are_worth_nothing():
    assert fraction_of("absolute", ["a", "b"], ["a"]) == 0.5
    assert fraction_of("relative", ["a", "b", "c"], ["z", "b"]) == pytest.approx(2 / 6)
    assert fraction_of("all_or_nothing", ["a", "b"], ["a"]) == 0


@given(st.permutations("qbxa"))
def test_an_order_is_read_as_it_was_written(order):
    content, _ = ITEM.split(question())
    response = ITEM.parse(content, posted(order), "lv")
    assert response == {"order": order}
    assert ITEM.parse(content, ITEM.serialise(response), "lv") == response
    assert ITEM.parse(content, {"order": order}, "lv") == response
    numbers = {name: int(value[0]) for name, value in posted(order).items()}
    assert ITEM.parse(content, numbers, "lv") == response


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"o-q": "1", "o-b": "1", "o-x": "2", "o-a": "3"}, "duplicate_position"),
        ({"o-q": "1", "o-b": "1"}, "duplicate_position"),
        ({"o-q": "1", "o-b": "2", "o-x": "3"}, "incomplete_order"),
        ({"o-q": "1", "o-b": "2", "o-x": "3", "o-a": ""}, "incomplete_order"),
        ({"o-q": "0", "o-b": "1", "o-x": "2", "o-a": "3"}, "incomplete_order"),
        ({"o-q": "1", "o-b": "2", "o-x": "3", "o-a": "9"}, "incomplete_order"),
        ({"o-q": "one"}, "not_a_number"),
        ({"o-q": "-1"}, "not_a_number"),
        ({"o-q": "1.0"}, "not_a_number"),
        ({"o-q": "²"}, "not_a_number"),
        ({"o-q": "9" * 5_000}, "not_a_number"),
        ({"o-q": ["1", "2"]}, "too_many"),
        ({"o-q": [[1]]}, "malformed"),
        ({"o-z": "1"}, "unknown_option"),
        ({"order": ["q", "b", "x", "z"]}, "unknown_option"),
        ({"order": ["q", "b", "x", "x"]}, "duplicate_position"),
        ({"order": ["q", "b"]}, "incomplete_order"),
        ({"order": "q"}, "incomplete_order"),
    ],
)
def test_what_is_no_order_is_refused(raw, code):
    content, _ = ITEM.split(question())
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(content, raw, "en")
    assert caught.value.code == code


@pytest.mark.parametrize("raw", [{}, {"o-q": ""}, {"order": []}, {"o-z": ""}, {"x": "1"}])
def test_no_position_is_no_answer(raw):
    content, _ = ITEM.split(question())
    assert ITEM.parse(content, raw, "en") == {}


def test_the_shown_order_is_the_frozen_one_until_there_is_an_answer():
    content, _ = ITEM.split(question())
    (control,) = ITEM.controls(content, {"order": list("xqab")})
    assert (control.kind, control.name, control.value) == ("order", "order", None)
    assert [option.id for option in control.options] == list("xqab")
    (control,) = ITEM.controls(content, {"order": list("xqab")}, {"order": list("abqx")})
    assert [option.id for option in control.options] == control.value == list("abqx")


def test_shuffling_reaches_every_order_the_right_one_too():
    content, _ = ITEM.split(question())
    seen = {"".join(ITEM.freeze(content, random.Random(seed))["order"]) for seed in range(400)}
    assert len(seen) == 24
    assert "qbxa" in seen


def test_model_answer_and_text():
    content, key = ITEM.split(question())
    assert ITEM.model_answer(content, key) == ["först", "sedan", "därefter", "sist"]
    assert ITEM.to_text(content, {"order": list("axz")}) == "1. sist; 2. därefter; 3. z"


def test_faults():
    assert codes(question()) == []
    assert codes(question("q")) == [("too_few", "items")]
    assert codes(question(scoring="best")) == [("unknown_choice", "scoring")]
    assert codes(question(scoring=None)) == []
    data = question()
    data["items"][1]["text"] = "först"
    assert codes(data) == [("duplicate_text", "items.1.text")]
