"""Words between questions."""

from hypothesis import given
from hypothesis import strategies as st

from courses.items.description import Description

ITEM = Description()


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=4) | st.lists(st.text(max_size=4))))
def test_whatever_is_posted_there_is_no_answer_and_nothing_missing(raw):
    content, key = ITEM.split({"stem": "<p>Læs først.</p>"})
    assert ITEM.parse(content, raw, "da") == {}
    assert ITEM.is_complete(content, {})
    assert not ITEM.is_gradable(content, {})
    assert ITEM.score(content, key, {}).fraction == 0


def test_it_is_drawn_by_its_words_alone():
    content, key = ITEM.split({"stem": "<p>Læs <b>først</b>.</p><p>Svar så.</p>"})
    assert ITEM.marking == "none"
    assert ITEM.controls(content, {}, {}) == []
    assert ITEM.describe(content) == "Læs først.\nSvar så."
    assert (ITEM.to_text(content, {}), ITEM.tally(content, {}), ITEM.model_answer(content, key)) == ("", [], [])
    assert (ITEM.serialise({}), ITEM.same({}, {})) == ({}, True)
    assert [fault.code for fault in ITEM.problems({"stem": "<p> </p>"})] == ["empty"]
