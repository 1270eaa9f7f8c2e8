"""The item types that there are, and what holds for every one of them."""

import json
import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import courses.items as items
from courses.items.base import COMMON_FIELDS, InvalidResponse, ItemType

SECRET = "SECRET-BYTES"
HIDDEN = {"feedback": f"<p>{SECRET}</p>", "hint": f"<p>{SECRET}</p>"}
RUBRIC = {
    "rubric": [{"id": "b1", "text": "Skaidrība", "points": "2"}, {"id": "b2", "text": "Avoti", "points": "0.5"}],
    "model": f"<p>{SECRET}</p>",
    "notes": f"<p>{SECRET}</p>",
}
SAMPLES = {
    "single_choice": {
        "options": [
            {"id": "k1", "text": "Ķekava", "fraction": 1, "feedback": SECRET},
            {"id": "k2", "text": "Łódź", "fraction": -0.25, "feedback": SECRET},
            {"id": "k3", "text": "Växjö", "fraction": 0},
        ],
    },
    "multiple_choice": {
        "options": [
            {"id": "k1", "text": "Ķekava", "fraction": 0.5, "feedback": SECRET},
            {"id": "k2", "text": "Łódź", "fraction": 0.5},
            {"id": "k3", "text": "Växjö", "fraction": -1},
        ],
        "shuffle": True,
    },
    "true_false": {"answer": True, "feedback_true": SECRET, "feedback_false": SECRET},
    "matching": {
        "pairs": [
            {"id": "p1", "prompt": "Latvija", "answer": "Rīga"},
            {"id": "p2", "prompt": "Sverige", "answer": "Stockholm"},
        ],
        "distractors": [{"id": "d1", "text": "Gdańsk"}],
    },
    "ordering": {
        "items": [{"id": "z", "text": "ett"}, {"id": "a", "text": "två"}, {"id": "m", "text": "tre"}],
        "scoring": "relative",
    },
    "numeric": {
        "answer": "918273.5",
        "tolerance": "0.0625",
        "tolerance_kind": "nominal",
        "answer_feedback": SECRET,
        "answers": [
            {"id": "n1", "answer": "918274", "tolerance": "0", "fraction": "0.5", "feedback": SECRET},
            {"id": "n2", "answer": "*", "fraction": "0", "feedback": SECRET},
        ],
        "unit": "km",
        "unit_rule": "required",
        "units": [{"id": "u1", "text": "m", "factor": "0.0009765625"}],
        "unit_penalty": "0.3125",
    },
    "short_text": {
        "accept": [SECRET, "Jūrmala"],
        "case_sensitive": False,
        "answers": [{"id": "s1", "text": f"{SECRET} *", "fraction": "0.5", "feedback": SECRET}],
    },
    "essay": RUBRIC | {"min_words": "2", "max_words": "40", "template": "Mans klasteris"},
    "file_upload": RUBRIC | {"extensions": ["pdf", "ODT"], "max_files": "2"},
    "scale": {
        "labels": [{"id": "l1", "text": "Nē"}, {"id": "l2", "text": "Daļēji"}, {"id": "l3", "text": "Jā"}],
        "other": True,
    },
    "matrix": {
        "rows": [{"id": "r1", "text": "Mērķi"}, {"id": "r2", "text": "Vide"}],
        "columns": [{"id": "c1", "text": "Vāji"}, {"id": "c2", "text": "Labi"}],
    },
    "description": {},
}
RIGHT_ANSWERS = {
    "single_choice": {"choice": ["k1"]},
    "multiple_choice": {"choice": ["k2", "k1"]},
    "true_false": {"choice": ["true"]},
    "numeric": {"text": ["918273,5 km"]},
    "short_text": {"text": ["jūrmala"]},
    "ordering": {"o-z": ["1"], "o-a": ["2"], "o-m": ["3"]},
    "essay": {"text": ["Rīgas klasteris\r\npalīdz saviem biedriem."]},
    "file_upload": {"file": ["0b1f6b0e-3a5c-4d0e-9d3b-0a1b2c3d4e5f/Žanetes plāns.PDF"]},
    "scale": {"choice": ["l2"]},
    "matrix": {"x-r1": ["c2"], "x-r2": ["c1"]},
}
KINDS = sorted(SAMPLES)
ANSWERED = sorted(set(KINDS) - {"description"})
MARKED = [kind for kind in ANSWERED if items.get(kind).marking == "machine"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def sample(kind):
    return {"stem": "<p>Kas ir klasteris?</p>"} | HIDDEN | SAMPLES[kind]


def right_answer(kind, item, content, key):
    if kind == "matching":
        return item.parse(content, {f"m-{pair}": [answer] for pair, answer in key["right"].items()}, "lv")
    return item.parse(content, RIGHT_ANSWERS[kind], "lv")


def drawn(controls):
    """Return the controls that hold a value: of a matrix its rows."""
    return [inner for control in controls for inner in (control.rows or [control])]


def test_the_kinds_are_found_and_sorted():
    assert set(KINDS) == set(items.kinds())
    assert list(items.kinds()) == sorted(items.kinds())


@pytest.mark.parametrize("kind", items.kinds())
def test_a_type_says_what_it_is(kind):
    item = items.get(kind)
    assert isinstance(item, ItemType)
    assert item.kind == kind
    assert item.label
    assert items.get(kind) is item
    assert item.all_fields == COMMON_FIELDS + item.fields


@pytest.mark.parametrize("kind", ["", "choice", "SINGLE_CHOICE", "base"])
def test_an_unknown_kind_is_refused(kind):
    with pytest.raises(items.UnknownKind):
        items.get(kind)


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A second folder of the package; what is found there is forgotten afterwards."""
    monkeypatch.setattr(items, "__path__", [*items.__path__, str(tmp_path)])
    items._types.cache_clear()
    yield tmp_path
    items._types.cache_clear()
    for name in ("courses.items.dummy_one", "courses.items.dummy_two"):
        sys.modules.pop(name, None)


def test_a_new_module_is_a_new_type(room):
    source = "from courses.items.choice import TrueFalse\n\n\nclass Dummy(TrueFalse):\n    kind = 'dummy'\n"
    (room / "dummy_one.py").write_text(source)
    assert "dummy" in items.kinds()
    assert items.get("dummy").kind == "dummy"


def test_two_types_of_one_kind_are_refused(room):
    source = (
        "from courses.items.choice import TrueFalse\n\n\nclass Dummy(TrueFalse):\n    kind = 'true_false'\n"
    )
    (room / "dummy_two.py").write_text(source)
    with pytest.raises(ValueError, match="true_false"):
        items.kinds()


def all_fields(fields):
    for field in fields:
        yield field
        yield from all_fields(field.of)


@pytest.mark.parametrize("kind", items.kinds())
def test_fields_describe_themselves(kind):
    fields = items.get(kind).all_fields
    assert len({field.name for field in fields}) == len(fields)
    for field in all_fields(fields):
        assert field.label
        assert bool(field.of) == (field.type == "list")
        assert bool(field.choices) == (field.type == "choice")
        assert field.type != "choice" or field.default in dict(field.choices)
        assert not (field.translatable and field.type in ("bool", "decimal", "choice", "list"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_has_no_problems_and_names_its_fields(kind):
    item = items.get(kind)
    assert item.problems(sample(kind)) == []
    assert set(SAMPLES[kind]) <= {field.name for field in item.fields}


@pytest.mark.parametrize("kind", KINDS)
def test_content_holds_nothing_of_the_key(kind):
    content, key = items.get(kind).split(sample(kind))
    shown = json.dumps(content, ensure_ascii=False)
    for hidden in (SECRET, "fraction", "918273", "0.0625", "0.0009", "0.3125", "accept", "Jūrmala", 'answer": true', "feedback"):
        assert hidden not in shown
    assert content["stem"] == "<p>Kas ir klasteris?</p>"
    assert key["feedback"] == HIDDEN["feedback"]
    assert key["hint"] == HIDDEN["hint"]
    assert json.loads(shown) == content
    assert json.loads(json.dumps(key)) == key


@pytest.mark.parametrize("kind", KINDS)
def test_controls_hold_nothing_of_the_key(kind):
    item = items.get(kind)
    content, _ = item.split(sample(kind))
    frozen = item.freeze(content, random.Random(3))
    controls = item.controls(content, frozen)
    assert SECRET not in repr(controls)
    assert all(control.value is None for control in drawn(controls))
    assert json.loads(json.dumps(frozen)) == frozen


@pytest.mark.parametrize("kind", MARKED)
def test_the_right_answer_is_worth_all_and_none_is_worth_nothing(kind):
    item = items.get(kind)
    content, key = item.split(sample(kind))
    response = right_answer(kind, item, content, key)
    score = item.score(content, key, response)
    assert (score.fraction, score.right) == (1.0, True)
    assert all(score.parts.values())
    assert item.score(content, key, {}).fraction == 0
    assert not item.score(content, key, {}).right
    assert item.model_answer(content, key)


@pytest.mark.parametrize("kind", ANSWERED)
def test_an_answer_is_complete_and_none_is_not(kind):
    item = items.get(kind)
    content, key = item.split(sample(kind))
    response = right_answer(kind, item, content, key)
    assert item.is_complete(content, response)
    assert item.is_gradable(content, response)
    assert not item.is_complete(content, {})
    assert not item.is_gradable(content, {})
    assert item.to_text(content, {}) == ""
    assert item.to_text(content, response)


@pytest.mark.parametrize("kind", ANSWERED)
def test_a_response_survives_the_form_and_json(kind):
    item = items.get(kind)
    content, key = item.split(sample(kind))
    response = right_answer(kind, item, content, key)
    assert item.parse(content, item.serialise(response), "lv") == response
    assert item.parse(content, json.loads(json.dumps(item.serialise(response))), "lv") == response
    assert json.loads(json.dumps(response)) == response
    assert item.serialise({}) == {}
    assert item.parse(content, {}, "lv") == {}
    assert item.same(response, json.loads(json.dumps(response)))
    assert item.same({}, {})
    assert not item.same(response, {})
    assert not item.same({}, response)
    assert all(control.value for control in drawn(item.controls(content, {}, response)))


@pytest.mark.parametrize("kind", MARKED)
def test_what_is_frozen_has_no_part_in_the_score(kind):
    item = items.get(kind)
    content, key = item.split(sample(kind))
    response = right_answer(kind, item, content, key)
    for seed in range(20):
        frozen = item.freeze(content, random.Random(seed))
        assert frozen == item.freeze(content, random.Random(seed))
        posted = {control.name: control.value for control in item.controls(content, frozen, response)}
        assert item.score(content, key, item.parse(content, posted, "lv")).fraction == 1.0


@pytest.mark.parametrize("kind", KINDS)
@given(posted=st.data())
@settings(max_examples=150)
def test_whatever_is_posted_is_read_or_refused(kind, posted):
    item = items.get(kind)
    content, key = item.split(sample(kind))
    names = [control.name for control in drawn(item.controls(content, {}))]
    names += ["o-z", "o-a", "o-m", "o-", "m-", "m-x", "order", "choice", "text", "file", "x-"]
    words = [
        "k1",
        "k2",
        "true",
        "1",
        "2",
        "3",
        "z",
        "a",
        "m",
        "nan",
        "1,500",
        "l1",
        "no-answer",
        "c1",
        "5 km",
        "7 m",
        "3 x",
        "0b1f6b0e-3a5c-4d0e-9d3b-0a1b2c3d4e5f/a.pdf",
        "0b1f6b0e-3a5c-4d0e-9d3b-0a1b2c3d4e50/b.odt",
        "\x00",
        "\ud800",
        *key.get("merged", ()),
    ]
    value = JSON | st.sampled_from(words) | st.lists(st.sampled_from(words) | JSON, max_size=4)
    raw = posted.draw(st.dictionaries(st.sampled_from(names) | st.text(max_size=4), value, max_size=5))
    try:
        response = item.parse(content, raw, posted.draw(st.sampled_from(["en", "sv", "lv", ""])))
    except InvalidResponse:
        return
    json.dumps(response, ensure_ascii=False).encode()
    score = item.score(content, key, response)
    assert -1 <= score.fraction <= 1
    assert score.right == all(score.parts.values()) or not score.parts
    item.to_text(content, response)
    item.controls(content, {}, response)
    assert bool(response) == item.is_gradable(content, response)
    assert item.parse(content, item.serialise(response), "sv") == response or kind == "numeric"
    assert item.is_complete(content, response) in (True, False)
    for part, answer in item.tally(content, response):
        assert isinstance(part, str)
        assert answer


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("raw", [None, [], "x", 3])
def test_what_is_no_mapping_is_refused(kind, raw):
    item = items.get(kind)
    with pytest.raises(InvalidResponse, match="malformed"):
        item.parse(item.split(sample(kind))[0], raw, "en")


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=100)
def test_whatever_is_authored_has_problems_but_never_an_error(kind, data):
    item = items.get(kind)
    names = [field.name for field in item.all_fields]
    rows = {field.name: [inner.name for inner in field.of] + ["id"] for field in item.fields if field.of}
    authored = {}
    for name in data.draw(st.sets(st.sampled_from(names))):
        row = st.dictionaries(st.sampled_from(rows[name]), JSON, max_size=4) if name in rows else JSON
        authored[name] = data.draw(JSON | st.lists(row, max_size=4))
    faults = item.problems(authored)
    assert all(fault.code and fault.field.partition(".")[0] in names for fault in faults)
    content, key = item.split(authored)
    json.dumps([content, key])
    item.freeze(content, random.Random(0))


def in_swedish(fields, data):
    """Return the data with other words wherever a translator may put other words."""
    found = {}
    for name, value in data.items():
        field = next((field for field in fields if field.name == name), None)
        if field and field.type == "list":
            found[name] = [in_swedish(field.of, row) for row in value]
        elif field and field.translatable:
            found[name] = [f"{line} sv" for line in value] if field.type == "lines" else f"{value} sv"
        else:
            found[name] = value
    return found


@pytest.mark.parametrize("kind", sorted(set(ANSWERED) - {"short_text"}))
def test_an_answer_is_worth_the_same_in_every_language(kind):
    item = items.get(kind)
    content, key = item.split(sample(kind))
    other, other_key = item.split(in_swedish(item.all_fields, sample(kind)))
    response = right_answer(kind, item, content, key)
    assert other["stem"] != content["stem"]
    assert item.score(other, other_key, response).fraction == item.score(content, key, response).fraction
    assert item.score(other, other_key, response).right == (kind in MARKED)
    assert item.is_complete(other, response)
    assert drawn(item.controls(other, {}, response))[0].value == drawn(item.controls(content, {}, response))[0].value
    assert [part for part, _ in item.tally(other, response)] == [part for part, _ in item.tally(content, response)]


class MultiDict(dict):
    """Behaves as a framework's posted form: indexing and `get` give the last value, `getlist` all."""

    def get(self, name, default=None):
        return super().get(name, [default])[-1]

    def getlist(self, name):
        return super().get(name, [])


def test_a_multi_dict_is_read_whole():
    item = items.get("multiple_choice")
    content, _ = item.split(sample("multiple_choice"))
    assert item.parse(content, MultiDict(choice=["k1", "k2"]), "en") == {"choice": ["k1", "k2"]}
    item = items.get("ordering")
    content, _ = item.split(sample("ordering"))
    raw = MultiDict({"o-z": ["3"], "o-a": ["1"], "o-m": ["2"], "csrf": ["x"]})
    assert item.parse(content, raw, "en") == {"order": ["a", "m", "z"]}
