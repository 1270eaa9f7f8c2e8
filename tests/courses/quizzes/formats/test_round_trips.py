"""What a format wrote, it reads back: all of it, or it has said what it leaves out."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import items
from courses.quizzes.formats import FORMATS
from courses.quizzes.formats.moodle_extras import bare
from tests.courses.quizzes.formats.drafts import KINDS, draft, drafts

SLOW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
GIFT_KINDS = ("single_choice", "multiple_choice", "true_false", "matching", "numeric", "short_text", "essay")


def read_back(name, some):
    raw, notes = FORMATS[name].write(some)
    reading = FORMATS[name].read(raw)
    assert reading.faults == []
    return reading, notes


def substances(some):
    return [each.substance() for each in some]


def test_every_kind_there_is_takes_part():
    assert set(KINDS) == set(items.kinds())


@SLOW
@given(st.lists(drafts(), min_size=1, max_size=3))
def test_json_gives_back_every_question(some):
    reading, notes = read_back("json", some)

    assert substances(reading.drafts) == substances(some)
    assert notes == []
    assert [note for each in reading.drafts for note in each.notes] == []


@SLOW
@given(st.lists(drafts(), min_size=1, max_size=3))
def test_moodle_xml_gives_back_every_question(some):
    reading, _notes = read_back("moodlexml", some)

    assert substances(reading.drafts) == substances(some)
    assert [note for each in reading.drafts for note in each.notes if note.action == "dropped"] == []


@SLOW
@given(drafts())
def test_moodle_xml_says_what_moodle_will_not_see(one):
    raw, notes = FORMATS["moodlexml"].write([one])
    start, end = raw.find(b"<skerry>"), raw.find(b"</skerry>")
    foreign = raw if start < 0 else raw[:start] + raw[end + len(b"</skerry>") :]
    (seen,) = FORMATS["moodlexml"].read(foreign).drafts
    said = {note.element.rpartition(": ")[2] for note in notes}

    if seen.kind != one.kind:
        assert one.kind in said
        return
    meant = bare(one.kind, one.data)
    for name, value in bare(seen.kind, seen.data).items():
        assert value == meant[name] or name in said or numbers_only(value, meant[name])


def numbers_only(value, other):
    """Whether two values differ only in how their numbers are spelled."""
    return all(char in '0123456789.-"' for char in set(json.dumps(value)) ^ set(json.dumps(other)))


@SLOW
@given(drafts(kinds=GIFT_KINDS))
def test_gift_gives_back_what_it_does_not_disclaim(one):
    raw, notes = FORMATS["gift"].write([one])
    said = {note.element.rpartition(": ")[2] for note in notes}
    if not raw:
        assert [note.action for note in notes] == ["dropped"]
        return
    (back,) = FORMATS["gift"].read(raw).drafts
    meant = bare(one.kind, one.data)

    assert back.kind == one.kind
    for name, value in bare(back.kind, back.data).items():
        assert value == meant[name] or name in said or numbers_only(value, meant[name])
    for name in ("code", "title", "category", "tags", "about"):
        assert getattr(back, name) == getattr(one, name) or name in said


def test_gift_gives_back_a_plain_question_without_a_word():
    some = [
        draft(kind, code=f"B1-{kind}", title="Towns", category=("A/B", "C")) for kind in ("single_choice", "numeric")
    ]

    reading, notes = read_back("gift", some)

    assert notes == []
    assert substances(reading.drafts) == substances(some)


def test_moodle_xml_adds_nothing_of_its_own_to_what_moodle_can_say():
    raw, notes = FORMATS["moodlexml"].write([draft(code="B1-Q1", title="Towns", category=("Basics",), tags=("eu",))])

    assert (b"<skerry>" in raw, notes) == (False, [])


def test_a_change_made_elsewhere_wins_over_what_only_this_site_knows():
    fixed = {"options": [{"text": "Rīga", "fraction": "1"}, {"text": "None of these", "fraction": "0", "fixed": True}]}
    raw, notes = FORMATS["moodlexml"].write([draft(code="B1-Q1", data=fixed)])
    (whole,) = FORMATS["moodlexml"].read(raw).drafts
    (edited,) = FORMATS["moodlexml"].read(raw.replace("Rīga".encode(), b"Tallinn")).drafts

    assert [note.element for note in notes] == ["B1-Q1: options"]
    assert [row["fixed"] for row in whole.data["options"]] == [False, True]
    assert [(row["text"], row["fixed"]) for row in edited.data["options"]] == [
        ("Tallinn", False),
        ("None of these", False),
    ]
    assert [(note.action, note.element) for note in edited.notes] == [("dropped", "<skerry>")]


def test_reading_a_file_twice_gives_the_same_ids():
    raw = b"Where?{=Riga ~Tallinn}"
    first, second = (FORMATS["gift"].read(raw).drafts[0].data["options"] for _time in range(2))

    assert [row["id"] for row in first] == [row["id"] for row in second]
    assert len({row["id"] for row in first}) == 2
