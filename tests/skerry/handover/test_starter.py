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
        assert counts["question", locale] == 9
        assert counts["quiz", locale] == counts["programme", locale] == counts["home", locale] == 1
    assert counts["module", "en"] == 8
    assert counts["module", "sv"] == counts["module", "lv"] == 1


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
