"""What each kind of question looks like on the page."""

import random

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from courses import items

RUBRIC = [{"id": "b1", "text": "Clear aim", "points": "2"}, {"id": "b2", "text": "Sources", "points": "0.5"}]
FILE = "0b1f6b0e-3a5c-4d0e-9d3b-0a1b2c3d4e5f/Plan <1>.pdf"
MATRIX = {
    "rows": [{"id": "r1", "text": "Aims"}, {"id": "r2", "text": "Rooms"}],
    "columns": [{"id": "c1", "text": "Poor"}, {"id": "c2", "text": "Good"}],
}


def drawn(kind, raw=(), open=True, outcome=None, **data):
    """Draw a question in English with what was posted so far, and with its outcome when it is closed."""
    item = items.get(kind)
    content, key = item.split({"stem": "<p>Which <b>one</b>?</p>"} | data)
    response = item.parse(content, dict(raw), "en")
    question = {
        "kind": kind,
        "stem": content["stem"],
        "controls": item.controls(content, item.freeze(content, random.Random(1)), response),
        "rubric": item.rubric(content),
        "open": open,
        "marking": item.marking,
        "slot": {"language": "lv", "max_mark": "2.00"},
    }
    if not open:
        worth = item.score(content, key, response)
        question |= {"released": True, "state": "partial", "parts": worth.parts, "feedback": worth.feedback}
        question |= {"model_answer": item.model_answer(content, key)} | (outcome or {})
    with translation.override("en"):
        page = render_to_string("quizzes/includes/question.html", {"question": question})
    assert "style=" not in page
    return BeautifulSoup(page, "html.parser")


def described_by(page, element):
    return page.find(id=element["aria-describedby"]).get_text(" ", strip=True)


def said(element):
    return element.get_text(" ", strip=True)


def test_an_essay_says_its_bounds_and_its_rubric():
    page = drawn("essay", min_words="50", max_words="200", rubric=RUBRIC, template="Aim:\n<b>")
    area = page.find("textarea")
    assert (area["name"], area["maxlength"], area.text.strip("\n")) == ("text", "20000", "Aim:\n<b>")
    assert described_by(page, area) == "Write 50 to 200 words."
    assert page.find("label", attrs={"for": area["id"]})
    assert [said(row) for row in page.select("details tbody tr")] == ["Clear aim 2", "Sources 0.50"]
    assert "at least 1 word." in said(drawn("essay", min_words="1"))
    assert "at most 9 words." in said(drawn("essay", max_words="9"))
    assert not drawn("essay").find("details")


def test_an_essay_keeps_its_first_line_and_is_read_in_its_language():
    posted = {"text": ["\nPirmais\n\notrais <b>"]}
    area = drawn("essay", posted).find("textarea")
    assert area.text == "\n\nPirmais\n\notrais <b>"
    closed = drawn("essay", posted, open=False)
    assert not closed.find("textarea")
    assert closed.select_one(".written")["lang"] == "lv"
    assert said(closed.select_one(".written")) == "Pirmais otrais <b>"
    assert said(drawn("essay", open=False).select_one(".written")) == "Not answered"


def test_a_file_field_keeps_what_is_there():
    page = drawn("file_upload", {"file": [FILE]}, extensions=["pdf", "odt"], max_files="3")
    field = page.find("input", type="file")
    assert (field["name"], field["accept"], field.has_attr("multiple")) == ("upload", ".pdf,.odt", True)
    assert "up to 3 files" in described_by(page, field)
    assert "pdf, odt" in described_by(page, field)
    (kept,) = page.select("input[type=checkbox]")
    assert (kept["name"], kept["value"], kept.has_attr("checked")) == ("file", FILE, True)
    assert said(kept.parent) == "Plan <1>.pdf"
    assert page.find("label", attrs={"for": field["id"]})
    assert not drawn("file_upload").find("input", type="file").has_attr("multiple")
    closed = drawn("file_upload", {"file": [FILE]}, open=False)
    assert not closed.find("input")
    assert "Plan <1>.pdf" in said(closed)


