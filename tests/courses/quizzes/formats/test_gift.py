"""GIFT as people write it, also when they write it wrong."""

import pytest

from courses.quizzes.formats import FORMATS
from courses.quizzes.formats.gift_reading import span_of
from tests.courses.quizzes.formats.drafts import draft


def read(text):
    return FORMATS["gift"].read(text if isinstance(text, bytes) else text.encode())


def one(text):
    reading = read(text)
    assert reading.faults == []
    (found,) = reading.drafts
    return found


def options(found):
    return [(row["text"], row["fraction"], row["feedback"]) for row in found.data["options"]]


def test_a_single_choice_with_title_weights_and_feedback():
    found = one(
        "::Capitals::[html]<p>Latvia's <b>capital</b>?</p>{=Rīga#<i>Yes</i> ~%-33.33333%Tallinn#No ~Vilnius####Well}"
    )

    assert (found.kind, found.title, found.data["stem"]) == (
        "single_choice",
        "Capitals",
        "<p>Latvia's <b>capital</b>?</p>",
    )
    assert options(found) == [
        ("Rīga", "1", "<i>Yes</i>"),
        ("Tallinn", "-0.3333333333", "No"),
        ("Vilnius", "0", ""),
    ]
    assert found.data["feedback"] == "Well"
    assert found.notes == []


def test_thirds_become_exact_enough_to_add_up_to_one():
    found = one("Which?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}")

    assert found.kind == "multiple_choice"
    assert [row["fraction"] for row in found.data["options"]] == ["0.3333333333"] * 3 + ["-1"]


def test_several_right_answers_of_a_choice_share_the_mark_and_that_is_said():
    found = one("Which?{=a =b ~c}")

    assert (found.kind, [row["fraction"] for row in found.data["options"]]) == ("multiple_choice", ["0.5", "0.5", "0"])
    assert [(note.action, note.element) for note in found.notes] == [("changed", "=")]


@pytest.mark.parametrize(
    ("answers", "on_true", "on_false"),
    [
        ("TRUE#wrong#right", "<p>right</p>", "<p>wrong</p>"),
        ("F#wrong#right", "<p>wrong</p>", "<p>right</p>"),
        ("T", "", ""),
        ("FALSE##right", "", "<p>right</p>"),
        ("T#wrong####all", "", "<p>wrong</p>"),
    ],
)
def test_the_first_feedback_of_a_statement_is_for_a_wrong_answer(answers, on_true, on_false):
    found = one(f"It is so.{{{answers}}}")

    assert (found.data["feedback_true"], found.data["feedback_false"]) == (on_true, on_false)


def test_plain_answers_are_accepted_lines_and_others_rows():
    assert one("Where?{=Riga =Rīga}").data["accept"] == ["Riga", "Rīga"]
    found = one("Where?{=Riga#Yes =%50%Tallinn =%0%*#No}")

    assert found.data["accept"] == []
    assert [(row["text"], row["fraction"]) for row in found.data["answers"]] == [
        ("Riga", "1"),
        ("Tallinn", "0.5"),
        ("*", "0"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1822", ("1822", "0")),
        ("-3.142:0.001", ("-3.142", "0.001")),
        ("-3.142..-3.141", ("-3.1415", "0.0005")),
        ("1..5", ("3", "2")),
        ("1e3:5", ("1000", "5")),
        ("*", ("*", "0")),
    ],
)
def test_numbers_with_tolerances_and_ranges(text, expected):
    assert span_of(text) == expected


def test_an_answer_for_a_part_before_the_whole_one_gives_way_to_it_and_that_is_said():
    apart = one("How many?{#=%50%5:0 =9:0}")
    overlapping = one("How many?{#=%50%9:0 =9:2}")

    assert (apart.data["answer"], apart.data["answers"][0]["answer"], apart.notes) == ("9", "5", [])
    assert [(note.action, note.element) for note in overlapping.notes] == [("changed", "9")]


def test_pairs_and_answers_that_fit_nothing():
    found = one("Match.{=[html]<b>Latvia</b> -> Rīga =Sweden -> Stockholm = -> Gdańsk}")

    assert [(row["prompt"], row["answer"]) for row in found.data["pairs"]] == [
        ("Latvia", "Rīga"),
        ("Sweden", "Stockholm"),
    ]
    assert [row["text"] for row in found.data["distractors"]] == ["Gdańsk"]
    assert [(note.action, note.element) for note in found.notes] == [("changed", "->: <b>")]


def test_a_missing_word_leaves_a_blank_and_a_note():
    found = one("Grant is {~buried =entombed} in a tomb.")

    assert found.data["stem"] == "<p>Grant is _____ in a tomb.</p>"
    assert [note.action for note in found.notes] == ["changed"]


