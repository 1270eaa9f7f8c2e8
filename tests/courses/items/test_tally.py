"""Every kind in words, and its answers counted."""

import pytest

import courses.items as items


def split(kind, **data):
    item = items.get(kind)
    return item, *item.split({"stem": "<p>Kas <b>ir</b>?</p>"} | data)


OPTIONS = [{"id": "a", "text": "Ja", "fraction": "1"}, {"id": "b", "text": "Nei", "fraction": "-1"}]


def test_choices():
    item, content, key = split("single_choice", options=OPTIONS)
    assert item.describe(content) == "Kas ir?\n- Ja\n- Nei"
    assert item.tally(content, {"choice": ["b"]}) == [("", "b")]
    assert item.tally_labels(content) == {"a": "Ja", "b": "Nei"}
    assert item.tally_right(content, key) == {("", "a")}
    more = [*OPTIONS[1:], *({"id": id_, "text": id_, "fraction": "0.5"} for id_ in "cd")]
    item, content, key = split("multiple_choice", options=more)
    assert item.tally(content, {"choice": ["b", "c"]}) == [("", "b"), ("", "c")]
    assert item.tally_right(content, key) == {("", "c"), ("", "d")}


def test_a_statement_has_no_words_of_the_author_to_choose_from():
    item, content, key = split("true_false", answer=False)
    assert item.describe(content) == "Kas ir?"
    assert item.tally(content, {"choice": ["true"]}) == [("", "true")]
    assert item.tally_right(content, key) == {("", "false")}
    assert set(item.tally_labels(content)) == {"true", "false"}


def test_matching():
    pairs = [{"id": "p1", "prompt": "LV", "answer": "Rīga"}, {"id": "p2", "prompt": "SE", "answer": "Rīga "}]
    item, content, key = split("matching", pairs=pairs, distractors=[{"id": "d", "text": "Oslo"}])
    labels = item.tally_labels(content)
    assert sorted(labels.values()) == ["LV", "Oslo", "Rīga", "SE"]
    response = {"pairs": {pair["id"]: content["answers"][0]["id"] for pair in content["pairs"]}}
    assert item.tally(content, response) == list(response["pairs"].items())
    assert {(labels[pair], labels.get(answer)) for pair, answer in item.tally_right(content, key)} == {
        ("LV", "Rīga"),
        ("LV", None),
        ("SE", "Rīga"),
        ("SE", None),
    }
    assert set(item.describe(content).splitlines()) == {"Kas ir?", "- LV", "- SE", "- Rīga", "- Oslo"}


def test_ordering():
    item, content, key = split("ordering", items=[{"id": "z", "text": "ett"}, {"id": "a", "text": "två"}])
    assert item.tally(content, {"order": ["a", "z"]}) == [("a", "1"), ("z", "2")]
    assert item.tally_right(content, key) == {("z", "1"), ("a", "2")}
    assert item.tally_labels(content) == {"z": "ett", "a": "två"}
    assert item.describe(content) == "Kas ir?\n- två\n- ett"


def test_short_text():
    answers = [{"id": "s", "text": "Rīga*", "fraction": "1"}, {"id": "t", "text": "Riga", "fraction": "0.5"}]
    item, content, key = split("short_text", accept=["RĪGA ", "Rīga*s"], answers=answers)
    assert item.tally(content, {"text": " rīGA\u00a0"}) == [("", "rīga")]
    assert item.tally_right(content, key) == {("", "rīga")}
    item, content, key = split("short_text", accept=["Rīga"], case_sensitive=True)
    assert item.tally(content, {"text": "rīGA"}) == [("", "rīGA")]
    assert item.tally_right(content, key) == {("", "Rīga")}


@pytest.mark.parametrize(
    ("rule", "text", "counted", "right"),
    [
        ("shown", "3,50", "3.5", {"3.5", "4"}),
        ("shown", "3,50 km", "3.5", {"3.5", "4"}),
        ("optional", "3,50", "3.5", {"3.5", "4", "3.5 km", "4 km"}),
        ("required", "3,50 KM", "3.5 km", {"3.5 km", "4 km"}),
        ("required", "3500 m", "3500 m", {"3.5 km", "4 km"}),
        ("required", "3,5 mil.", "3.5 mil", {"3.5 km", "4 km"}),
    ],
)
def test_numbers(rule, text, counted, right):
    answers = [{"id": "n", "answer": "4"}, {"id": "m", "answer": "5", "fraction": "0.5"}, {"id": "r", "answer": "*", "fraction": "0"}]
    units = [{"id": "u", "text": "m", "factor": "0.001"}]
    item, content, key = split("numeric", answer="3.5", answers=answers, unit="km", unit_rule=rule, units=units)
    assert item.tally(content, item.parse(content, {"text": text}, "lv")) == [("", counted)]
    assert item.tally_right(content, key) == {("", number) for number in right}


@pytest.mark.parametrize("kind", items.kinds())
def test_no_answer_is_not_counted(kind):
    data = {
        "options": OPTIONS,
        "pairs": [],
        "items": [],
        "rows": [],
        "columns": [],
        "labels": [],
    }
    item, content, key = split(kind, **data)
    assert item.tally(content, {}) == []
    assert item.describe(content).startswith("Kas ir?")
    assert item.tally_labels(content).keys() >= {answer for _, answer in item.tally_right(content, key) if kind.endswith("choice")}
