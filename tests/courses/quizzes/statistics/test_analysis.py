"""What counts, what is left out, and what the flags say."""

import pytest

from courses.quizzes.statistics import Flag, Sitting, Slot, analyse, options, strength, tabulate
from courses.quizzes.statistics.intervals import fisher_z, of_facility, wilson
from courses.quizzes.statistics.summary import histogram
from tests.courses.quizzes.statistics.examples import SLOTS, sittings


def made(columns: dict[str, list[float]], languages: list[str] | None = None) -> list[Sitting]:
    """Return sittings from the marks of each slot."""
    rows = zip(*columns.values(), strict=True)
    spoken = languages or ["en"] * len(next(iter(columns.values())))
    return [
        Sitting(marks=dict(zip(columns, row, strict=True)), language=language)
        for row, language in zip(rows, spoken, strict=True)
    ]


def test_nobody_sat_it_yet():
    analysis = analyse(slots=SLOTS, sittings=[])
    assert analysis.summary.sittings == 0
    assert analysis.summary.mean is None
    assert [item.facility for item in analysis.items] == [None] * 6
    assert {item.flags for item in analysis.items} == {(Flag.FEW,)}
    assert options(tabulate(slots=SLOTS, sittings=[]), key="q1", known=("a", "b")) == ()


def test_a_quiz_without_questions_has_nothing_to_say():
    analysis = analyse(slots=[], sittings=[Sitting(marks={})])
    assert (analysis.items, analysis.summary.sittings) == ((), 0)


def test_a_slot_without_marks_is_refused():
    with pytest.raises(ValueError, match="without marks"):
        analyse(slots=[Slot("a", 0)], sittings=[])


def test_a_sitting_that_lacks_a_slot_is_left_out_and_counted():
    found = [*sittings(), Sitting(marks={"q1": 1})]
    assert analyse(slots=SLOTS, sittings=found).summary.left_out == 1
    assert analyse(slots=SLOTS, sittings=found).items == analyse(slots=SLOTS, sittings=sittings()).items


def test_no_answer_counts_as_nothing_and_is_told_apart():
    item = analyse(slots=SLOTS, sittings=sittings()).items[1]
    assert (item.sittings, item.answered) == (38, 37)


def test_the_time_is_the_middle_one_of_those_known():
    found = [Sitting(marks={"a": 1}, seconds=seconds) for seconds in ({"a": 10}, {"a": 300}, {"a": 20}, {})]
    assert analyse(slots=[Slot("a", 1)], sittings=found).items[0].seconds == 20


def test_the_language_is_that_of_the_answer_before_that_of_the_sitting():
    found = [Sitting(marks={"a": 1}, language="en", languages={"a": "lv"}), Sitting(marks={"a": 1}, language="en")]
    rows = analyse(slots=[Slot("a", 1)], sittings=found).items[0].languages
    assert [(row.language, row.sittings) for row in rows] == [("en", 1), ("lv", 1)]


def test_the_example_warns_of_what_was_put_into_it():
    flags = {item.key: item.flags for item in analyse(slots=SLOTS, sittings=sittings()).items}
    assert flags == {
        "q1": (Flag.WEAK,),
        "q2": (Flag.TRANSLATION,),
        "q3": (),
        "q4": (),
        "q5": (Flag.MISLEADING, Flag.NEGATIVE_WEIGHT),
        "q6": (),
    }


def test_a_language_that_does_worse_everywhere_is_no_bad_translation():
    columns = {key: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0] * 3 + [0, 0, 0, 0, 0, 0, 0, 0, 0, 1] * 3 for key in "abc"}
    items = analyse(slots=[Slot(key, 1) for key in "abc"], sittings=made(columns, ["en"] * 30 + ["lv"] * 30)).items
    for item in items:
        assert Flag.LANGUAGES in item.flags
        assert Flag.TRANSLATION not in item.flags
        assert all(row.differs and not row.differs_beyond for row in item.languages)


