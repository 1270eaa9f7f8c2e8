"""What an import would do, from the bundle and the local state alone."""

import pytest

from skerry.handover.bundle import BundleFault
from skerry.handover.local import Local
from skerry.handover.planning import Action, Summary, plan, summary
from skerry.handover.verify import read
from tests.skerry.handover.tiny import uid

TERM = ("term", uid("term"), "en")
TERM_SV = ("term", uid("term"), "sv")
LESSON = ("lesson", uid("lesson"), "en")
LESSON_SV = ("lesson", uid("lesson"), "sv")


@pytest.fixture
def bundle(folder):
    return read(folder)[0]


@pytest.fixture
def imported(bundle):
    """A site that imported the bundle and left everything as it was."""
    return Local(
        {key: (entry.sha256, "as left") for key, entry in bundle.entries.items()},
        dict.fromkeys(bundle.entries, "as left"),
    )


def actions(bundle, local) -> dict:
    return {step.entry.key: step.action for step in plan(bundle, local)}


def came_otherwise(local: Local, key) -> None:
    """Have the object come with another hash than the one that was imported."""
    local.imported[key] = ("0" * 64, "as left")


def test_an_empty_site_gets_everything(bundle):
    steps = plan(bundle, Local())
    assert {step.action for step in steps} == {Action.CREATE}
    assert [step.entry.key for step in steps] == list(bundle.entries)
    assert summary(steps) == Summary(len(bundle.entries), 0, 0)


def test_the_same_again_changes_nothing(bundle, imported):
    assert set(actions(bundle, imported).values()) == {Action.KEEP}


def test_what_is_edited_here_stays_while_the_bundle_is_the_same(bundle, imported):
    imported.states[TERM] = "edited"
    assert set(actions(bundle, imported).values()) == {Action.KEEP}


def test_what_the_bundle_changed_is_changed(bundle, imported):
    came_otherwise(imported, TERM_SV)
    found = actions(bundle, imported)
    assert found.pop(TERM_SV) is Action.CHANGE
    assert set(found.values()) == {Action.KEEP}


def test_a_changed_source_takes_its_translations_along(bundle, imported):
    came_otherwise(imported, LESSON)
    found = actions(bundle, imported)
    assert found[LESSON] is found[LESSON_SV] is Action.CHANGE


def test_what_both_changed_is_a_conflict(bundle, imported):
    came_otherwise(imported, TERM)
    imported.states[TERM] = "edited"
    steps = {step.entry.key: step for step in plan(bundle, imported)}
    assert steps[TERM].action is Action.CONFLICT
    assert steps[TERM].reason == "It was edited here since the last import; ours is kept."
    assert steps[TERM_SV].action is Action.KEEP


def test_a_translation_edited_here_stays_when_its_source_changes(bundle, imported):
    came_otherwise(imported, LESSON)
    imported.states[LESSON_SV] = "edited"
    found = actions(bundle, imported)
    assert found[LESSON] is Action.CHANGE
    assert found[LESSON_SV] is Action.CONFLICT


def test_a_translation_does_not_follow_a_source_that_was_edited_here(bundle, imported):
    imported.states[LESSON] = "edited"
    came_otherwise(imported, LESSON_SV)
    assert actions(bundle, imported)[LESSON_SV] is Action.CONFLICT


def test_what_was_removed_here_stays_removed(bundle, imported):
    del imported.states[TERM]
    came_otherwise(imported, TERM)
    assert actions(bundle, imported)[TERM] is Action.CONFLICT


def test_what_was_made_here_is_not_overwritten(bundle):
    assert actions(bundle, Local(states={TERM: "ours"}))[TERM] is Action.CONFLICT


def test_nothing_hangs_in_the_air(bundle, imported):
    """New lessons of a module that was removed here are not taken."""
    module = ("module", uid("module"), "en")
    for key in [module, LESSON, LESSON_SV]:
        imported.imported.pop(key, None)
        imported.states.pop(key, None)
    imported.imported[module] = (bundle.entries[module].sha256, "as left")
    found = actions(bundle, imported)
    assert found[module] is Action.KEEP
    assert found[LESSON] is found[LESSON_SV] is Action.CONFLICT


def test_a_site_with_a_home_page_of_its_own_keeps_it(bundle):
    found = actions(bundle, Local(host=frozenset({"en"})))
    assert found["home", uid("home"), "en"] is Action.CONFLICT
    assert found["programme_index", uid("index"), "en"] is Action.CONFLICT
    assert found["site", uid("site-settings"), ""] is Action.CONFLICT
    assert found["programme", uid("programme"), "en"] is found[LESSON] is Action.CREATE
    assert found["programme", uid("programme"), "sv"] is found[LESSON_SV] is Action.CONFLICT


def test_translations_come_where_the_site_has_a_place_for_them(bundle):
    found = actions(bundle, Local(host=frozenset({"en", "sv"})))
    assert found["programme", uid("programme"), "sv"] is found[LESSON_SV] is Action.CREATE


def test_a_site_without_a_list_of_programmes_is_refused(bundle):
    with pytest.raises(BundleFault, match="no list of programmes"):
        plan(bundle, Local(host=frozenset()))