def test_comments_give_code_and_tags_and_categories_hold_until_the_next():
    text = """
// [id:B1-Q1] [tag:eu] [tag:a\\]b]
First?{T}

$CATEGORY: $course$/top/Basics/Arts//Crafts
Second?{T}

// question: 12  name: nothing
$CATEGORY: Plain
// [id:B1-Q3]
Third?{T}
"""
    found = read(text).drafts

    assert [(each.code, each.tags, each.category, each.line) for each in found] == [
        ("B1-Q1", ("eu", "a]b"), (), 3),
        ("", (), ("Basics", "Arts/Crafts"), 6),
        ("B1-Q3", (), ("Plain",), 11),
    ]


def test_a_category_without_questions_is_named():
    assert [(note.action, note.element, note.line) for note in read("$CATEGORY: A/B\n\n").notes] == [
        ("dropped", "A/B", 1)
    ]


def test_escapes_stand_for_themselves_and_single_backslashes_too():
    found = one(r"A \{b\} \= \\c \d \~ \# \: e\nf{=x\=y ~\~}")

    assert found.data["stem"] == r"<p>A {b} = \c \d ~ # : e<br>f</p>"
    assert [row["text"] for row in found.data["options"]] == ["x=y", "~"]


def test_markdown_becomes_html_and_plain_stays_plain():
    assert one("[markdown]a **b**{T}").data["stem"] == "<p>a <strong>b</strong></p>"
    assert one("[plain]a <b>b</b> & c{T}").data["stem"] == "<p>a &lt;b&gt;b&lt;/b&gt; &amp; c</p>"
    assert one("a < b <b>c</b>{T}").data["stem"] == "a &lt; b <b>c</b>"


def test_blank_lines_within_the_braces_belong_to_the_question():
    assert [each.kind for each in read("One?{\n\n=a\n\n~b\n\n}\n\nTwo?{T}").drafts] == ["single_choice", "true_false"]


@pytest.mark.parametrize(
    ("broken", "about"),
    [
        ("Open?{=a ~b", "brace"),
        ("Closed?=a}", "brace"),
        ("Two?{T} more {F}", "twice"),
        ("::Title without end{T}", "title"),
        ("None right?{~a ~b}", "right"),
        ("One option?{~%100%a}", "few"),
        ("Twice the same?{=a ~b ~b}", "same text"),
        ("Parts?{~%50%a ~%20%b ~c}", "100 percent"),
        ("Number?{#five}", "number"),
        ("Number?{#1,5}", "number"),
        ("Range?{#5..1}", "range"),
        ("Only a part?{#=%50%5}", "whole mark"),
        ("Pairs?{=a -> b =c}", "pair"),
        ("All the same?{=a -> x =b -> x}", "same answer"),
        ("Long?{=" + "a" * 501 + " ~b}", "500"),
        ("a" * 100_001 + "{T}", "too long"),
        ("[markdown]" + "[" * 20_001 + "{T}", "too long"),
    ],
)
def test_a_broken_question_is_a_fault_with_its_line_and_the_others_are_read(broken, about):
    reading = read(f"First?{{T}}\n\n\n{broken}\n\nLast?{{F}}\n")

    assert [each.data["stem"] for each in reading.drafts] == ["<p>First?</p>", "<p>Last?</p>"]
    assert [fault.line for fault in reading.faults] == [4]
    assert about in reading.faults[0].message.lower()


def test_the_windows_code_page_is_read_and_said():
    reading = read(
        "Où?{=Rīga ~là}".encode("cp1257", "replace").replace("Où".encode("cp1257", "replace"), "Où".encode("cp1252"))
    )

    assert reading.drafts[0].data["stem"] == "<p>Où?</p>"
    assert [(note.action, note.element) for note in reading.notes] == [("changed", "Windows-1252")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_unicode_with_a_byte_order_mark_is_read(encoding):
    reading = read("Kā sauc Ķekavu?\r\n{=Ķekava ~Łódź}\r\n".encode(encoding))

    assert (reading.drafts[0].data["options"][0]["text"], reading.notes) == ("Ķekava", [])


def test_scripts_are_taken_out_and_that_is_said():
    found = one(r'[html]<p onclick\="x()">Hi<script>alert(1)</script></p>{T}')

    assert found.data["stem"] == "<p>Hi</p>"
    assert found.notes[0].element == "stem: onclick= <script>"


def test_a_brace_left_open_costs_one_question_and_not_those_after_it():
    reading = read("Open?{=a\n\n" * 50 + "Last?{T}")

    assert [fault.line for fault in reading.faults] == list(range(1, 101, 2))
    assert [each.kind for each in reading.drafts] == ["true_false"]


def test_what_gift_cannot_say_is_left_out_and_named():
    from courses.quizzes.formats.base import Draft
    from courses.quizzes.formats.finish import finish

    items = {"items": [{"text": "a"}, {"text": "b"}]}
    order = finish(Draft("ordering", {"stem": "<p>Order.</p>", **items}, code="B1-Q9"))
    raw, notes = FORMATS["gift"].write([order, draft(code="B1-Q1", data={"hint": "<p>Think</p>"})])

    assert [found.code for found in read(raw).drafts] == ["B1-Q1"]
    assert [(note.action, note.element) for note in notes] == [("dropped", "B1-Q9"), ("changed", "B1-Q1: hint")]
