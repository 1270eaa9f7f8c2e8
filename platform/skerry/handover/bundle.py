"""The bundle format, version 0: a folder with one JSON file per object and language, and media by hash.

    bundle.json                              title, licence, site, and path and hash of everything else
    objects/<kind>/<uuid>.<locale>.json      {"kind", "id", "locale", "fields"}; images have no locale
    blobs/sha256/ab/abcdef...                files of images and documents

JSON is canonical: UTF-8, keys sorted, indented by two, LF. References are written ``{"ref": "kind/uuid"}``.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

FORMAT_VERSION = 0
INDEX = "bundle.json"
SOURCE_LOCALE = "en"

Key = tuple[str, str, str]
"""Kind, identity and locale; the locale is empty where there is none."""


def _on_one_line(text: str) -> str:
    """Return the text with what does not print in Python's notation: names of files may hold anything."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


class Fault(NamedTuple):
    """What is wrong with a bundle, and where."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{_on_one_line(self.path)}:{self.line}: {_on_one_line(self.text)}"


class BundleFault(Exception):  # noqa: N818
    """The bundle cannot be imported; nothing was written."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Entry:
    """One object in one language, as it stands in the bundle."""

    kind: str
    identity: str
    locale: str
    fields: dict[str, Any] = field(repr=False)
    sha256: str
    path: str
    text: str = field(repr=False, default="")

    @property
    def key(self) -> Key:
        return self.kind, self.identity, self.locale

    @property
    def ref(self) -> str:
        return f"{self.kind}/{self.identity}"

    @property
    def is_translation(self) -> bool:
        return self.locale not in {"", SOURCE_LOCALE}

    @property
    def source_key(self) -> Key:
        """The key of the object that this one translates; its own where it is no translation."""
        return self.kind, self.identity, SOURCE_LOCALE if self.locale else ""

    def fault(self, text: str, needle: str = "") -> Fault:
        """Return a fault of this object, on the line where ``needle`` first stands."""
        return Fault(self.path, line_of(self.text, needle), text)


class Blob(NamedTuple):
    """A file of the bundle."""

    path: str
    sha256: str
    media_type: str


@dataclass
class Bundle:
    """A bundle that was read. ``entries`` stand in the order in which they can be imported."""

    root: Path
    title: str
    licence: str
    site: str
    entries: dict[Key, Entry] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)

    def content(self, sha256: str) -> bytes:
        """Return the content of a blob. Raises BundleFault when it changed since it was verified."""
        blob = self.blobs[sha256]
        data = (self.root / blob.path).read_bytes()
        if hash_of(data) != sha256:
            raise BundleFault([Fault(blob.path, 1, "The file changed while it was imported.")])
        return data

    def source_of(self, entry: Entry) -> Entry:
        return self.entries[entry.source_key]


def canonical(value: Any) -> str:
    """Return the one spelling of a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def hash_of(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def object_path(kind: str, identity: str, locale: str) -> str:
    return f"objects/{kind}/{identity}{f'.{locale}' if locale else ''}.json"


def blob_path(sha256: str) -> str:
    return f"blobs/sha256/{sha256[:2]}/{sha256}"


def line_of(text: str, needle: str) -> int:
    """Return the number of the first line that holds ``needle``, else 1."""
    place = text.find(needle) if needle else -1
    return text.count("\n", 0, place) + 1 if place >= 0 else 1
