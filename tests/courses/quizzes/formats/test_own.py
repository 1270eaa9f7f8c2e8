"""JSON of our own: lossless, versioned, and careful with what others put into it."""

import json

import pytest

from courses.quizzes.formats import FORMATS, FormatError
from courses.quizzes.formats.own import FORMAT
from tests.courses.quizzes.formats.drafts import PNG, draft


def file(*questions, **head):
    return json.dumps({"format": FORMAT, "version": 1, **head, "questions": list(questions)}, indent=1).encode()


def read(raw):
    return FORMATS["json"].read(raw)


def entry(**changes):
    data = {"stem": "<p>Where?</p>", "accept": ["Rīga"], **changes.pop("data", {})}
    return {"kind": "short_text", "data": data, **changes}


def test_a_question_keeps_the_line_it_stands_on():
    raw, _notes = FORMATS["json"].write([draft(code="A"), draft("numeric", code="B")])
    found = read(raw).drafts
    text = raw.decode().split("\n")

    assert [text[each.line - 1].strip() for each in found] == ["{", "{"]
    assert [json.loads("{" + text[each.line + 1].strip().rstrip(",") + "}")["code"] for each in found] == ["A", "B"]


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b'{"questions": []}',
        b'{"format": "other", "version": 1, "questions": []}',
        b'{"format": "skerry-questions", "questions": []}',
        b'{"format": "skerry-questions", "version": 2, "questions": []}',
        b'{"format": "skerry-questions", "version": true, "questions": []}',
        b'{"questions": [{"kind": "description"}], "format": "skerry-questions", "version": 1}',
        b'{"format": "skerry-questions", "version": 1, "questions": [' + b"[" * 100_000,
        b'{"format": "skerry-questions", "version": 1, "questions": [NaN]}',
    ],
)
def test_what_is_no_file_of_ours_is_refused(raw):
    with pytest.raises(FormatError):
        read(raw)


def test_the_good_questions_before_a_fault_in_the_file_are_kept():
    raw = file(entry(code="A"), entry(code="B"))
    reading = read(raw[: raw.rindex(b'"B"')] + b"oops")

    assert [each.code for each in reading.drafts] == ["A"]
    assert len(reading.faults) == 1


@pytest.mark.parametrize(
    "question",
    [
        7,
        {"kind": 5},
        entry(code=5),
        entry(tags="eu"),
        entry(about={"colour": "red"}),
        entry(about={"author": 5}),
        entry(tags=[1]),
        entry(images=["a.png"]),
        entry(data={"stem": 5}),
        entry(data={"accept": "Rīga"}),
        entry(data={"accept": [5]}),
        entry(data={"case_sensitive": "yes"}),
        entry(data={"answers": [5]}),
        entry(data={"stem": ""}),
        {"kind": "short_text", "data": []},
    ],
)
def test_a_question_of_wrong_types_is_a_fault_and_the_next_is_read(question):
    reading = read(file(question, entry(code="B")))

    assert [each.code for each in reading.drafts] == ["B"]
    assert [fault.line for fault in reading.faults] == [5]


def test_what_has_no_place_is_named():
    reading = read(file(entry(data={"colour": "red"}, mood="good"), {"kind": "cloze", "data": {}}, author="A"))

    assert [(note.action, note.element) for note in reading.drafts[0].notes] == [
        ("dropped", "mood"),
        ("dropped", "colour"),
    ]
    assert [(note.action, note.element) for note in reading.notes] == [("dropped", "cloze"), ("dropped", "author")]


def test_html_in_it_is_cleaned_and_images_are_checked():
    dirty = entry(
        data={"stem": '<p onclick="x">a<img src="@@PLUGINFILE@@/a.png"></p>'},
        images={"a.png": "bm8=", "../b.png": "bm8=", "c.png": 5},
    )
    (found,) = read(file(dirty)).drafts

    assert found.data["stem"] == '<p>a<img src="@@PLUGINFILE@@/a.png"></p>'
    assert found.images == {}
    assert {note.element for note in found.notes} == {"a.png", "../b.png", "c.png", "stem: onclick="}


def test_ids_of_rows_are_kept_and_images_with_them():
    rows = [{"id": "one", "text": "Rīga", "fraction": "1"}, {"id": "two", "text": "Łódź", "fraction": "0"}]
    one = draft(data={"stem": '<p><img src="@@PLUGINFILE@@/a.png"></p>', "options": rows}, images={"a.png": PNG})
    (found,) = read(FORMATS["json"].write([one])[0]).drafts

    assert [row["id"] for row in found.data["options"]] == ["one", "two"]
    assert found.images == {"a.png": PNG}
