"""The short text: wildcards, letters, what phones put in."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.short_text import ShortText, matches, segments

ITEM = ShortText()
LETTERS = st.text(alphabet="abcåäöāčēģīķļņšūžąćęłńóśźżõæøð ß*\\.'-AÅŽŁ", max_size=12)


def question(*accept, case_sensitive=False):
    return {"stem": "Kā?", "accept": list(accept), "case_sensitive": case_sensitive}


def right(text, *accept, case_sensitive=False):
    content, key = ITEM.split(question(*accept, case_sensitive=case_sensitive))
    return ITEM.score(content, key, ITEM.parse(content, {"text": [text]}, "lv")).right


def codes(data):
    return [(fault.code, fault.field) for fault in ITEM.problems(data)]


def naive(pattern, text):
    """Match by trying everything."""
    if not pattern:
        return not text
    if pattern.startswith("\\*"):
        return text.startswith("*") and naive(pattern[2:], text[1:])
    if pattern[0] == "*":
        return any(naive(pattern[1:], text[start:]) for start in range(len(text) + 1))
    return text.startswith(pattern[0]) and naive(pattern[1:], text[1:])


@given(st.text(alphabet="ab*\\", max_size=7), st.text(alphabet="ab*\\", max_size=9))
def test_matching_agrees_with_trying_everything(pattern, text):
    assert matches(pattern, text) == naive(pattern, text)


@given(st.lists(st.text(alphabet="ab", max_size=2), min_size=1, max_size=5), st.data())
def test_what_was_made_from_the_pattern_matches(literals, data):
    text = literals[0]
    for literal in literals[1:]:
        text += data.draw(st.text(alphabet="ab*", max_size=3)) + literal
    assert matches("*".join(literals), text)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("", [""]),
        ("ab", ["ab"]),
        ("*", ["", ""]),
        ("a*b", ["a", "b"]),
        ("a**b", ["a", "", "b"]),
        (r"a\*b", ["a*b"]),
        (r"\**", ["*", ""]),
        ("a\\b", ["a\\b"]),
        ("a\\\\*b", ["a\\*b"]),
    ],
)
def test_a_pattern_falls_into_its_literals(pattern, parts):
    assert segments(pattern) == parts


def test_the_ends_do_not_overlap():
    assert not matches("ab*ba", "aba")
    assert matches("ab*ba", "abba")
    assert not matches("a*b*a", "aa")
    assert not matches("a*aa*a", "aaa")
    assert not matches("*ab*ba", "aba")


def test_a_hostile_pattern_takes_no_time():
    started = time.perf_counter()
    assert not matches("*a" * 900 + "*b", "a" * 2_000)
    assert matches("*a" * 900 + "*", "a" * 2_000)
    assert not matches("*" + "a" * 500 + "b*", "a" * 2_000)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("klaster", "Klaster"),
        ("  Ķīmijas   klasteris\n", "ķīmijas klasteris"),
        ("ŁÓDŹ", "łódź"),
        ("Västra\u00a0Götaland", "västra götaland"),
        ("STRASSE", "straße"),
        ("don’t", "don't"),
        ("„triple helix”", '"triple helix"'),
        ("win\u2011win", "win-win"),
        ("kla\u00adster", "klaster"),
        ("regional cluster policy", "*cluster*"),
        ("cluster", "*cluster*"),
        ("5 * 5", r"5 \* 5"),
        ("smart specialisation", "smart speciali*ation"),
        ("smart specialization", "smart speciali*ation"),
    ],
)
def test_what_a_person_means_is_accepted(text, accepted):
    assert right(text, "something else", accepted)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("Vaxjo", "Växjö"),
        ("Riga", "Rīga"),
        ("Lodz", "Łódź"),
        ("klasters", "klaster"),
        ("5 x 5", r"5 \* 5"),
        ("a cluster", "cluster*"),
        ("tripple helix", "triple helix"),
        ("tri ple", "triple"),
    ],
)
def test_accents_and_letters_count(text, accepted):
    assert not right(text, accepted)


def test_capitals_count_when_they_should():
    assert right("Rīga", "Rīga", case_sensitive=True)
    assert not right("rīga", "Rīga", case_sensitive=True)
    assert not right("STRASSE", "straße", case_sensitive=True)


@given(LETTERS, st.booleans())
def test_composed_and_decomposed_letters_are_equal(text, case_sensitive):
    literal = text.replace("*", "")
    if not literal.strip():
        return
    composed, decomposed = (unicodedata.normalize(form, literal) for form in ("NFC", "NFD"))
    assert right(composed, decomposed, case_sensitive=case_sensitive)
    assert right(decomposed, composed, case_sensitive=case_sensitive)
    assert ITEM.same({"text": composed}, {"text": decomposed})


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_read_again(text):
    content, key = ITEM.split(question("*"))
    try:
        response = ITEM.parse(content, {"text": [text]}, "fi")
    except InvalidResponse:
        assert any(unicodedata.category(char) in ("Cc", "Cs") for char in text)
        return
    assert ITEM.parse(content, ITEM.serialise(response), "fi") == response
    assert ITEM.score(content, key, response).fraction == (1 if response else 0)
    assert ITEM.to_text(content, response) == response.get("text", "")


def test_limits():
    content, _ = ITEM.split(question("a"))
    assert ITEM.parse(content, {"text": "a" * 2_000}, "en")
    assert ITEM.parse(content, {"text": "a\r\n" * 1_000}, "en") == {"text": "a\n" * 1_000}
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(content, {"text": "a" * 2_001}, "en")
    assert (caught.value.code, caught.value.params["limit"]) == ("too_long", 2_000)


def test_the_same_answer_again():
    assert ITEM.same({"text": "a  b"}, {"text": " a b"})
    assert not ITEM.same({"text": "a"}, {"text": "A"})
    assert not ITEM.same({"text": "ā"}, {"text": "a"})


def test_controls_model_answer_and_guess():
    content, key = ITEM.split(question("triple helix", "trip*helix", r"a \* b", " "))
    assert content == {"stem": "Kā?"}
    (control,) = ITEM.controls(content, {}, {"text": "Å"})
    assert (control.kind, control.name, control.value) == ("text", "text", "Å")
    assert ITEM.model_answer(content, key) == ["triple helix", "a * b"]
    assert ITEM.model_answer(content, ITEM.split(question("*cluster*"))[1]) == ["…cluster…"]
    assert ITEM.guess_score(content, key) == 0
    assert ITEM.guess_score(content, ITEM.split(question("a", "**"))[1]) == 1


def test_faults():
    assert codes(question("a", "b")) == []
    assert codes(question()) == [("empty", "accept")]
    assert codes({"stem": "x"}) == [("empty", "accept")]
    assert codes(question("a", " ")) == [("empty", "accept.1")]
    assert codes(question("Ā", "ā")) == [("duplicate_text", "accept.1")]
    assert codes(question("Ā", "ā", case_sensitive=True)) == []
    assert codes(question("a", "*")) == [("matches_everything", "accept.1")]
    assert codes(question(r"\*")) == []
    assert codes(question("a", 3)) == [("wrong_type", "accept")]
    assert codes({"stem": "x", "accept": "a"}) == [("wrong_type", "accept")]


def row(text, fraction="1", feedback=""):
    return {"id": f"r {text}", "text": text, "fraction": fraction, "feedback": feedback}


def scored(text, *accept, answers=(), **more):
    content, key = ITEM.split(question(*accept) | {"answers": list(answers)} | more)
    score = ITEM.score(content, key, ITEM.parse(content, {"text": [text]}, "lv"))
    return score.fraction, score.feedback


def test_the_first_answer_that_fits_gives_its_part_and_its_feedback():
    answers = [row("Ventspils", "0.5", "<p>Gandrīz</p>"), row("V*", "0.25"), row("Ventspils osta"), row("*", "0", "Nē")]
    assert scored("Rīga", "Rīga", answers=answers) == (1, [])
    assert scored("ventspils", "Rīga", answers=answers) == (0.5, ["<p>Gandrīz</p>"])
    assert scored("Valmiera", "Rīga", answers=answers) == (0.25, [])
    assert scored("Ventspils osta", "Rīga", answers=answers) == (0.25, [])
    assert scored("Ogre", "Rīga", answers=answers) == (0, ["Nē"])
    assert scored("Ogre", "Rīga", answers=answers[:-1]) == (0, [])
    assert scored("ventspils", answers=[row("Ventspils")], case_sensitive=True) == (0, [])


@given(
    st.lists(st.tuples(LETTERS, st.sampled_from(["0", "0.25", "1"])), max_size=4), st.lists(LETTERS, max_size=3), LETTERS
)
def test_the_score_is_that_of_one_answer(answers, accept, text):
    fraction, _ = scored(text, *accept, answers=[row(*each) for each in answers])
    assert fraction in {0, 1, *(float(part) for _, part in answers)}


def test_a_key_from_before_there_were_rows_counts_as_ever():
    key = {"feedback": "", "hint": "", "accept": ["Rīga", "*osta"], "case_sensitive": False}
    content = {"stem": "Kā?"}
    assert ITEM.score(content, key, {"text": "rīga"}).right
    assert not ITEM.score(content, key, {"text": "Oslo"}).right
    assert ITEM.model_answer(content, key) == ["Rīga"]
    assert ITEM.guess_score(content, key) == 0
    assert ITEM.tally_right(content, key) == {("", "rīga")}


def test_answers_of_the_whole_mark_are_model_answers_and_a_star_is_the_guess():
    content, key = ITEM.split(question("a*") | {"answers": [row("b"), row("c", "0.5"), row("*", "0.1")]})
    assert ITEM.model_answer(content, key) == ["b"]
    assert ITEM.guess_score(content, key) == 0.1


def test_faults_of_rows():
    def found(*answers, accept=("x",)):
        return codes(question(*accept) | {"answers": list(answers)})

    assert found(row("a"), row("*", "0")) == found(row("a"), accept=()) == []
    assert found(row("a", "0.9"), accept=()) == [("empty", "accept")]
    assert found(row("a", "1.5")) == found(row("a", "-0.5")) == [("fraction_out_of_range", "answers.0.fraction")]
    assert found(row("a", "viss")) == [("not_a_number", "answers.0.fraction")]
    assert found(row(" ")) == [("empty", "answers.0.text")]
    assert found(row("X ")) == [("duplicate_text", "answers.0.text")]
    assert found(row("a"), row("A") | {"id": "2"}) == [("duplicate_text", "answers.1.text")]
    assert found(row("*")) == [("matches_everything", "answers.0.text")]
    assert found(row("**", "0"), row("a")) == [("never_reached", "answers.1.text")]
    assert codes(question("x") | {"answers": "a"}) == [("wrong_type", "answers")]
