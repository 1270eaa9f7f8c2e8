"""The order of import: what is referred to first, sources before translations, siblings in their order."""

from graphlib import CycleError, TopologicalSorter

from skerry.handover.bundle import SOURCE_LOCALE, Bundle, Entry, Fault, Key
from skerry.handover.kinds import KINDS, PAGE_KINDS
from skerry.handover.schema import references

_RANK = {name: rank for rank, name in enumerate(KINDS)}


def _before(bundle: Bundle, entry: Entry) -> set[Key]:
    """Return the keys of what must be there before the entry."""
    found = {entry.source_key} if entry.is_translation else set()
    for ref in references(entry):
        kind, _slash, identity = ref.partition("/")
        locales = {SOURCE_LOCALE, entry.locale or SOURCE_LOCALE} if KINDS[kind].has_locale else {""}
        found |= {key for locale in locales if (key := (kind, identity, locale)) in bundle.entries}
    return found


def _rank(bundle: Bundle, key: Key) -> tuple:
    entry = bundle.entries[key]
    return (
        entry.is_translation,
        entry.kind in PAGE_KINDS,
        entry.fields.get("position", 0),
        _RANK[entry.kind],
        key,
    )


def arrange(bundle: Bundle) -> list[Fault]:
    """Put the entries of a bundle into the order of import, or return why there is none."""
    sorter = TopologicalSorter({key: _before(bundle, entry) for key, entry in bundle.entries.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        first = bundle.entries[error.args[1][0]]
        return [first.fault("The object refers to itself by way of others.", '"ref"')]
    ordered: list[Key] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda key: _rank(bundle, key))
        ordered += ready
        sorter.done(*ready)
    bundle.entries = {key: bundle.entries[key] for key in ordered}
    return []
