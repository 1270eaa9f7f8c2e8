"""What an object of a bundle must look like: its fields, its references, its place."""

from collections.abc import Iterator

from skerry.handover import media
from skerry.handover.bundle import Bundle, Entry, Fault
from skerry.handover.fields import How
from skerry.handover.kinds import KINDS, kinds_of, model_of

TRANSLATED_WITH = {"term", "question"}
"""Kinds that must be there in the language of what refers to them."""


def field_of(entry: Entry, name: str, how: How):
    """Return the model field behind a field of an object; None for those that only steer."""
    owned = how.own and not (entry.kind == "site" and name == "name")
    return model_of(entry.kind)._meta.get_field(name) if owned else None


def _field_faults(entry: Entry) -> Iterator[Fault]:
    wanted = KINDS[entry.kind].fields
    for name in sorted(entry.fields.keys() - wanted.keys()):
        yield entry.fault(f"The field {name[:40]!r} is not known here.", f'"{name}"')
    for name in sorted(wanted.keys() - entry.fields.keys()):
        yield entry.fault(f"The field {name!r} is missing.", '"fields"')
    for name in sorted(wanted.keys() & entry.fields.keys()):
        how = wanted[name]
        for text, needle in how.problems(field_of(entry, name, how), entry.fields[name], kinds_of):
            yield entry.fault(f"{name}: {text}", needle or f'"{name}"')


def references(entry: Entry) -> Iterator[str]:
    """Yield every reference of an object whose fields have no faults."""
    for name, how in KINDS[entry.kind].fields.items():
        yield from how.references(field_of(entry, name, how), entry.fields[name])


def _known(bundle: Bundle, ref: str) -> bool:
    kind, _slash, identity = ref.partition("/")
    if kind not in KINDS:
        return False
    locale = "en" if KINDS[kind].has_locale else ""
    return (kind, identity, locale) in bundle.entries


def _reference_faults(bundle: Bundle, entry: Entry) -> Iterator[Fault]:
    for ref in sorted(set(references(entry))):
        if not _known(bundle, ref):
            yield entry.fault(f"The reference {ref[:80]!r} leads to nothing in the bundle.", ref)
            continue
        kind, _slash, identity = ref.partition("/")
        needed = kind in TRANSLATED_WITH or entry.fields.get("parent") == {"ref": ref}
        if entry.is_translation and needed and (kind, identity, entry.locale) not in bundle.entries:
            yield entry.fault(f"{ref} has no translation into {entry.locale!r}.", ref)


def _place_faults(entry: Entry) -> Iterator[Fault]:
    kind = KINDS[entry.kind]
    if not kind.is_page:
        return
    parent = entry.fields["parent"]
    allowed = kind.parents
    if bool(parent) != bool(allowed) or (parent and parent["ref"].split("/")[0] not in allowed):
        places = f"under {' or '.join(allowed)}" if allowed else "at the top"
        yield entry.fault(f"A page of this kind stands {places}.", '"parent"')


def _translation_faults(bundle: Bundle, entry: Entry) -> Iterator[Fault]:
    if not entry.is_translation:
        return
    source = bundle.entries.get(entry.source_key)
    if source is None:
        yield entry.fault("The object has no English source in the bundle.", '"locale"')
        return
    if KINDS[entry.kind].is_page and entry.fields["parent"] != source.fields["parent"]:
        yield entry.fault("The translation stands elsewhere than its source.", '"parent"')
    for name, how in KINDS[entry.kind].fields.items():
        if how.shared and how.shared(entry.fields[name]) != how.shared(source.fields[name]):
            yield entry.fault(f"{name}: It is not that of the English object.", f'"{name}"')


def _outcomes(bundle: Bundle) -> set[str]:
    """Return the identities of all outcomes of the modules in a bundle."""
    modules = (entry for entry in bundle.entries.values() if entry.kind == "module")
    return {outcome["id"] for module in modules for outcome in module.fields["outcomes"]}


def _outcome_faults(entry: Entry, known: set[str]) -> Iterator[Fault]:
    for name, how in KINDS[entry.kind].fields.items():
        for key in how.outcomes(entry.fields[name]):
            if key not in known:
                yield entry.fault(f"{name}: No module of the bundle has the outcome {key}.", key)


def _file_faults(bundle: Bundle, entry: Entry) -> Iterator[Fault]:
    if "file" not in KINDS[entry.kind].fields:
        return
    file = entry.fields["file"]
    blob = bundle.blobs.get(file["sha256"])
    if blob is None:
        yield entry.fault("The file is not in the bundle.", '"sha256"')
        return
    types = media.IMAGE_TYPES if entry.kind == "image" else media.DOCUMENT_TYPES
    if blob.media_type not in types:
        yield entry.fault(f"{blob.media_type} cannot be {entry.kind}.", '"file"')
    elif not file["name"].lower().endswith(media.EXTENSIONS[blob.media_type]):
        yield entry.fault(f"The file name does not fit {blob.media_type}.", '"name"')


def object_faults(bundle: Bundle) -> list[Fault]:
    """Return the faults of the objects, looked at one by one and then together."""
    entries = bundle.entries.values()
    faults = [fault for entry in entries for fault in _field_faults(entry)]
    if faults:
        return faults
    outcomes = _outcomes(bundle)
    for entry in entries:
        faults += _place_faults(entry)
        faults += _outcome_faults(entry, outcomes)
        faults += _translation_faults(bundle, entry)
        faults += _reference_faults(bundle, entry)
        faults += _file_faults(bundle, entry)
    for kind in ("home", "site"):
        several = [entry for entry in entries if entry.kind == kind and not entry.is_translation]
        faults += [entry.fault(f"A bundle holds at most one {kind}.", '"id"') for entry in several[1:]]
    return faults
