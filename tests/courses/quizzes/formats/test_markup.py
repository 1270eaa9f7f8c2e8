"""HTML from outside: what stays, what goes, and that cleaning twice is cleaning once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.quizzes.formats import clean
from courses.quizzes.formats.markup import NESTING, as_html, as_line, images_in, rename_image

PIECES = st.sampled_from(
    "<p> </p> <div> </div> <h2> </h2> <b> </b> <ul><li> <table><tr><td> <script> </script> <style> <!-- --> <img "
    "src='@@PLUGINFILE@@/a.png'> src='http://x/y.png'> <a href='javascript:x'> <a href='https://e.org'> </a> & &lt; < > \" "
    "text <svg onload=x> <math> <iframe> <br> <pre>\n\n <![CDATA[ ]]> <p style='x'> &nbsp; <noscript> <template> "
    '<select> <p/> ="> ž'.split(" ")
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_cleaning_what_is_clean_changes_nothing_and_loses_nothing(source):
    once, _lost = clean(source)

    assert clean(once) == (once, [])


@pytest.mark.parametrize(
    ("source", "kept", "lost"),
    [
        ("<p>a <strong>b</strong></p>", "<p>a <strong>b</strong></p>", []),
        ('<a href="https://e.org" title="t">x</a>', '<a href="https://e.org">x</a>', ["title="]),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>", ["href=javascript:alert(1)"]),
        ('<a href="/relative">x</a>', "<a>x</a>", ["href=/relative"]),
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>", ["<script>"]),
        ('<p onclick="x" style="y">a</p>', "<p>a</p>", ["onclick=", "style="]),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>", ["<div>"]),
        ('<img src="http://e.org/a.png" alt="x">', "", ["src=http://e.org/a.png"]),
        ('<img src="@@PLUGINFILE@@/../a.png">', "", ["src=@@PLUGINFILE@@/../a.png"]),
        ('<img src="@@PLUGINFILE@@/a.png" alt="x>y">', '<img src="@@PLUGINFILE@@/a.png" alt="x&gt;y">', []),
        ("<span>a</span><!-- b -->", "a", ["<span>", "<!-- -->"]),
        ("a < b & c", "a &lt; b &amp; c", []),
    ],
)
def test_what_stays_and_what_goes(source, kept, lost):
    assert clean(source) == (kept, lost)


def test_elements_nested_without_end_leave_their_text():
    kept, lost = clean("<b>" * (NESTING + 1) + "deep")

    assert (kept, lost) == ("<p>deep</p>", ["<…>"])
    assert clean("<b>" * (NESTING - 1) + "deep" + "</b>" * (NESTING - 1))[1] == []
    assert clean("<b>" * 100_000)[0] == ""
    assert clean('<b title="<">' * (NESTING + 1) + "deep") == ("<p>deep</p>", ["<…>"])


def test_paragraphs_and_rows_that_are_not_closed_do_not_nest():
    kept, lost = clean("<p>a<p>b<ul><li>c<li>d</ul>" * NESTING)

    assert (kept.count("<li>"), lost) == (2 * NESTING, [])


@pytest.mark.parametrize("name", ["a.png", "a b.png", "folder/ž.gif"])
def test_the_names_of_images_are_found_and_changed(name):
    source = rename_image('<p><img src="@@PLUGINFILE@@/x.png" alt="y"></p>', "x.png", name)

    assert images_in(source) == [name]
    assert clean(source) == (source, [])


def test_a_line_has_no_markup_and_words_do_not_run_together():
    assert as_line("<p>one</p><p>two&nbsp;&amp; three</p>", "html") == ("one two & three", [])
    assert as_line("<b>a</b><script>x</script>", "html") == ("a", ["<b>", "<script>"])
    assert as_line("a < b <c>", "moodle") == ("a < b <c>", [])


def test_plain_text_keeps_its_line_ends():
    assert as_html("a\nb\n\nc < d", "plain") == ("<p>a<br>b</p><p>c &lt; d</p>", [])
    assert as_html(" \n", "plain") == ("", [])
