"""What must hold for any sittings: no order, no unit of marks, no impossible number."""

import math
from dataclasses import asdict, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courses.quizzes.statistics import Flag, Sitting, Slot, analyse, options, tabulate
from courses.quizzes.statistics.moments import is_constant

KEYS = ("a", "b", "c")
MOST = {"a": 1.0, "b": 2.0, "c": 5.0}
SLOTS = [Slot(key, MOST[key], guess_score=0.25) for key in KEYS]
LANGUAGES = ("en", "lv", "sv")


@st.composite
def a_sitting(draw) -> Sitting:
    parts = st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))
    marks = {key: draw(parts) for key in KEYS}
    return Sitting(
        marks={key: None if part is None else part * MOST[key] for key, part in marks.items()},
        language=draw(st.sampled_from(LANGUAGES)),
        seconds={"a": draw(st.integers(0, 600))},
        choices={"b": draw(st.sampled_from([(), ("x",), ("y",), ("x", "y")]))},
    )


def same(one: float | None, other: float | None) -> bool:
    """Whether two numbers agree to a millionth, or both cannot be said."""
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, rel=1e-6, abs=1e-6)


several = st.lists(a_sitting(), min_size=1, max_size=40)
many = st.lists(a_sitting(), min_size=12, max_size=40)


@given(several, st.randoms())
def test_the_order_of_the_sittings_never_counts(sittings, random):
    other = list(sittings)
    random.shuffle(other)
    assert analyse(slots=SLOTS, sittings=sittings) == analyse(slots=SLOTS, sittings=other)
    for ours, theirs in zip(
        options(tabulate(slots=SLOTS, sittings=sittings), key="b"),
        options(tabulate(slots=SLOTS, sittings=other), key="b"),
        strict=True,
    ):
        assert asdict(ours) == pytest.approx(asdict(theirs))


@given(many, st.sampled_from([0.125, 0.3, 7, 1000]))
def test_the_unit_of_marks_never_counts(sittings, factor):
    slots = [replace(slot, max_mark=slot.max_mark * factor) for slot in SLOTS]
    scaled = [replace(one, marks={key: mark and mark * factor for key, mark in one.marks.items()}) for one in sittings]
    one, other = analyse(slots=SLOTS, sittings=sittings), analyse(slots=slots, sittings=scaled)
    for name in ("skewness", "kurtosis", "consistency", "error_ratio"):
        assert same(getattr(one.summary, name), getattr(other.summary, name)), name
    assert one.summary.histogram == other.summary.histogram
    assert one.summary.mean * factor == pytest.approx(other.summary.mean)
    for ours, theirs in zip(one.items, other.items, strict=True):
        for name in (
            "facility", "sd", "discrimination", "efficiency", "effective_weight", "intended_weight", "seconds",
        ):  # fmt: skip
            assert same(getattr(ours, name), getattr(theirs, name)), name


@given(many)
def test_no_number_is_impossible(sittings):
    analysis = analyse(slots=SLOTS, sittings=sittings)
    assert math.fsum(item.intended_weight for item in analysis.items) == pytest.approx(100)
    if weights := [item.effective_weight for item in analysis.items if item.effective_weight is not None]:
        assert math.fsum(weights) == pytest.approx(100)
    assert sum(analysis.summary.histogram) == len(sittings)
    assert analysis.summary.consistency is None or analysis.summary.consistency <= 100 + 1e-9
    for item in analysis.items:
        assert 0 <= item.facility <= 1
        assert item.discrimination is None or -100 <= item.discrimination <= 100
        assert item.efficiency is None or item.efficiency <= 100 + 1e-9
        for value, interval in (
            (item.facility, item.facility_interval),
            (item.discrimination, item.discrimination_interval),
        ):
            assert interval is None or interval.low <= value + 1e-9
            assert interval is None or value <= interval.high + 1e-9
        assert sum(row.sittings for row in item.languages) == len(sittings)
        for row in item.languages:
            assert row.probability is None or 0 <= row.probability <= 1
            assert row.beyond is None or 0 <= row.beyond <= 1


@given(many)
def test_a_question_turned_round_misleads_as_much_as_it_told(sittings):
    turned = [replace(one, marks=one.marks | {"a": MOST["a"] - (one.marks["a"] or 0.0)}) for one in sittings]
    index = analyse(slots=SLOTS, sittings=sittings).items[0].discrimination
    other = analyse(slots=SLOTS, sittings=turned).items[0].discrimination
    assert (index is None) == (other is None)
    assert index is None or index == pytest.approx(-other, abs=1e-7)


@given(many)
def test_a_quiz_of_one_question_asked_twice_is_wholly_consistent(sittings):
    column = [one.marks["a"] or 0.0 for one in sittings]
    assume(not is_constant(column))
    twice = [Sitting(marks={"a": mark, "b": mark}) for mark in column]
    analysis = analyse(slots=[Slot("a", 1), Slot("b", 1)], sittings=twice)
    assert analysis.summary.consistency == pytest.approx(100)
    assert analysis.summary.error_ratio == pytest.approx(0, abs=1e-4)
    for item in analysis.items:
        assert (item.discrimination, item.efficiency) == (pytest.approx(100), pytest.approx(100))
        assert item.effective_weight == pytest.approx(50)
        assert Flag.MISLEADING not in item.flags


@given(st.lists(a_sitting(), min_size=1, max_size=9))
def test_a_few_sittings_have_no_index(sittings):
    analysis = analyse(slots=SLOTS, sittings=sittings)
    assert analysis.summary.consistency is analysis.summary.skewness is analysis.summary.kurtosis is None
    for item in analysis.items:
        assert item.discrimination is item.efficiency is item.effective_weight is None
        assert item.flags == (Flag.FEW,)
        assert item.facility is not None
        assert all(row.probability is None for row in item.languages)
