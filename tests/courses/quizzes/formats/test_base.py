"""What holds for every format: its limits, and that nothing but a FormatError comes of a bad file."""

import gzip
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.quizzes.formats import FORMATS, MAX_FILE, MAX_IMAGE, MAX_QUESTIONS, FormatError, base
from courses.quizzes.formats.base import category_of, part_of, path_of, percent_of
from tests.courses.quizzes.formats.drafts import draft

READERS = sorted(FORMATS)
ANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def packed():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("questions.gift", "Q{T}")
    return stream.getvalue()


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "raw",
    [b"", b"  \n", b"a" * (MAX_FILE + 1), packed(), gzip.compress(b"Q{T}"), b"Q{T}\0", b"%PDF-1.7"],
    ids=["empty", "blank", "large", "zip", "gzip", "nul", "pdf"],
)
def test_a_file_that_is_none_is_refused_as_a_whole(name, raw):
    with pytest.raises(FormatError) as refused:
        FORMATS[name].read(raw)

    assert refused.value.message


@ANY
@given(st.sampled_from(READERS), st.binary(min_size=1, max_size=200))
def test_nothing_but_a_format_error_comes_of_any_bytes(name, raw):
    message = ""
    try:
        reading = FORMATS[name].read(raw)
    except FormatError as error:
        reading, message = None, error.message

    assert bool(message) == (reading is None)


@ANY
@given(st.sampled_from(["gift", "moodlexml", "json"]), st.data())
def test_a_file_cut_or_changed_anywhere_gives_what_is_left_or_is_refused(name, data):
    raw, _notes = FORMATS[name].write([draft(code="A"), draft("short_text"), draft("numeric"), draft("true_false")])
    place = data.draw(st.integers(0, len(raw)))
    damage = data.draw(st.binary(max_size=3))
    rest = data.draw(st.sampled_from([raw[place:], raw[place + 5 :], b""]))
    try:
        reading = FORMATS[name].read(raw[:place] + damage + rest)
    except FormatError:
        return

    assert len(reading.drafts) <= 4


def test_more_questions_than_allowed_are_refused(monkeypatch):
    assert MAX_QUESTIONS == 5_000
    monkeypatch.setattr(base, "MAX_QUESTIONS", 3)

    assert len(FORMATS["gift"].read(b"Q{T}\n\n" * 3).drafts) == 3
    with pytest.raises(FormatError, match="5 000") as refused:
        FORMATS["gift"].read(b"Q{T}\n\n" * 4)
    assert refused.value.line == 7
    with pytest.raises(FormatError, match="5 000"):
        FORMATS["gift"].read(b"Q{T\n\n" * 4)


def test_the_limits_are_those_that_were_agreed():
    assert (MAX_FILE, MAX_IMAGE) == (10 * 1024 * 1024, 2 * 1024 * 1024)


@pytest.mark.parametrize(
    ("percent", "part"),
    [
        ("100", "1"),
        ("33.33333", "0.3333333333"),
        ("-33.33", "-0.3333333333"),
        ("14.28571", "0.1428571429"),
        ("16.7", "0.1666666667"),
        ("83.33333", "0.8333333333"),
        ("42", "0.42"),
        ("0", "0"),
        ("0.0000000", "0"),
        ("50,0", "0.5"),
    ],
)
def test_percentages_stand_for_the_parts_that_were_rounded(percent, part):
    assert part_of(percent) == part


@pytest.mark.parametrize("percent", ["100", "33.33333", "-50", "0", "12.5", "14.28571"])
def test_a_part_goes_back_to_the_percentage_that_moodle_writes(percent):
    assert percent_of(part_of(percent)) == percent


@given(st.lists(st.text(min_size=1, max_size=6).map(base.one_line).filter(bool).filter(lambda name: "/" not in name)))
def test_category_paths_go_there_and_back(names):
    assert category_of(path_of(tuple(names))) == tuple(names)
