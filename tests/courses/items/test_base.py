"""The thresholds, the errors and what every item type inherits."""

import dataclasses

import pytest

from courses.items.base import (
    COMMON_FIELDS,
    RIGHT,
    WRONG,
    Control,
    Field,
    InvalidResponse,
    Problem,
    Score,
    UnknownKind,
    state_of,
)


@pytest.mark.parametrize(
    ("fraction", "state"),
    [
        (1.0, "right"),
        (0.9999991, "right"),
        (RIGHT, "partial"),
        (0.5, "partial"),
        (WRONG, "partial"),
        (0.0000009, "wrong"),
        (0.0, "wrong"),
        (-0.5, "wrong"),
    ],
)
def test_the_state_of_a_fraction(fraction, state):
    assert state_of(fraction) == state


def test_a_score_derives_whether_it_is_right():
    assert Score.of(1.0).right
    assert not Score.of(0.99).right
    assert Score.of(0.5, {"a": True}, ["x"]) == Score(0.5, False, {"a": True}, ["x"])


def test_scores_do_not_share_their_lists():
    parts = {"a": True}
    score = Score.of(0.0, parts)
    parts["b"] = False
    assert score.parts == {"a": True}
    assert Score.of(0.0).feedback is not Score.of(0.0).feedback


def test_an_invalid_response_carries_code_and_details():
    error = InvalidResponse("too_long", limit=5)
    assert (error.code, error.params, str(error)) == ("too_long", {"limit": 5}, "too_long")
    assert isinstance(error, ValueError)


def test_an_unknown_kind_is_a_key_error():
    assert issubclass(UnknownKind, KeyError)


@pytest.mark.parametrize("made", [Field("a", "text", "A"), Problem("empty", "a"), Control("text", "text")])
def test_descriptions_cannot_be_changed(made):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, dataclasses.fields(made)[0].name, "other")


def test_every_question_has_stem_hint_and_feedback():
    assert [field.name for field in COMMON_FIELDS] == ["stem", "hint", "feedback"]
    assert all(field.translatable and field.type == "rich" for field in COMMON_FIELDS)
    assert [field.required for field in COMMON_FIELDS] == [True, False, False]
