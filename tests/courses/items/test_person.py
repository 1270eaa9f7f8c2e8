"""What questions share that a person marks: rubric, model answer, notes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import courses.items as items

KINDS = ("essay", "file_upload")
RUBRIC = [{"id": "a", "text": "Skaidrumas", "points": "2.50"}, {"id": "b", "text": "Šaltiniai", "points": "1"}]


def question(**more):
    return {"stem": "Ką daro klasteris?"} | more


def codes(kind, **more):
    return [(fault.code, fault.field) for fault in items.get(kind).problems(question(**more))]


@pytest.mark.parametrize("kind", KINDS)
def test_learners_see_the_rubric_and_nothing_else_of_the_marking(kind):
    item = items.get(kind)
    content, key = item.split(question(rubric=RUBRIC, model="<p>Geras</p><p>atsakymas</p>", notes="<p>Slapta</p>"))
    assert item.marking == "person"
    assert item.rubric(content) == [("a", "Skaidrumas", 2.5), ("b", "Šaltiniai", 1.0)]
    assert json.loads(json.dumps(content))["rubric"][0]["points"] == "2.5"
    shown = json.dumps(content, ensure_ascii=False)
    assert "Geras" not in shown
    assert "Slapta" not in shown
    assert item.model_answer(content, key) == ["Geras", "atsakymas"]
    assert key["notes"] == "<p>Slapta</p>"


@pytest.mark.parametrize("kind", KINDS)
@given(st.text(max_size=20))
def test_no_answer_is_worth_anything_before_a_person_read_it(kind, text):
    item = items.get(kind)
    content, key = item.split(question(rubric=RUBRIC))
    response = {"text": text, "files": [{"id": "x", "name": text}]}
    assert item.score(content, key, response).fraction == 0
    assert item.guess_score(content, key) is None
    assert item.tally(content, response) == []


@pytest.mark.parametrize("kind", KINDS)
def test_faults(kind):
    assert codes(kind) == codes(kind, rubric=RUBRIC) == codes(kind, rubric=[]) == []
    assert items.get(kind).rubric(items.get(kind).split(question())[0]) == []
    two = [dict(row) for row in RUBRIC]
    two[1]["text"] = "Skaidrumas "
    assert codes(kind, rubric=two) == [("duplicate_text", "rubric.1.text")]
    assert codes(kind, rubric=[{"id": "a", "text": " "}]) == [("empty", "rubric.0.text")]
    for points, code in (("0", "not_positive"), ("-1", "not_positive"), ("du", "not_a_number")):
        assert codes(kind, rubric=[RUBRIC[0] | {"points": points}]) == [(code, "rubric.0.points")]
    assert codes(kind, model=3, notes=[1]) == [("wrong_type", "model"), ("wrong_type", "notes")]
