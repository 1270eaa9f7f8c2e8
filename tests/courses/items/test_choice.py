"""Single choice, multiple choice, true or false."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.choice import MultipleChoice, SingleChoice, TrueFalse

SINGLE, MULTIPLE, STATEMENT = SingleChoice(), MultipleChoice(), TrueFalse()
WORDS = ["Žanete", "Łukasz", "Åsa", "Õie", "Šūberga", "Ægir", "Jyväskylä", "Gdańsk"]


def question(*fractions, **more):
    options = [
        {"id": f"i{index}", "text": WORDS[index], "fraction": fraction, "feedback": f"to {index}"}
        for index, fraction in enumerate(fractions)
    ]
    return {"stem": "Vem?", "options": options} | more


def scored(item, data, *chosen):
    content, key = item.split(data)
    return item.score(content, key, item.parse(content, {"choice": chosen}, "sv"))


def codes(item, data):
    return [(fault.code, fault.field) for fault in item.problems(data)]


FRACTIONS = st.lists(st.sampled_from([-1, -0.5, -0.25, 0, 0.25, 0.5, 1]), min_size=2, max_size=8)


@given(FRACTIONS, st.data())
def test_scores_stay_within_bounds(fractions, data):
    ids = [f"i{index}" for index in range(len(fractions))]
    one = data.draw(st.sampled_from(ids))
    assert scored(SINGLE, question(*fractions), one).fraction == fractions[ids.index(one)]
    many = data.draw(st.sets(st.sampled_from(ids)))
    total = sum(fractions[ids.index(id_)] for id_ in many)
    assert scored(MULTIPLE, question(*fractions), *many).fraction == max(0, min(1, total))


@given(st.permutations(range(5)), st.permutations([1, 0, -0.5, 0.25, 0]))
def test_neither_order_nor_fractions_show_in_the_content(order, fractions):
    usual = question(1, 0, -0.5, 0.25, 0)
    other = question(*fractions)
    other["options"] = [other["options"][index] for index in order]
    assert SINGLE.split(other)[0] == SINGLE.split(usual)[0]
    assert MULTIPLE.split(other)[0] == MULTIPLE.split(usual)[0]


def test_an_order_that_is_meant_stays():
    data = question(0, 1, 0, shuffle=False)
    data["options"].reverse()
    content, _ = SINGLE.split(data)
    assert [option["id"] for option in content["options"]] == ["i2", "i1", "i0"]
    for seed in range(10):
        assert SINGLE.freeze(content, random.Random(seed)) == {"order": ["i2", "i1", "i0"]}


def test_shuffling_reaches_every_order_and_leaves_the_last_last():
    data = question(1, 0, 0, 0)
    data["options"][0]["fixed"] = True
    content, _ = SINGLE.split(data)
    seen = {tuple(SINGLE.freeze(content, random.Random(seed))["order"]) for seed in range(200)}
    assert len(seen) == 6
    assert {order[-1] for order in seen} == {"i0"}


def test_options_are_drawn_in_the_frozen_order():
    content, _ = SINGLE.split(question(1, 0, 0))
    (control,) = SINGLE.controls(content, {"order": ["i2", "i0", "i1"]}, {"choice": ["i0"]})
    assert (control.kind, control.name, control.value) == ("radio", "choice", "i0")
    assert [(option.id, option.text) for option in control.options] == [
        ("i2", "Åsa"),
        ("i0", "Žanete"),
        ("i1", "Łukasz"),
    ]
    (control,) = MULTIPLE.controls(content, {"order": ["i2"]}, {"choice": ["i0", "i1"]})
    assert (control.kind, control.value) == ("checkbox", ["i0", "i1"])
    assert [option.id for option in control.options] == ["i2", "i0", "i1"]


@given(st.sets(st.sampled_from(["i0", "i1", "i2", "i3"])))
def test_a_response_is_read_as_it_was_written(chosen):
    content, _ = MULTIPLE.split(question(1, 0, 0, 0))
    response = MULTIPLE.parse(content, {"choice": list(chosen)}, "pl")
    assert response == ({"choice": sorted(chosen)} if chosen else {})
    assert MULTIPLE.parse(content, MULTIPLE.serialise(response), "pl") == response


@pytest.mark.parametrize(
    ("item", "posted", "code"),
    [
        (SINGLE, ["i0", "i1"], "too_many"),
        (SINGLE, ["i9"], "unknown_option"),
        (SINGLE, ["true"], "unknown_option"),
        (MULTIPLE, ["i0", "i9"], "unknown_option"),
        (SINGLE, [True], "malformed"),
        (SINGLE, {"i0": 1}, "malformed"),
        (MULTIPLE, [["i0"]], "malformed"),
    ],
)
def test_what_cannot_be_chosen_is_refused(item, posted, code):
    content, _ = item.split(question(1, 0, 0))
    with pytest.raises(InvalidResponse) as caught:
        item.parse(content, {"choice": posted}, "en")
    assert caught.value.code == code


@pytest.mark.parametrize("posted", [[], [""], "", None, [None], ["", ""]])
def test_no_choice_is_no_answer(posted):
    content, _ = SINGLE.split(question(1, 0))
    assert SINGLE.parse(content, {"choice": posted}, "en") == {}


@pytest.mark.parametrize("posted", ["i1", ["i1"], ("i1",), ["", "i1"], ["i1", "i1"]])
def test_one_choice_may_be_posted_in_several_ways(posted):
    content, _ = SINGLE.split(question(1, 0))
    assert SINGLE.parse(content, {"choice": posted}, "en") == {"choice": ["i1"]}


@pytest.mark.parametrize(
    "fractions", [(0.333, 0.333, 0.333, 0), (0.33333,) * 3, (0.16667,) * 6, (0.1429,) * 7, (1,)]
)
def test_typed_thirds_add_up(fractions):
    data = question(*fractions, -1)
    assert MULTIPLE.problems(data) == []
    right = [f"i{index}" for index, fraction in enumerate(fractions) if fraction > 0]
    assert scored(MULTIPLE, data, *right).right


def test_all_ticked_is_not_right_when_a_wrong_one_costs():
    data = question(0.5, 0.5, -0.5)
    assert scored(MULTIPLE, data, "i0", "i1", "i2").fraction == 0.5
    assert scored(MULTIPLE, data, "i2").fraction == 0
    assert scored(SINGLE, question(1, -0.5), "i1").fraction == -0.5


def test_feedback_is_that_of_the_chosen():
    assert scored(MULTIPLE, question(0.5, 0.5, 0), "i2", "i0").feedback == ["to 0", "to 2"]
    data = question(1, 0)
    data["options"][1]["feedback"] = ""
    assert scored(SINGLE, data, "i1").feedback == []


def test_fractions_may_be_texts():
    assert scored(SINGLE, question("1", "-0.25"), "i1").fraction == -0.25


def test_ids_of_another_version_are_worth_nothing_and_raise_nothing():
    content, key = SINGLE.split(question(1, 0))
    gone = {"choice": ["gone"]}
    assert SINGLE.score(content, key, gone).fraction == 0
    assert SINGLE.to_text(content, gone) == "gone"
    assert SINGLE.controls(content, {"order": ["gone", "i1", "i0"]}, gone)[0].value == "gone"


def test_model_answer_guess_and_text():
    content, key = SINGLE.split(question(0, 1, 0.5, -0.5))
    assert SINGLE.model_answer(content, key) == ["Łukasz"]
    assert SINGLE.guess_score(content, key) == 0.25
    content, key = MULTIPLE.split(question(0.5, -1, 0.5, 0))
    assert MULTIPLE.model_answer(content, key) == ["Žanete", "Åsa"]
    assert MULTIPLE.guess_score(content, key) is None
    assert MULTIPLE.to_text(content, {"choice": ["i0", "i1"]}) == "Žanete; Łukasz"
    assert SINGLE.guess_score({}, {"fractions": {}}) is None


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (question(1, 0, stem=" "), ("empty", "stem")),
        (question(1), ("too_few", "options")),
        (question(1, 1), ("several_right_options", "options")),
        (question(0.5, 0), ("no_right_option", "options")),
        (question(1, 1.01), ("fraction_out_of_range", "options.1.fraction")),
        (question(1, -1.01), ("fraction_out_of_range", "options.1.fraction")),
        (question(1, "half"), ("not_a_number", "options.1.fraction")),
        (question(1, True), ("not_a_number", "options.1.fraction")),
        (question(1, float("nan")), ("not_a_number", "options.1.fraction")),
        ({"stem": "Vem?"}, ("too_few", "options")),
        ({"stem": "Vem?", "options": "i0"}, ("wrong_type", "options")),
    ],
)
def test_faults_of_a_single_choice(data, fault):
    assert fault in codes(SINGLE, data)


def test_faults_of_rows():
    data = question(1, 0, 0, 0)
    data["options"][1]["text"] = " Žanete "
    data["options"][2]["text"] = " "
    data["options"][3] |= {"id": "i0"}
    data["options"].append({"text": "Ny"})
    assert codes(SINGLE, data) == [
        ("empty", "options.2.text"),
        ("duplicate_text", "options.1.text"),
        ("missing_id", "options.4.id"),
        ("duplicate_id", "options.3.id"),
    ]


def test_faults_of_a_multiple_choice():
    assert codes(MULTIPLE, question(0.5, 0.25, 0)) == [("fractions_not_one", "options")]
    assert codes(MULTIPLE, question(1, 0.5, 0)) == [("fractions_not_one", "options")]
    assert codes(MULTIPLE, question(0, -1)) == [("no_right_option", "options")]
    assert codes(MULTIPLE, question(1, 0)) == []
    assert codes(MULTIPLE, question(0.999, 0)) == codes(MULTIPLE, question(0.5, 0.501)) == []
    assert codes(MULTIPLE, question(0.998, 0)) == [("fractions_not_one", "options")]


@pytest.mark.parametrize("answer", [True, False])
def test_a_statement_is_true_or_not(answer):
    data = {"stem": "Rīga ir galvaspilsēta.", "answer": answer, "feedback_true": "T", "feedback_false": "F"}
    content, key = STATEMENT.split(data)
    assert content == {"stem": "Rīga ir galvaspilsēta."}
    right, wrong = ("true", "false") if answer else ("false", "true")
    assert scored(STATEMENT, data, right).fraction == 1
    assert scored(STATEMENT, data, wrong).fraction == 0
    assert scored(STATEMENT, data, "true").feedback == ["T"]
    assert scored(STATEMENT, data, "false").feedback == ["F"]
    assert STATEMENT.model_answer(content, key) == [right]
    assert STATEMENT.guess_score(content, key) == 0.5


def test_a_statement_is_drawn_true_first():
    content, _ = STATEMENT.split({"stem": "x", "answer": False})
    assert STATEMENT.freeze(content, random.Random(1)) == {}
    (control,) = STATEMENT.controls(content, {}, {"choice": ["false"]})
    assert [option.id for option in control.options] == ["true", "false"]
    assert (control.kind, control.value) == ("radio", "false")
    with pytest.raises(InvalidResponse):
        STATEMENT.parse(content, {"choice": ["true", "false"]}, "en")


def test_faults_of_a_statement():
    assert codes(STATEMENT, {"stem": "x"}) == [("empty", "answer")]
    assert codes(STATEMENT, {"stem": "x", "answer": "true"}) == [("wrong_type", "answer")]
    assert codes(STATEMENT, {"stem": "x", "answer": False}) == []
