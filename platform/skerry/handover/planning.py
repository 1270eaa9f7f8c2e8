"""What an import would do: a pure function of the bundle and of what is here."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from skerry.handover.bundle import INDEX, SOURCE_LOCALE, Bundle, BundleFault, Entry, Fault, Key
from skerry.handover.kinds import KINDS
from skerry.handover.local import Local
from skerry.handover.schema import references

STAND_INS = frozenset({"home", "programme_index"})
"""Kinds for which a site with its own front page puts its own page in the bundle's place."""


class Action(StrEnum):
    """What happens to an object of the bundle."""

    CREATE = "create"
    CHANGE = "change"
    KEEP = "keep"
    CONFLICT = "conflict"


class Step(NamedTuple):
    """One object of the bundle, what happens to it, and why not if nothing does."""

    action: Action
    entry: Entry
    reason: str = ""


class Summary(NamedTuple):
    """How many objects of the bundle stand here as they are in it, replace others, or are not taken."""

    kept: int
    changed: int
    dropped: int

    def __str__(self) -> str:
        return f"kept {self.kept}, changed {self.changed}, dropped {self.dropped}"


def _own_step(entry: Entry, local: Local) -> Step:
    imported, state = local.imported.get(entry.key), local.states.get(entry.key)
    if imported is None:
        if state is None:
            return Step(Action.CREATE, entry)
        return Step(Action.CONFLICT, entry, "It was made here and not imported; ours is kept.")
    sha256, left_behind = imported
    if sha256 == entry.sha256:
        return Step(Action.KEEP, entry)
    if state is None:
        return Step(Action.CONFLICT, entry, "It was removed here since the last import; it stays removed.")
    if state != left_behind:
        return Step(Action.CONFLICT, entry, "It was edited here since the last import; ours is kept.")
    return Step(Action.CHANGE, entry)


def _is_as_in_bundle(source: Step, local: Local) -> bool:
    """Tell whether the source will be as in the bundle, so that its translations fit."""
    if source.action is Action.KEEP:
        return local.states.get(source.entry.key) == local.imported[source.entry.key][1]
    return source.action is not Action.CONFLICT


def _translation_step(entry: Entry, source: Step, local: Local) -> Step:
    """Return the step of a translation, which follows what happens to its source."""
    own = _own_step(entry, local)
    if own.action in {Action.CREATE, Action.CHANGE} and not _is_as_in_bundle(source, local):
        return Step(Action.CONFLICT, entry, "Its English source is not as in the bundle; ours is kept.")
    if source.action is Action.CHANGE and own.action is Action.KEEP:
        _sha256, left_behind = local.imported[entry.key]
        if local.states.get(entry.key) == left_behind:
            return Step(Action.CHANGE, entry)
        return Step(Action.CONFLICT, entry, "It was edited here since the last import; ours is kept.")
    return own


def _hosted_step(entry: Entry, source: Step | None, local: Local) -> Step | None:
    """Return the step of what a site with a home page of its own treats differently, else None.

    Its own pages stay; the bundle's programmes go under its own list of programmes.
    """
    parent = (entry.fields.get("parent") or {}).get("ref", "").partition("/")[0]
    if entry.kind in STAND_INS or entry.kind == "site" or parent == "home":
        return Step(Action.CONFLICT, entry, "The site has its own; ours is kept.")
    if parent == "programme_index" and entry.locale not in local.host:
        return Step(Action.CONFLICT, entry, "The site's list of programmes is not translated into this language.")
    if source and source.action is Action.CONFLICT:
        return Step(Action.CONFLICT, entry, "Its English source is not taken.")
    return None


def _step(bundle: Bundle, entry: Entry, steps: dict[Key, Step], local: Local, here: set[Key]) -> Step:
    source = steps[entry.source_key] if entry.is_translation else None
    found = _hosted_step(entry, source, local) if local.host is not None else None
    found = found or (_translation_step(entry, source, local) if source else _own_step(entry, local))
    if found.action not in {Action.CREATE, Action.CHANGE}:
        return found
    for ref in references(entry):
        kind, _slash, identity = ref.partition("/")
        if local.host is not None and kind in STAND_INS:
            continue
        locales = (SOURCE_LOCALE, entry.locale) if KINDS[kind].has_locale else ("",)
        wanted = {key for locale in locales if (key := (kind, identity, locale)) in bundle.entries}
        if not wanted <= here:
            return Step(Action.CONFLICT, entry, f"It needs {ref}, which is not here.")
    return found


def plan(bundle: Bundle, local: Local) -> list[Step]:
    """Return a step for each object of the bundle, in the order of import.

    What needs an object that is not taken is not taken either. Raises BundleFault for a site with a home page
    of its own and no list of programmes under it: there is no place for what the bundle brings.
    """
    if local.host is not None and SOURCE_LOCALE not in local.host:
        text = "The site has a home page of its own, but no list of programmes in English under it."
        raise BundleFault([Fault(INDEX, 1, text)])
    steps: dict[Key, Step] = {}
    here = set(local.states)
    for key, entry in bundle.entries.items():
        steps[key] = _step(bundle, entry, steps, local, here)
        if steps[key].action is Action.CREATE:
            here.add(key)
    return list(steps.values())


def summary(steps: Iterable[Step]) -> Summary:
    """Return the three numbers with which an import ends."""
    found = Counter(step.action for step in steps)
    return Summary(found[Action.CREATE] + found[Action.KEEP], found[Action.CHANGE], found[Action.CONFLICT])
