"""HTML as plain text."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.plain import plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("Kas?", "Kas?"),
        ("<p>Kas  ir\n<b>klast</b>eris?</p><p>Jā&nbsp;&amp; nē</p>", "Kas ir klasteris?\nJā & nē"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ('<p>Karte: <img src="/m.png" alt="Baltijas jūra"></p>', "Karte: [Baltijas jūra]"),
        ('<embed alt="Tilts" embedtype="image" id="3"/>', "[Tilts]"),
        ("<style>p { x }</style><p>a</p><script>b</script>", "a"),
        ("5 &lt; 7 < 9", "5 < 7 < 9"),
    ],
)
def test_what_a_piece_of_html_says(source, text):
    assert plain(source) == text


@given(st.text(max_size=60))
def test_what_was_escaped_is_said(text):
    visible = " ".join(text.replace("\x00", "\ufffd").split())
    assert plain(f"<p>{html.escape(visible)}</p>") == visible


@given(st.text("<>/pbr &;a\n", max_size=60))
def test_nothing_is_too_broken_to_read(source):
    assert plain(source) == plain(source).strip()
