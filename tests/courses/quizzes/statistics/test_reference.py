"""Our numbers against those of R 4.2.2 with psych 2.2.9 and e1071 1.7-13, printed by `expected.R` from `sittings.csv`."""

from dataclasses import replace

import pytest

from courses.quizzes.statistics import Slot, analyse
from courses.quizzes.statistics.chance import incomplete_beta, t_quantile, two_sided_normal, two_sided_t
from courses.quizzes.statistics.comparisons import holm
from tests.courses.quizzes.statistics.examples import MAX_MARKS, SLOTS, sittings

PRECISE = {"rel": 1e-9, "abs": 1e-9}
QUESTIONS = list(MAX_MARKS)


@pytest.fixture(scope="module")
def analysis():
    return analyse(slots=SLOTS, sittings=sittings())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mean", 5.023684210526),
        ("median", 5.275),
        ("sd", 1.913279936078),
        ("skewness", -0.149953108111),
        ("kurtosis", -0.614820076943),
        ("consistency", 42.638812790711),
        ("error_ratio", 75.737168688359),
        ("standard_error", 1.449064052668),
    ],
)
def test_the_whole(analysis, name, expected):
    assert getattr(analysis.summary, name) == pytest.approx(expected, **PRECISE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "facility",
            [0.815789473684, 0.421052631579, 0.644736842105, 0.407894736842, 0.368421052632, 0.573684210526],
        ),
        ("sd", [0.392859452063, 0.500355492402, 0.250887471730, 0.576631213331, 0.488851529529, 0.354648063484]),
        (
            "discrimination",
            [16.3700115228, 20.7548715567, 55.1167130332, 41.9479560385, -28.8683902228, 33.9286173860],
        ),
        ("efficiency", [22.0158794240, 25.7917636345, 58.3836858006, 47.6361565088, -36.4766553090, 35.5452589773]),
        ("effective_weight", [12.6344136154, 15.9543555822, 20.1949681927, 20.5929115246, None, 30.6233510851]),
        ("intended_weight", [100 / 9, 100 / 9, 200 / 9, 100 / 9, 100 / 9, 300 / 9]),
    ],
)
def test_each_question(analysis, name, expected):
    found = [getattr(item, name) for item in analysis.items]
    assert [item.key for item in analysis.items] == QUESTIONS
    for ours, theirs in zip(found, expected, strict=True):
        assert ours == (theirs if theirs is None else pytest.approx(theirs, **PRECISE))


@pytest.mark.parametrize(
    ("key", "method", "low", "high"),
    [
        ("q1", "wilson", 0.665811419289, 0.907782348148),
        ("q2", "wilson", 0.278525011578, 0.578076546563),
        ("q5", "wilson", 0.233842192472, 0.527160404430),
        ("q3", "t", 0.562272182197, 0.727201502013),
        ("q4", "t", 0.218360773381, 0.597428700303),
        ("q6", "t", 0.457114292783, 0.690254128269),
    ],
)
def test_the_interval_of_a_facility(analysis, key, method, low, high):
    interval = analysis.items[QUESTIONS.index(key)].facility_interval
    assert interval.method == method
    assert (interval.low, interval.high) == (pytest.approx(low, **PRECISE), pytest.approx(high, **PRECISE))


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("q1", -16.4596961315, 45.9344938206),
        ("q2", -12.0103490485, 49.4426909621),
        ("q3", 28.0994758773, 74.0393859322),
        ("q4", 11.5251505100, 65.1761310954),
        ("q5", -55.69662672369, 3.41511775724),
        ("q6", 2.19876952674, 59.44888100183),
    ],
)
def test_the_interval_of_a_discrimination_index(analysis, key, low, high):
    interval = analysis.items[QUESTIONS.index(key)].discrimination_interval
    assert interval.method == "fisher_z"
    assert (interval.low, interval.high) == (pytest.approx(low, **PRECISE), pytest.approx(high, **PRECISE))


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        ("q1", "probability", [0.652972063588, 0.849678587294, 0.652972063588]),
        ("q2", "probability", [0.06884124863865, 0.00106503687691, 0.16866818802677]),
        ("q5", "probability", [1, 1, 1]),
        ("q3", "probability", [0.7609358841533, 0.0663108617311, 0.0663108617311]),
        ("q6", "probability", [0.588403250246, 0.238842084218, 0.386796838169]),
        ("q2", "beyond", [0.15156734072580, 0.00431886500838, 0.65476427280047]),
        ("q3", "beyond", [1, 1, 1]),
    ],
)
def test_each_language_against_the_others(analysis, key, name, expected):
    rows = analysis.items[QUESTIONS.index(key)].languages
    assert [(row.language, row.sittings) for row in rows] == [("en", 14), ("lv", 12), ("sv", 12)]
    assert [getattr(row, name) for row in rows] == pytest.approx(expected, **PRECISE)