def test_a_matrix_is_a_table_of_named_radios():
    page = drawn("matrix", {"x-r2": ["c2"]}, **MATRIX)
    radios = page.select("table input[type=radio]")
    named = {
        " ".join(said(page.find(id=id_)) for id_ in radio["aria-labelledby"].split()): (radio["name"], radio["value"])
        for radio in radios
    }
    assert named == {
        "Aims Poor": ("x-r1", "c1"),
        "Aims Good": ("x-r1", "c2"),
        "Rooms Poor": ("x-r2", "c1"),
        "Rooms Good": ("x-r2", "c2"),
    }
    assert [radio["value"] for radio in radios if radio.has_attr("checked")] == ["c2"]
    assert [said(head) for head in page.select("thead th[scope=col]")] == ["Poor", "Good"]
    assert page.find("table").find("caption")


def test_a_description_has_nothing_to_fill_in():
    page = drawn("description")
    assert not page.find(["fieldset", "input", "label"])
    assert said(page) == "Which one ?"


def test_a_scale_offers_to_say_nothing_in_the_readers_language():
    labels = [{"id": "l1", "text": "No"}, {"id": "l2", "text": "Yes"}]
    page = drawn("scale", {"choice": ["no-answer"]}, labels=labels, other=True)
    assert [said(option) for option in page.select(".option")] == ["No", "Yes", "No answer"]
    assert page.select_one("input[checked]")["value"] == "no-answer"


def test_true_and_false_are_words_of_the_page():
    assert [said(option) for option in drawn("true_false", answer=True).select(".option")] == ["True", "False"]
    assert said(drawn("true_false", open=False, answer=False).select_one(".feedback li")) == "False"


@pytest.mark.parametrize(
    ("rule", "words", "keyboard"),
    [("shown", "km", "decimal"), ("optional", "You may write the unit", None), ("required", "Write the unit", None)],
)
def test_a_number_says_what_becomes_of_the_unit(rule, words, keyboard):
    page = drawn("numeric", answer="2", unit="km", unit_rule=rule)
    field = page.find("input")
    assert field.get("inputmode") == keyboard
    assert words in described_by(page, field)
    assert bool(page.select_one(".unit")) == (rule == "shown")


def test_a_missing_unit_is_named_and_a_wrong_number_is_not_blamed_on_it():
    data = {"answer": "2", "unit": "km", "unit_rule": "required"}
    assert "its unit is missing" in said(drawn("numeric", {"text": ["2"]}, open=False, **data))
    assert "its unit is missing" not in said(drawn("numeric", {"text": ["3"]}, open=False, **data))
    assert "its unit is missing" not in said(drawn("numeric", {"text": ["2 km"]}, open=False, **data))


@pytest.mark.parametrize(
    ("state", "verdict", "title"),
    [
        ("right", "right", "Right"),
        ("partial", "partial", "Partly right"),
        ("wrong", "wrong", "Not right"),
        ("gave_up", "wrong", "Not answered"),
        ("waits", "open", "Waits to be marked"),
        ("done", "open", "Your answer is in"),
        (None, "open", "Your answer is in"),
    ],
)
def test_only_what_was_judged_has_a_verdict(state, verdict, title):
    label = {"gave_up": "Not answered", "waits": "Waits to be marked"}.get(state, "")
    box = drawn("numeric", {"text": ["3"]}, open=False, answer="2", outcome={"state": state, "state_label": label})
    assert box.select_one(".feedback")["data-verdict"] == verdict
    assert said(box.select_one(".feedback-title strong")) == title


def test_a_marked_essay_shows_its_mark_and_what_the_trainer_wrote():
    posted, model = {"text": ["An essay"]}, "<p>A good one.</p>"
    outcome = {"state": "partial", "mark": 1.5, "comment": "Well begun.\n\nName <sources>."}
    box = said(drawn("essay", posted, open=False, model=model, outcome=outcome).select_one(".feedback"))
    assert "1.50 of 2 points" in box
    assert "From the trainer: Well begun. Name <sources>." in box
    assert "What a good answer holds: A good one." in box
    waiting = drawn("essay", posted, open=False, model=model, outcome={"state": "waits", "state_label": "Waits"})
    assert "A good one." not in said(waiting)


def test_a_description_has_no_outcome():
    assert not drawn("description", open=False).select_one(".feedback")
