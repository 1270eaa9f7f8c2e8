"""The starter programme as it stands in the repository."""

from collections import Counter

import pytest
from django.conf import settings

from courses import items
from courses.modules.models import ProgrammeIndexPage, ProgrammePage
from skerry.handover.verify import read
from skerry.pages.models import HomePage
from tests.skerry.handover.tiny import uid


def entries():
    bundle, faults = read(settings.STARTER_BUNDLE)
    assert faults == []
    return bundle.entries.values()


def test_what_is_in_it():
    counts = Counter((entry.kind, entry.locale) for entry in entries())
    for locale in ("en", "sv", "lv"):
        assert counts["lesson", locale] == 6
        assert counts["programme", locale] == counts["home", locale] == 1
    assert (counts["question", "en"], counts["quiz", "en"], counts["module", "en"]) == (72, 8, 8)
    for locale in ("sv", "lv"):
        assert (counts["question", locale], counts["quiz", locale]) == (18, 1)
    assert counts["module", "sv"] == counts["module", "lv"] == 1


def test_each_module_has_a_quiz_of_its_nine_questions():
    found = {(entry.kind, entry.identity): entry.fields for entry in entries() if entry.locale == "en"}
    codes = {}
    for (kind, _identity), fields in found.items():
        if kind == "quiz":
            parts = (slot["question"]["ref"].partition("/") for slot in fields["slots"])
            module = found["module", fields["parent"]["ref"].partition("/")[2]]["code"]
            codes[module] = [found["question", identity]["code"] for _kind, _slash, identity in parts]
            assert fields["live"]
            assert (fields["pass_mark"], fields["behaviour"], fields["tries"]) == (70, "interactive", 2)
    assert codes == {
        module: [f"{module}-Q{number}" for number in range(1, 10)]
        for module in ("B1", "B2", "A1", "A2", "A3", "P1", "P2", "P3")
    }


def test_every_question_has_its_place_in_the_bank():
    found = list(entries())
    outcomes = {
        entry.fields["code"]: {row["id"] for row in entry.fields["outcomes"]}
        for entry in found
        if entry.kind == "module" and entry.locale == "en"
    }
    tested = {code: set() for code in outcomes}
    for entry in found:
        if entry.kind == "question":
            fields, module = entry.fields, entry.fields["code"][:2]
            assert fields["category"] == f"BSR Capacity Building Programme/{module}"
            assert fields["tags"][0] == module
            assert len(fields["tags"]) > 1, entry.path
            assert fields["author"]
            tested[module] |= set(fields["outcomes"])
    assert tested == outcomes, "each outcome is tested by a question of its own module"


def test_every_question_explains_itself():
    for entry in entries():
        if entry.kind == "question":
            value = entry.fields["item"][0]["value"]
            assert value["hint"], entry.path
            assert value["feedback"], entry.path
            assert value["hint"] != value["feedback"], entry.path


def test_the_right_option_stands_at_no_telling_place():
    """Most choices are shuffled, but exports and editors see them as they were written."""
    places = Counter()
    for entry in entries():
        item = entry.fields["item"][0] if entry.kind == "question" and entry.locale == "en" else {}
        if item.get("type") == "single_choice":
            options = item["value"]["options"]
            places[next(number for number, row in enumerate(options, 1) if row["value"]["fraction"] == "1")] += 1
    assert places.total() == 25
    assert min(places[number] for number in (1, 2, 3, 4)) >= 4
    assert max(places.values()) <= 9


def test_every_module_says_that_it_is_a_reconstruction():
    for entry in entries():
        if entry.kind in {"module", "programme"}:
            assert entry.fields["source_note"], entry.path
        if entry.kind == "module" and entry.locale == "en":
            assert entry.fields["state"] == ("open" if entry.fields["code"] == "B1" else "preparation")
            assert "2009–2010" in entry.fields["source_note"]


def test_ticking_everything_gains_nothing():
    for entry in entries():
        item = entry.fields["item"][0] if entry.kind == "question" else {}
        if item.get("type") == "multiple_choice":
            kind = items.get("multiple_choice")
            rows = [{"id": row["id"], **row["value"]} for row in item["value"]["options"]]
            content, key = kind.split({**item["value"], "options": rows})
            everything = {"choice": [row["id"] for row in rows]}
            assert kind.score(content, key, everything).fraction == 0


@pytest.mark.starter
@pytest.mark.django_db
def test_another_bundle_joins_it(tiny, import_bundle):
    """The programme of a second bundle stands beside the first, in every language that both have."""
    kept, changed, dropped = import_bundle(tiny)
    assert (kept, changed, dropped) == (15, 0, 5)
    assert HomePage.objects.count() == 3
    for locale in ("en", "sv"):
        index = ProgrammeIndexPage.objects.get(locale__language_code=locale)
        assert [str(page.translation_key) for page in ProgrammePage.objects.child_of(index)][1:] == [
            uid("programme")
        ]
