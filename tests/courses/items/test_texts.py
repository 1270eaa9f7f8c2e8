"""Texts made comparable, checked, and read out of what was posted."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.texts import comparable, is_blank, is_blank_html, prefixed, squeeze, typed, values


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text):
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.text(), st.booleans())
def test_the_comparable_form_is_its_own(text, case_sensitive):
    form = comparable(text, case_sensitive=case_sensitive)
    assert comparable(form, case_sensitive=case_sensitive) == form
    assert form == form.strip()


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0\u202f", "\u200b", "\ufeff \u00ad"])
def test_what_shows_nothing_is_blank(text):
    assert is_blank(text)
    assert is_blank_html(f"<p>{text}</p><br>")
    assert is_blank_html("<p>&nbsp;</p>")


@pytest.mark.parametrize(
    "source", ["a", "<p>ā</p>", '<img src="x">', "<p><IMG></p>", "&lt;", "1 < 2", "<svg/>"]
)
def test_what_shows_something_is_not(source):
    assert not is_blank_html(source)


def test_hostile_html_is_no_burden():
    assert not is_blank_html("<" * 1_000_000)
    assert is_blank_html("<p>" * 300_000)


@pytest.mark.parametrize(
    ("posted", "found"),
    [
        ("a", ["a"]),
        (["a", "b"], ["a", "b"]),
        (("a", ""), ["a"]),
        (3, ["3"]),
        ([1, "2"], ["1", "2"]),
        (None, []),
        ("", []),
        ([None, ""], []),
    ],
)
def test_values(posted, found):
    assert values({"x": posted}, "x") == found
    assert values({}, "x") == []


@pytest.mark.parametrize("posted", [True, 1.5, {"a": 1}, [["a"]], [True], b"a", 10**18, object()])
def test_what_is_no_text_is_malformed(posted):
    with pytest.raises(InvalidResponse) as caught:
        values({"x": posted}, "x")
    assert caught.value.code == "malformed"


def test_a_number_too_long_to_print_is_malformed():
    with pytest.raises(InvalidResponse):
        values({"x": 10**5_000}, "x")


@pytest.mark.parametrize(
    ("posted", "text"), [("a\r\nb\rc", "a\nb\nc"), ("\ta ", "\ta "), (" \u200b", ""), ([], "")]
)
def test_typed(posted, text):
    assert typed({"x": posted}, "x", 10) == text


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\x0b"])
def test_control_characters_are_refused(char):
    with pytest.raises(InvalidResponse) as caught:
        typed({"x": f"a{char}b"}, "x", 10)
    assert caught.value.code == "control_character"


@given(st.text(max_size=20))
def test_what_is_typed_can_be_stored(text):
    with contextlib.suppress(InvalidResponse):
        kept = typed({"x": text}, "x", 20)
        assert "\x00" not in kept
        kept.encode()


def test_prefixed():
    raw = {"m-a": "1", "m-b": ["2", ""], "m-c": "", "n-a": "x", 3: "y"}
    assert prefixed(raw, "m-", ["a", "b"]) == {"a": ["1"], "b": ["2"]}
    with pytest.raises(InvalidResponse) as caught:
        prefixed({"m-z": "1"}, "m-", ["a"])
    assert caught.value.code == "unknown_option"