def test_two_languages_are_one_comparison():
    """The values of R before Holm: prop.test of q2 and t.test of q3, Latvian against all others as one language."""
    two = [replace(one, language="lv" if one.language == "lv" else "en") for one in sittings()]
    items = analyse(slots=SLOTS, sittings=two).items
    for key, raw, beyond in [
        ("q2", 0.000355012292303, 0.00143962166946),
        ("q3", 0.0251854111375, 0.695484714177),
    ]:
        for row in items[QUESTIONS.index(key)].languages:
            assert row.probability == pytest.approx(raw, **PRECISE)
            assert row.beyond == pytest.approx(beyond, **PRECISE)


def test_a_drawn_question_is_held_against_the_total():
    drawn = [
        replace(one, questions={"q3": "common" if number < 20 else "rare"}) for number, one in enumerate(sittings())
    ]
    slots = [Slot(slot.key, slot.max_mark, drawn=slot.key == "q3") for slot in SLOTS]
    analysis = analyse(slots=slots, sittings=drawn, guess_scores={"common": 0.25})
    common, rare = analysis.drawn
    assert (common.key, common.question, common.sittings, common.guess_score) == ("q3", "common", 20, 0.25)
    assert (rare.question, rare.sittings) == ("rare", 18)
    assert common.facility == pytest.approx(0.6, **PRECISE)
    assert common.sd == pytest.approx(0.273861278753, **PRECISE)
    assert common.discrimination == pytest.approx(84.953738857386, **PRECISE)
    assert common.efficiency == pytest.approx(90.818467995803, **PRECISE)
    assert common.discrimination_interval.low == pytest.approx(65.2205347529, **PRECISE)
    assert common.discrimination_interval.high == pytest.approx(93.9038109274, **PRECISE)
    assert analysis.items[2].discrimination == pytest.approx(55.1167130332, **PRECISE)


@pytest.mark.parametrize(
    ("confidence", "freedom", "expected"),
    [
        (0.95, 1, 12.70620473617),
        (0.95, 9, 2.26215716280),
        (0.95, 27, 2.05183051648),
        (0.95, 37.5, 2.02528094119),
        (0.95, 2000, 1.96115082610),
        (0.99, 4, 4.60409487135),
    ],
)
def test_the_quantiles_of_t(confidence, freedom, expected):
    assert t_quantile(confidence, freedom) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("t", "freedom", "expected"),
    [
        (2.1, 1, 2.82926056243e-01),
        (-2.1, 7.3, 7.22467134249e-02),
        (2.1, 28, 4.48632241289e-02),
        (2.1, 9999, 3.57538303553e-02),
        (0.01, 5, 9.92408018043e-01),
        (40, 12, 3.85122958077e-14),
    ],
)
def test_the_tails_of_t(t, freedom, expected):
    assert two_sided_t(t, freedom) == pytest.approx(expected, rel=1e-9)


def test_the_tails_of_the_normal_distribution():
    assert two_sided_normal(-2.5) == pytest.approx(1.24193306516e-02, rel=1e-10)


@pytest.mark.parametrize(
    ("x", "a", "b", "expected"),
    [
        (0.3, 2, 5, 0.579825),
        (0.9, 0.5, 0.5, 0.79516723530087),
        (0.5, 400, 390, 0.36092907365614),
        (1e-6, 0.5, 20, 0.00501479574438),
        (0, 2, 3, 0),
        (1, 2, 3, 1),
    ],
)
def test_the_incomplete_beta_function(x, a, b, expected):
    assert incomplete_beta(x, a, b) == pytest.approx(expected, rel=1e-11)


def test_holm_keeps_the_order_and_never_falls():
    """p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R 4.2.2."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
