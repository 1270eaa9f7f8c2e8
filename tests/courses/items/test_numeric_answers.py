"""The numeric question: other answers, and units that the learner types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.numeric import Numeric
from courses.items.units import OWN, UNKNOWN

ITEM = Numeric()
UNITS = [{"id": "u1", "text": "m", "factor": "0.001"}, {"id": "u2", "text": "jūdzes", "factor": "1.852"}]


def question(**more):
    return {"stem": "Cik?", "answer": "2", "tolerance": "0.1", "unit": "km"} | more


def typed(rule="required", **more):
    return question(unit_rule=rule, units=UNITS, **more)


def answer(number, fraction="1", feedback="", tolerance="0"):
    return {"id": f"r{number}", "answer": number, "tolerance": tolerance, "fraction": fraction, "feedback": feedback}


def scored(data, text):
    content, key = ITEM.split(data)
    return ITEM.score(content, key, ITEM.parse(content, {"text": [text]}, "lv"))


def codes(data):
    return [(fault.code, fault.field) for fault in ITEM.problems(data)]


def test_the_first_answer_that_fits_gives_its_part_and_its_feedback():
    data = question(
        answer_feedback="<p>Jā</p>",
        answers=[answer("3", "0.5", "Daļa", "1"), answer("2.05"), answer("-2"), answer("*", "0", "Nē")],
    )
    found = {text: scored(data, text) for text in ("2", "2,1", "2,2", "4", "-2", "9")}
    assert [score.fraction for score in found.values()] == [1, 1, 0.5, 0.5, 1, 0]
    assert [score.feedback for score in found.values()] == [["<p>Jā</p>"]] * 2 + [["Daļa"]] * 2 + [[], ["Nē"]]
    content, key = ITEM.split(data)
    assert ITEM.model_answer(content, key) == ["2 km", "2.05 km", "-2 km"]
    assert ITEM.guess_score(content, key) == 0
    assert ITEM.guess_score(*ITEM.split(question(answers=[answer(" * ", "0.2")]))) == 0.2


@pytest.mark.parametrize(
    ("text", "required", "optional"),
    [
        ("2 km", 1, 1),
        ("2000 m", 1, 1),
        ("1,08 jūdzes", 1, 1),
        ("2 KM", 1, 1),
        ("2", 0.9, 1),
        ("2 m", 0.9, 0.9),
        ("2 kg", 0.9, 0.9),
        ("2000 km", 0, 0),
        ("2000", 0, 0),
        ("2000 kg", 0, 0),
    ],
)
def test_a_wrong_unit_costs_the_penalty(text, required, optional):
    assert scored(typed("required"), text).fraction == required
    assert scored(typed("optional"), text).fraction == optional
    assert scored(typed("required", unit_penalty="0"), text).fraction == (1 if required else 0)
    assert scored(typed("required", unit_penalty="1"), text).fraction == (1 if required == 1 else 0)


def test_the_parts_say_what_was_wrong():
    assert scored(typed(), "2 km").parts == {"number": True, "unit": True}
    assert scored(typed(), "2").parts == {"number": True, "unit": False}
    assert scored(typed(), "9 km").parts == {"number": False, "unit": True}
    assert scored(typed(unit_penalty="0"), "2").parts == {}
    assert scored(question(), "2").parts == {}


@given(
    st.sampled_from(["required", "optional"]),
    st.decimals(-5, 5, places=1),
    st.sampled_from(["", "km", "m", "jūdzes", "kg"]),
    st.decimals(0, 1, places=2),
    st.sampled_from(["0", "0.05", "0.5"]),
)
def test_scores_stay_between_nothing_and_all(rule, number, unit, penalty, part):
    data = typed(rule, unit_penalty=str(penalty), answers=[answer("3", part, tolerance="2")])
    score = scored(data, f"{number} {unit}")
    assert 0 <= score.fraction <= 1
    assert score.right == (score.fraction > 0.999999)
    assert score.fraction in (1, 0) or score.fraction >= float(part) - float(penalty) - 1e-9


@given(st.sampled_from(["2 tim", "120 min", "2", "2 kg", "7200 s"]))
def test_a_unit_typed_in_one_language_counts_in_the_other(text):
    def hours(own, *others):
        units = [{"id": f"u{i}", "text": name, "factor": factor} for i, (name, factor) in enumerate(others)]
        return ITEM.split({"stem": "?", "answer": "2", "unit": own, "unit_rule": "required", "units": units})

    swedish, swedish_key = hours("tim", ("min", "0.016666666666666667"), ("s", "0.0002777777777777778"))
    english, english_key = hours("h", ("minutes", "0.016666666666666667"), ("seconds", "0.0002777777777777778"))
    response = ITEM.parse(swedish, {"text": text}, "sv")
    assert ITEM.score(swedish, swedish_key, response) == ITEM.score(english, english_key, response)


def test_a_response_names_the_unit_by_its_identity():
    content, _ = ITEM.split(typed())
    assert ITEM.parse(content, {"text": "2,0 km"}, "lv") == {"text": "2,0 km", "number": "2", "unit": OWN}
    assert ITEM.parse(content, {"text": "2 M"}, "lv")["unit"] == "u1"
    assert ITEM.parse(content, {"text": "2 kg"}, "lv")["unit"] == UNKNOWN
    assert "unit" not in ITEM.parse(content, {"text": "2"}, "lv")
    same = [ITEM.parse(content, {"text": text}, "lv") for text in ("2 km", "2,0KM", "2 m")]
    assert ITEM.same(same[0], same[1])
    assert not ITEM.same(same[0], same[2])


@pytest.mark.parametrize(("text", "code"), [("km", "not_a_number"), ("1.500 km", "ambiguous_number"), ("5-6 km", "not_a_number")])
def test_what_is_no_number_with_a_unit_is_refused(text, code):
    with pytest.raises(InvalidResponse, match=code):
        ITEM.parse(ITEM.split(typed())[0], {"text": text}, "lv")


def test_the_control_and_the_content():
    content, key = ITEM.split(typed())
    (control,) = ITEM.controls(content, {}, {"text": "2 km", "number": "2", "unit": OWN})
    assert (control.kind, control.value, control.unit, control.unit_rule) == ("number", "2 km", "", "required")
    assert content["units"] == [{"id": OWN, "text": "km"}, *({"id": row["id"], "text": row["text"]} for row in UNITS)]
    assert ITEM.model_answer(content, key) == ["2 km"]
    assert ITEM.to_text(content, {"text": "2 m", "number": "2", "unit": "u1"}) == "2 m"
    content, _ = ITEM.split(question())
    assert content == {"stem": "Cik?", "unit": "km"}
    assert ITEM.controls(content, {})[0].unit_rule == ""


def test_a_key_from_before_there_were_other_answers_counts_as_ever():
    key = {"feedback": "", "hint": "", "answer": "2", "tolerance": "0.1", "tolerance_kind": "nominal"}
    content = {"stem": "Cik?", "unit": "km"}
    assert ITEM.score(content, key, {"text": "2,1", "number": "2.1"}).right
    assert ITEM.score(content, key, {"text": "9", "number": "9"}).fraction == 0
    assert ITEM.model_answer(content, key) == ["2 km"]
    assert ITEM.guess_score(content, key) == 0


def test_faults_of_other_answers():
    assert codes(question(answers=[answer("3"), answer("*", "0")])) == []
    assert codes(question(answers=[answer("x")])) == [("not_a_number", "answers.0.answer")]
    assert codes(question(answers=[answer("")])) == [("empty", "answers.0.answer")]
    assert codes(question(answers=[answer("3", tolerance="-1")])) == [("negative", "answers.0.tolerance")]
    assert codes(question(answers=[answer("3", "2")])) == [("fraction_out_of_range", "answers.0.fraction")]
    assert codes(question(answers=[answer("*", "0"), answer("3")])) == [("never_reached", "answers.1.answer")]
    assert codes(question(answers=[answer("*")])) == [("matches_everything", "answers.0.answer")]
    zero = question(tolerance_kind="relative", answers=[answer("0", tolerance="0.1")])
    assert codes(zero) == [("zero_answer", "answers.0.tolerance")]
    assert codes(question(answer="*")) == [("not_a_number", "answer")]


def test_faults_of_units():
    assert codes(typed()) == codes(typed("optional")) == []
    assert codes(question(units=UNITS)) == [("units_not_read", "units")]
    assert codes(typed(unit="")) == [("empty", "unit")]
    assert codes(typed("sometimes")) == [("unknown_choice", "unit_rule")]
    assert codes(typed(unit="-")) == [("unreadable_unit", "unit")]
    assert codes(typed(unit_penalty="1.5")) == [("fraction_out_of_range", "unit_penalty")]

    def unit(**more):
        return codes(question(unit_rule="optional", units=[UNITS[0] | more]))

    assert unit(text="km.") == [("duplicate_text", "units.0.text")]
    assert unit(text="") == [("empty", "units.0.text")]
    assert unit(factor="0") == unit(factor="-1") == [("not_positive", "units.0.factor")]
    assert unit(factor="") == [("empty", "units.0.factor")]
    assert unit(factor="x") == [("not_a_number", "units.0.factor")]
