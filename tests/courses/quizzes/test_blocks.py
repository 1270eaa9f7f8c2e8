"""The editor's form of each kind of question, and what a translator is offered of it."""

import uuid

import pytest
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from courses import items
from courses.quizzes import authoring
from courses.quizzes.blocks import ItemStreamBlock
from courses.quizzes.models import Question

WRITTEN = {
    "essay": {
        "min_words": "20",
        "template": "Aim:\n\nSteps:",
        "rubric": [{"text": "Clear", "points": "2"}],
        "model": "<p>Goal</p>",
        "notes": "<p>Lenient</p>",
    },
    "file_upload": {"extensions": "pdf\nodt", "max_files": "2", "rubric": [{"text": "Clear", "points": "1"}]},
    "scale": {"labels": [{"text": "No"}, {"text": "Yes"}], "other": True},
    "matrix": {"rows": [{"text": "Aims"}], "columns": [{"text": "Poor"}, {"text": "Good"}]},
    "description": {},
    "numeric": {
        "answer": "2",
        "answers": [{"answer": "*", "fraction": "0", "feedback": "<p>Read again</p>"}],
        "unit": "km",
        "unit_rule": "required",
        "units": [{"text": "mi", "factor": "1.6"}],
    },
    "short_text": {"answers": [{"text": "Riga", "fraction": "1", "feedback": "<p>Yes</p>"}]},
}
OFFERED = {
    "essay": {"Aim:\n\nSteps:", "Clear", "Goal", "Lenient"},
    "file_upload": {"Clear"},
    "scale": {"No", "Yes"},
    "matrix": {"Aims", "Poor", "Good"},
    "description": set(),
    "numeric": {"Read again", "km", "mi"},
    "short_text": {"Riga", "Yes"},
}


def stored(kind):
    """Return the stream of a question as the database would give it."""

    def rows(value):
        listed = isinstance(value, list)
        return [{"type": "item", "id": str(uuid.uuid4()), "value": row} for row in value] if listed else value

    value = {"stem": "<p>Which?</p>"} | {name: rows(value) for name, value in WRITTEN[kind].items()}
    return ItemStreamBlock().to_python([{"type": kind, "id": str(uuid.uuid4()), "value": value}])


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_what_an_editor_writes_is_a_question(kind):
    value = stored(kind)
    data = authoring.data_of(value[0])
    assert items.get(kind).problems(data) == []
    assert set(data) == {field.name for field in items.get(kind).all_fields}
    assert value.stream_block.clean(value)
    assert value.stream_block.get_form_state(value)


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_a_translator_is_offered_words_and_no_numbers(kind):
    field = Question._meta.get_field("item")
    found = StreamFieldSegmentExtractor(field).handle_stream_block(stored(kind))
    offered = {segment.string.render_text() for segment in found if not segment.is_empty() and hasattr(segment, "string")}
    assert offered == {"Which?"} | OFFERED[kind]


def test_fields_that_are_left_alone_have_their_defaults():
    value = ItemStreamBlock().to_python(
        [{"type": "file_upload", "id": str(uuid.uuid4()), "value": {"stem": "<p>Hand in.</p>"}}]
    )
    data = authoring.data_of(value[0])
    assert data["extensions"] == ["pdf", "docx", "odt", "xlsx", "ods", "png", "jpg", "jpeg", "webp", "txt"]
    assert data["max_files"] == "1"
    content, _ = items.get("file_upload").split(data)
    assert content["max_files"] == 1


def test_the_number_of_rows_is_bounded():
    labels = ItemStreamBlock().child_blocks["scale"].child_blocks["labels"]
    assert (labels.meta.min_num, labels.meta.max_num) == (2, 11)


@pytest.mark.django_db
def test_a_preview_shows_the_rubric():
    question = Question(item=stored("essay"))
    shown = authoring.preview(question)["question"]
    assert [text for _, text, _ in shown["rubric"]] == ["Clear"]
    assert [control.kind for control in shown["controls"]] == ["textarea"]