def test_control_a_language_that_does_worse_here_alone_is_one():
    fair = [1, 1, 0, 1, 0, 1, 0, 1, 1, 0] * 6
    broken = [1] * 9 + [0] + [1] * 20 + [0] * 20 + [1] + [0] * 9
    columns = {"a": broken, "b": fair, "c": fair}
    items = analyse(slots=[Slot(key, 1) for key in "abc"], sittings=made(columns, ["en"] * 30 + ["lv"] * 30)).items
    assert [Flag.TRANSLATION in item.flags for item in items] == [True, False, False]


def test_nine_of_a_language_are_too_few_to_compare():
    columns = {"a": [1] * 30 + [0] * 9, "b": [0, 1, 1] * 13}
    rows = analyse(
        slots=[Slot("a", 1), Slot("b", 1)], sittings=made(columns, ["en"] * 30 + ["lv"] * 9)
    ).items[0].languages  # fmt: skip
    assert [(row.language, row.probability, row.differs) for row in rows] == [
        ("en", None, False),
        ("lv", None, False),
    ]


def test_a_question_that_all_or_none_know_is_named():
    columns = {"easy": [1] * 20, "hard": [0] * 20, "rest": [0, 1] * 10}
    easy, hard, _rest = analyse(slots=[Slot(key, 1) for key in columns], sittings=made(columns)).items
    assert (easy.flags, hard.flags) == ((Flag.EASY,), (Flag.HARD,))
    assert easy.discrimination is hard.discrimination is None


@pytest.mark.parametrize(("guess", "flagged"), [(0.5, True), (0.25, False), (0.0, False), (None, False)])
def test_a_question_no_better_than_guessing_is_named(guess, flagged):
    columns = {"a": [1, 0, 0, 0, 1, 0] * 4, "b": [1, 0, 1, 0, 1, 0] * 4}
    item = analyse(slots=[Slot("a", 1, guess), Slot("b", 1)], sittings=made(columns)).items[0]
    assert (Flag.GUESSING in item.flags) is flagged


def test_totals_that_never_vary_have_no_negative_weight():
    columns = {"a": [0, 1] * 6, "b": [1, 0] * 6}
    for item in analyse(slots=[Slot("a", 1), Slot("b", 1)], sittings=made(columns)).items:
        assert item.effective_weight is None
        assert Flag.NEGATIVE_WEIGHT not in item.flags
        assert item.discrimination == pytest.approx(-100)


def test_one_question_alone_has_no_rest():
    item = analyse(slots=[Slot("a", 1)], sittings=made({"a": [0, 1] * 10}, ["en", "lv"] * 10)).items[0]
    assert (item.discrimination, item.efficiency, item.effective_weight) == (None, None, pytest.approx(100))
    assert [row.beyond for row in item.languages] == [None, None]
    assert item.flags == (Flag.LANGUAGES,)


@pytest.mark.parametrize(
    ("index", "word"), [(None, ""), (50, "strong"), (49.9, "fair"), (29, "weak"), (0, "weak"), (-0.1, "negative")]
)
def test_the_strength_of_an_index_is_a_word(index, word):
    assert strength(index) == word


def test_the_parts_of_the_histogram_hold_their_lower_border():
    assert histogram([-0.5, 0, 0.99, 1, 9.99, 10], 10) == (3, 1, 0, 0, 0, 0, 0, 0, 0, 2)
    thirds = 1 / 3 + 1 / 3 + 1 / 3 - 2e-16
    assert histogram([thirds], 2, bins=2) == (0, 1)


def test_few_or_equal_values_have_no_interval():
    assert of_facility([]) is None
    assert of_facility([0.5]) is None
    assert of_facility([0.5] * 20) is None
    assert fisher_z(0.5, 3) is None
    assert (fisher_z(1.0, 10).low, fisher_z(1.0, 10).high) == (1.0, 1.0)


def test_wilson_stays_within_0_and_1():
    assert wilson(0, 10).low == 0
    assert wilson(10, 10).high == 1
    assert wilson(0, 10).high == pytest.approx(0.2775327998628892)
