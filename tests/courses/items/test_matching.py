"""Matching: pairs, distractors, answers that coincide, and what the ids give away."""

import json
import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.matching import Matching

ITEM = Matching()
IDS = [str(UUID(int=random.Random(seed).getrandbits(128))) for seed in range(12)]
PROMPTS = ["Latvija", "Lietuva", "Polska", "Sverige", "Suomi", "Eesti"]
TOWNS = ["Rīga", "Vilnius", "Łódź", "Göteborg", "Jyväskylä", "Võru"]


def question(count=4, distractors=(), answers=TOWNS):
    return {
        "stem": "Kur?",
        "pairs": [
            {"id": IDS[index], "prompt": PROMPTS[index], "answer": answers[index]} for index in range(count)
        ],
        "distractors": [{"id": IDS[6 + index], "text": text} for index, text in enumerate(distractors)],
    }


def ids(content):
    """Return pair ids by prompt and answer ids by text, as a person sees them."""
    pairs = {row["text"]: row["id"] for row in content["pairs"]}
    return pairs, {row["text"]: row["id"] for row in content["answers"]}


def codes(data):
    return [(fault.code, fault.field) for fault in ITEM.problems(data)]


@given(st.integers(2, 6), st.data())
def test_the_score_is_the_part_of_right_pairs(count, data):
    content, key = ITEM.split(question(count, ["Gdańsk"]))
    pairs, answers = ids(content)
    chosen = {place: data.draw(st.sampled_from([None, *answers])) for place in range(count)}
    raw = {f"m-{pairs[PROMPTS[place]]}": answers[town] for place, town in chosen.items() if town}
    response = ITEM.parse(content, raw, "lt")
    score = ITEM.score(content, key, response)
    right = [place for place, town in chosen.items() if town == TOWNS[place]]
    assert score.fraction == len(right) / count
    assert {pair for pair, good in score.parts.items() if good} == {pairs[PROMPTS[place]] for place in right}
    assert len(score.parts) == count
    assert ITEM.is_complete(content, response) == (None not in chosen.values())
    assert ITEM.is_gradable(content, response) == any(chosen.values())
    assert ITEM.parse(content, ITEM.serialise(response), "lt") == response


def test_ids_do_not_tell_which_answer_belongs_to_which_prompt():
    data = question(4, ["Gdańsk"])
    content, key = ITEM.split(data)
    shown = json.dumps(content)
    assert not any(id_ in shown or id_.replace("-", "") in shown for id_ in IDS)
    pairs, answers = ids(content)
    assert not set(pairs.values()) & set(answers.values())
    assert [row["id"] for row in content["answers"]] == sorted(answers.values())
    assert key["right"] == {pairs[PROMPTS[place]]: answers[TOWNS[place]] for place in range(4)}


@given(st.permutations(range(4)))
def test_the_order_of_writing_does_not_show_in_the_answers(order):
    data = question(4, ["Gdańsk"])
    data["pairs"] = [data["pairs"][index] for index in order]
    content, key = ITEM.split(data)
    usual, usual_key = ITEM.split(question(4, ["Gdańsk"]))
    assert content["answers"] == usual["answers"]
    assert [row["text"] for row in content["pairs"]] == [PROMPTS[index] for index in order]
    assert key == usual_key


def test_stored_responses_rely_on_the_formula_of_the_ids():
    pairs = [{"id": "a", "prompt": "p", "answer": "x"}, {"id": "b", "prompt": "q", "answer": "y"}]
    _, key = ITEM.split({"pairs": pairs})
    assert key["right"] == {
        "35949203e45f5d9c": "a325df201d2be747",
        "ac537f1b90cc3d42": "26422013a992d247",
    }


def test_languages_share_their_ids():
    lv, key_lv = ITEM.split(question())
    other = question(answers=["Riga", "Wilna", "Lodz", "Gothenburg"])
    de, key_de = ITEM.split(other)
    raw = {f"m-{pair}": [answer] for pair, answer in key_lv["right"].items()}
    response = ITEM.parse(lv, raw, "lv")
    assert ITEM.score(de, key_de, response).right
    assert (
        ITEM.to_text(de, response) == "Latvija → Riga; Lietuva → Wilna; Polska → Lodz; Sverige → Gothenburg"
    )
    frozen = ITEM.freeze(lv, random.Random(4))
    drawn = [ITEM.controls(content, frozen, response) for content in (lv, de)]
    assert [option.id for option in drawn[0][0].options] == [option.id for option in drawn[1][0].options]


