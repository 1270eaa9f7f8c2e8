"""Aiken: questions typed in a word processor."""

import pytest

from courses.quizzes.formats import FORMATS

GOOD = """Which is the capital
of Latvia?
A. Tallinn
B) Rīga
C. Vilnius
ANSWER: B

Second?
A. yes
B. no
answer: a
"""


def read(text):
    return FORMATS["aiken"].read(text.encode())


def test_questions_options_and_the_right_one_are_read():
    reading = read(GOOD)
    first, second = reading.drafts

    assert reading.faults == []
    assert (first.kind, first.line, first.data["stem"]) == (
        "single_choice",
        1,
        "<p>Which is the capital<br>of Latvia?</p>",
    )
    assert [(row["text"], row["fraction"]) for row in first.data["options"]] == [
        ("Tallinn", "0"),
        ("Rīga", "1"),
        ("Vilnius", "0"),
    ]
    assert [row["fraction"] for row in second.data["options"]] == ["1", "0"]


@pytest.mark.parametrize(
    ("broken", "about"),
    [
        ("Q?\nA. a\nB. b\n", "ANSWER"),
        ("Q?\nA. a\nB. b\nANSWER: C\n", "letter"),
        ("Q?\nA. a\nC. b\nANSWER: A\n", "letters"),
        ("A. a\nB. b\nANSWER: A\n", "without a question"),
        ("Q?\nA. a\nANSWER: A\n", "few"),
    ],
)
def test_a_broken_question_is_a_fault_and_the_next_is_read(broken, about):
    reading = read(broken + "\n" + GOOD)

    assert len(reading.drafts) == 2
    assert [fault.line for fault in reading.faults] == [1]
    assert about in reading.faults[0].message


def test_there_is_no_way_to_write_it():
    assert FORMATS["aiken"].write is None
