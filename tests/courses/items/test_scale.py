"""The scale: labels in their order, and the way to say nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.scale import NO_ANSWER, Scale

ITEM = Scale()
WORDS = ["Nej", "Knappt", "Delvis", "Ganska", "Ja"]


def question(count=5, **more):
    words = (WORDS * 3)[:count]
    labels = [{"id": f"l{index}", "text": f"{word} {index}"} for index, word in enumerate(words)]
    return {"stem": "Modulen var till nytta.", "labels": labels} | more


def codes(data):
    return [(fault.code, fault.field) for fault in ITEM.problems(data)]


@given(st.integers(2, 11), st.booleans(), st.data())
def test_every_label_is_read_again_and_worth_nothing(count, other, data):
    content, key = ITEM.split(question(count, other=other))
    offered = [option["id"] for option in content["options"]]
    assert offered == [f"l{index}" for index in range(count)] + [NO_ANSWER] * other
    chosen = data.draw(st.sampled_from(offered))
    response = ITEM.parse(content, {"choice": [chosen]}, "sv")
    assert ITEM.parse(content, ITEM.serialise(response), "sv") == response == {"choice": [chosen]}
    assert ITEM.is_complete(content, response)
    assert ITEM.score(content, key, response).fraction == 0
    assert ITEM.tally(content, response) == [("", chosen)]
    assert chosen in ITEM.tally_labels(content)


def test_labels_keep_their_order():
    content, _ = ITEM.split(question(other=True))
    assert ITEM.freeze(content, random.Random(1)) == {}
    (control,) = ITEM.controls(content, {}, {"choice": ["l3"]})
    assert (control.kind, control.name, control.value) == ("radio", "choice", "l3")
    assert [option.id for option in control.options] == ["l0", "l1", "l2", "l3", "l4", NO_ANSWER]


def test_to_say_nothing_must_be_offered():
    content, _ = ITEM.split(question())
    for posted in ([NO_ANSWER], ["l9"]):
        with pytest.raises(InvalidResponse, match="unknown_option"):
            ITEM.parse(content, {"choice": posted}, "sv")
    with pytest.raises(InvalidResponse, match="too_many"):
        ITEM.parse(content, {"choice": ["l0", "l1"]}, "sv")


def test_nothing_is_right():
    content, key = ITEM.split(question(other=True, feedback="<p>Tack</p>"))
    assert ITEM.marking == "none"
    assert ITEM.model_answer(content, key) == []
    assert ITEM.tally_right(content, key) == set()
    assert key == {"feedback": "<p>Tack</p>", "hint": ""}
    assert ITEM.describe(content).splitlines() == [
        "Modulen var till nytta.",
        *[f"- {word} {index}" for index, word in enumerate(WORDS)],
    ]


def test_faults():
    assert codes(question(2)) == codes(question(11)) == []
    assert codes(question(1)) == [("too_few", "labels")]
    assert codes(question(12)) == [("too_many", "labels")]
    twice = question(2)
    twice["labels"][1]["text"] = "Nej 0"
    assert codes(twice) == [("duplicate_text", "labels.1.text")]
    assert codes({"stem": "x", "labels": "l"}) == [("wrong_type", "labels")]