def test_answers_with_the_same_text_are_one():
    content, key = ITEM.split(question(4, answers=["jā", "nē", " ja\u0304 ", "nē"]))
    pairs, answers = ids(content)
    assert sorted(answers) == ["jā", "nē"]
    raw = {f"m-{pairs[PROMPTS[place]]}": answers["jā" if place % 2 == 0 else "nē"] for place in range(4)}
    assert ITEM.score(content, key, ITEM.parse(content, raw, "lv")).right
    assert ITEM.guess_score(content, key) == 0.5


def test_an_answer_that_coincides_in_another_language_only_stays_right():
    merged, key_merged = ITEM.split(question(4, answers=["jā", "nē", "jā", "varbūt"]))
    apart, key_apart = ITEM.split(question(4, answers=["ja", "nein", "jawohl", "vielleicht"]))
    raw = {f"m-{pair}": [answer] for pair, answer in key_apart["right"].items()}
    response = ITEM.parse(apart, raw, "de")
    assert ITEM.score(apart, key_apart, response).right
    assert ITEM.score(merged, key_merged, response).right
    frozen = ITEM.freeze(merged, random.Random(1))
    assert len(ITEM.controls(apart, frozen)[0].options) == 4


def test_selects_are_drawn_in_the_frozen_order():
    content, _ = ITEM.split(question(3, ["Gdańsk"]))
    pairs, answers = ids(content)
    frozen = {"answers": [answers[town] for town in ("Gdańsk", "Vilnius", "Łódź", "Rīga")]}
    response = {"pairs": {pairs["Polska"]: answers["Łódź"]}}
    controls = ITEM.controls(content, frozen, response)
    assert [control.label for control in controls] == PROMPTS[:3]
    assert [control.kind for control in controls] == ["select"] * 3
    assert [control.value for control in controls] == [None, None, answers["Łódź"]]
    assert controls[0].name == f"m-{pairs['Latvija']}"
    assert [option.text for option in controls[1].options] == ["Gdańsk", "Vilnius", "Łódź", "Rīga"]
    seen = {tuple(ITEM.freeze(content, random.Random(seed))["answers"]) for seed in range(400)}
    assert len(seen) == 24


def refused(raw, content):
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(content, raw, "en")
    return caught.value.code


def test_what_cannot_be_matched_is_refused():
    content, _ = ITEM.split(question(2))
    pair = content["pairs"][0]["id"]
    first, second = (row["id"] for row in content["answers"])
    assert refused({f"m-{pair}": "x"}, content) == "unknown_option"
    assert refused({"m-x": first}, content) == "unknown_option"
    assert refused({f"m-{pair}": [first, second]}, content) == "too_many"
    assert refused({f"m-{pair}": {"id": first}}, content) == "malformed"
    assert ITEM.parse(content, {"m-x": "", f"m-{pair}": [""], "other": "x"}, "en") == {}
    assert ITEM.parse(content, {f"m-{pair}": [first, first]}, "en") == {"pairs": {pair: first}}


def test_model_answer_and_text():
    content, key = ITEM.split(question(2, ["Gdańsk"]))
    pairs, answers = ids(content)
    assert ITEM.model_answer(content, key) == ["Latvija → Rīga", "Lietuva → Vilnius"]
    assert ITEM.to_text(content, {"pairs": {pairs["Lietuva"]: answers["Gdańsk"]}}) == "Lietuva → Gdańsk"
    assert ITEM.to_text(content, {"pairs": {pairs["Lietuva"]: "gone", "x": "y"}}) == "Lietuva → gone"
    assert ITEM.guess_score(content, key) == pytest.approx(1 / 3)
    assert ITEM.guess_score({"answers": []}, key) is None


def test_faults():
    assert codes(question(2)) == []
    assert codes(question(1)) == [("too_few", "pairs"), ("one_answer", "pairs")]
    assert codes(question(1, ["Gdańsk"])) == [("too_few", "pairs")]
    assert codes(question(2, answers=["jā", "jā"])) == [("one_answer", "pairs")]
    assert codes(question(2, answers=["jā", " "])) == [("empty", "pairs.1.answer"), ("one_answer", "pairs")]
    assert codes(question(2, ["Rīga"])) == [("duplicate_text", "distractors.0.text")]
    assert codes(question(2, ["Gdańsk", "Gdańsk"])) == [("duplicate_text", "distractors.1.text")]
    data = question(3, ["Gdańsk"])
    data["pairs"][2]["prompt"] = "Latvija"
    data["distractors"][0]["id"] = data["pairs"][0]["id"]
    assert codes(data) == [("duplicate_text", "pairs.2.prompt"), ("duplicate_id", "distractors.0.id")]
