"""Every code of an item type has words."""

import re

import pytest
from django.utils import translation

from courses.items import InvalidResponse, Problem
from courses.quizzes import messages

PARAMS = {"minimum": 0, "maximum": 5, "limit": 9, "first": 0, "allowed": 2}


def codes(thing):
    """Return the codes that the documentation of a class lists."""
    text = re.split(r"[Cc]od.s?`?(?: is one of)?:", thing.__doc__, maxsplit=1)[1].split(".")[0]
    return [word for word in re.findall(r"[a-z]+(?:_[a-z]+)*", text) if word]


@pytest.mark.parametrize("code", codes(InvalidResponse))
def test_a_refusal_says_what_to_do(code):
    with translation.override("en"):
        said = messages.response(InvalidResponse(code, name="choice", limit=9, allowed="pdf, odt"))
        assert said
        assert "%" not in said
        assert code == "malformed" or said != messages.response(InvalidResponse("malformed"))


def test_too_many_files_are_not_too_many_options():
    with translation.override("en"):
        assert "at most 2" in messages.response(InvalidResponse("too_many", name="file", allowed=2))
        assert "one option" in messages.response(InvalidResponse("too_many", name="choice", allowed=1))


@pytest.mark.parametrize("code", sorted(set(codes(Problem)) & messages.PROBLEMS.keys()))
def test_a_fault_names_the_field(code):
    with translation.override("en"):
        said = messages.problem(Problem(code, "rows.2.text", PARAMS))
        assert said
        assert "%(" not in said


def test_the_codes_without_words_of_their_own_are_known():
    assert set(codes(Problem)) - messages.PROBLEMS.keys() == {
        "missing_id",
        "duplicate_id",
        "unknown_choice",
        "one_answer",
    }
    with translation.override("en"):
        assert "missing_id: rows.0.id" in messages.problem(Problem("missing_id", "rows.0.id"))
