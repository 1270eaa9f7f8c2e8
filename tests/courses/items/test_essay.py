"""The essay: words, limits, the text to start from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.essay import ESSAY_LIMIT, MOST_WORDS, Essay, word_count

ITEM = Essay()


def question(**more):
    return {"stem": "Ką daro klasteris?"} | more


def content(**more):
    return ITEM.split(question(**more))[0]


def codes(**more):
    return [(fault.code, fault.field) for fault in ITEM.problems(question(**more))]


def complete(text, **more):
    shown = content(**more)
    return ITEM.is_complete(shown, ITEM.parse(shown, {"text": [text]}, "lt"))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_read_again(text):
    shown = content(template="Įvadas")
    try:
        response = ITEM.parse(shown, {"text": [text]}, "lt")
    except InvalidResponse:
        assert any(unicodedata.category(char) in ("Cc", "Cs") for char in text)
        return
    assert ITEM.parse(shown, ITEM.serialise(response), "lt") == response
    assert ITEM.to_text(shown, response) == response.get("text", "")


@given(
    st.lists(st.text("aąčęėįšųūž", min_size=1, max_size=8), max_size=12),
    st.lists(st.sampled_from([" ", "\n", "\u00a0", "  "]), min_size=12, max_size=12),
)
def test_words_are_counted_between_white_space(words, gaps):
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    assert word_count(text) == len(words)
    assert complete(text, min_words="3", max_words="5") == (3 <= len(words) <= 5)
    assert complete(text, min_words="3") == (len(words) >= 3)
    assert complete(text, max_words="5") == (0 < len(words) <= 5)


def test_what_the_field_began_with_is_no_answer():
    shown = content(template="Įvadas:\n\nPabaiga:")
    assert ITEM.parse(shown, {"text": ["Įvadas:\r\n\r\nPabaiga:\r\n"]}, "lt") == {}
    assert ITEM.parse(shown, {"text": ["Įvadas: taip\n\nPabaiga:"]}, "lt") != {}
    (control,) = ITEM.controls(shown, {})
    assert (control.value, control.start) == (None, "Įvadas:\n\nPabaiga:")


def test_the_limit_is_larger_than_that_of_a_short_text():
    assert ITEM.parse(content(), {"text": "ž" * ESSAY_LIMIT}, "lt")
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(content(), {"text": "ž" * (ESSAY_LIMIT + 1)}, "lt")
    assert (caught.value.code, caught.value.params["limit"]) == ("too_long", 20_000)


def test_the_control_says_its_bounds():
    shown = content(min_words="50", max_words="200.0")
    (control,) = ITEM.controls(shown, {}, {"text": "Taip"})
    assert (control.kind, control.name, control.value) == ("textarea", "text", "Taip")
    assert (control.limit, control.min_words, control.max_words) == (20_000, 50, 200)
    (control,) = ITEM.controls(content(), {})
    assert (control.min_words, control.max_words) == (0, 0)


def test_faults():
    assert codes() == codes(min_words="5", max_words="5") == codes(min_words="5", max_words="") == []
    assert codes(min_words="x") == [("not_a_number", "min_words")]
    assert codes(min_words="1.5") == [("not_whole", "min_words")]
    assert codes(max_words="-1") == [("out_of_range", "max_words")]
    assert codes(max_words=str(MOST_WORDS + 1)) == [("out_of_range", "max_words")]
    assert codes(min_words="6", max_words="5") == [("least_above_most", "max_words")]
    assert codes(template=3) == [("wrong_type", "template")]
    assert codes(template="x" * (ESSAY_LIMIT + 1)) == [("too_long", "template")]
