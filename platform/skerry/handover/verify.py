"""Reading a bundle: everything in it is checked before anything is written, for it may be hostile."""

import json
import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings

from skerry.handover import media
from skerry.handover.bundle import (
    FORMAT_VERSION,
    INDEX,
    Blob,
    Bundle,
    Entry,
    Fault,
    blob_path,
    hash_of,
    line_of,
    object_path,
)
from skerry.handover.kinds import KINDS
from skerry.handover.order import arrange
from skerry.handover.schema import object_faults
from skerry.handover.streams import is_uuid

INDEX_BYTES = 5 * 1024 * 1024
OBJECT_BYTES = 2 * 1024 * 1024
BLOB_BYTES = 20 * 1024 * 1024
TOTAL_BYTES = 1024 * 1024 * 1024
FILES = 20_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SAFE_PATH = re.compile(r"(objects|blobs)(/[A-Za-z0-9_.-]+)+")
_LISTED = {"objects": {"path", "sha256"}, "blobs": {"path", "sha256", "media_type"}}


class _Unreadable(ValueError):  # noqa: N818
    """A file that is no JSON of the kind wanted, with the line."""

    def __init__(self, line: int, text: str):
        super().__init__(text)
        self.line = line


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name occurs twice in one object.")
    return found


def _no_constant(name: str):
    raise ValueError(f"{name} is no JSON.")


def parse(data: bytes) -> tuple[str, Any]:
    """Return text and value of a JSON file. Raises _Unreadable."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Unreadable(data.count(b"\n", 0, error.start) + 1, "The file is not UTF-8.") from None
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _Unreadable(error.lineno, f"The file is not JSON: {error.msg}.") from None
    except (ValueError, RecursionError) as error:
        raise _Unreadable(1, f"The file is not usable JSON: {str(error)[:80]}") from None
    if re.search(r"\\u(0000|[dD][89a-fA-F])", text) and _holds_bad_text(value):
        raise _Unreadable(1, "A text holds a character that cannot be stored.")
    return text, value


def _holds_bad_text(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, dict):
        return any(_holds_bad_text(key) or _holds_bad_text(item) for key, item in value.items())
    return isinstance(value, list) and any(_holds_bad_text(item) for item in value)


class _Reader:
    """Reads one bundle and collects its faults."""

    def __init__(self, root: Path):
        self.root = root
        self.faults: list[Fault] = []
        self.bundle: Bundle | None = None
        self.index_text = ""
        self.hashes: dict[str, str] = {}
        self.types: dict[str, str] = {}

    def add(self, path: str, text: str, line: int = 1) -> None:
        self.faults.append(Fault(path, line, text))

    def add_index(self, text: str, needle: str = "") -> None:
        self.add(INDEX, text, line_of(self.index_text, needle))

    def read(self) -> None:
        present = self.walk()
        if not self.read_index():
            return
        for path in sorted(self.hashes.keys() - present.keys()):
            self.add_index(f"The file {path} is missing.", path)
        for path in sorted(present.keys() - self.hashes.keys() - {INDEX}):
            self.add(path, "The file is not listed in bundle.json.")
        if self.faults:
            return
        for path in sorted(self.hashes):
            self.read_file(path, present[path])
        if not self.faults:
            self.faults += object_faults(self.bundle)
        if not self.faults:
            self.faults += arrange(self.bundle)

    def walk(self) -> dict[str, int]:
        """Return path -> size of the plain files of the folder; links and other things are faults."""
        present: dict[str, int] = {}
        if self.root.is_symlink() or not self.root.is_dir():
            self.add(INDEX, "The bundle must be a folder.")
            return present
        for folder, names, files in os.walk(self.root, followlinks=False):
            for name in [*names, *files]:
                found = Path(folder, name)
                path = found.relative_to(self.root).as_posix()
                if found.is_symlink() or not (found.is_file() or found.is_dir()):
                    self.add(path, "Only plain files and folders are allowed, no links.")
                elif found.is_file():
                    present[path] = found.stat().st_size
            if len(present) > FILES:
                self.add(INDEX, f"The bundle holds more than {FILES} files.")
                return present
        if sum(present.values()) > TOTAL_BYTES:
            self.add(INDEX, "The bundle is too large.")
        return present

    def load(self, path: str, limit: int) -> bytes | None:
        """Return the content of a file of the bundle, None after noting why there is none."""
        found = self.root / path
        if found.is_symlink() or not found.is_file():
            self.add(path, "The file is missing.")
        elif found.stat().st_size > limit:
            self.add(path, f"The file is larger than {limit // 1024} KiB.")
        else:
            return found.read_bytes()
        return None

    def read_index(self) -> bool:
        """Read bundle.json; False when there is no going on."""
        data = None if self.faults else self.load(INDEX, INDEX_BYTES)
        if data is None:
            return False
        try:
            self.index_text, index = parse(data)
        except _Unreadable as error:
            self.add(INDEX, str(error), error.line)
            return False
        version = index.get("format_version") if isinstance(index, dict) else None
        if type(version) is not int or version != FORMAT_VERSION:
            self.add_index(
                f"The format version {version!r} is not known here, only {FORMAT_VERSION}.", "format_version"
            )
            return False
        wanted = {"format_version", "generator", "title", "licence", "site", "objects", "blobs"}
        if set(index) != wanted:
            self.add_index(f"bundle.json must hold exactly {', '.join(sorted(wanted))}.")
            return False
        if not all(isinstance(index[name], str) for name in ("generator", "title", "licence", "site")):
            self.add_index("Generator, title, licence and site must be texts.")
        elif not is_uuid(index["site"]):
            self.add_index("The identity of the site is not a UUID.", '"site"')
        else:
            self.bundle = Bundle(self.root, index["title"][:200], index["licence"], index["site"])
        for name in ("objects", "blobs"):
            self.read_list(name, index[name])
        return not self.faults

    def read_list(self, name: str, listed: Any) -> None:
        if not isinstance(listed, list):
            self.add_index(f"{name} must be a list.", f'"{name}"')
            return
        for item in listed:
            if (
                not isinstance(item, dict)
                or set(item) != _LISTED[name]
                or not all(isinstance(value, str) for value in item.values())
            ):
                self.add_index(f"An item of {name} must hold exactly {', '.join(sorted(_LISTED[name]))}.", f'"{name}"')
                continue
            path, needle = item["path"], json.dumps(item["path"], ensure_ascii=False)
            if not _SAFE_PATH.fullmatch(path) or ".." in path.split("/") or not path.startswith(f"{name}/"):
                self.add_index(f"The path {path!r} leads out of the bundle or is not a path of {name}.", needle)
            elif path in self.hashes:
                self.add_index(f"The path {path} is listed twice.", needle)
            elif not _SHA256.fullmatch(item["sha256"]):
                self.add_index(f"The hash of {path} is not a SHA-256.", needle)
            else:
                self.hashes[path] = item["sha256"]
                self.types[path] = item.get("media_type", "")

    def read_file(self, path: str, size: int) -> None:
        is_blob = path.startswith("blobs/")
        data = self.load(path, BLOB_BYTES if is_blob else OBJECT_BYTES)
        if data is None:
            return
        if len(data) != size or hash_of(data) != self.hashes[path]:
            self.add(path, "The hash is not the one in bundle.json.")
        elif is_blob:
            self.read_blob(path, data)
        else:
            self.read_object(path, data)

    def read_blob(self, path: str, data: bytes) -> None:
        sha256 = self.hashes[path]
        if path != blob_path(sha256):
            self.add(path, "A file must be named by its hash.")
            return
        for line, text in media.problems(data, self.types[path]):
            self.add(path, text, line)
        self.bundle.blobs[sha256] = Blob(path, sha256, self.types[path])

    def read_object(self, path: str, data: bytes) -> None:
        try:
            text, value = parse(data)
        except _Unreadable as error:
            self.add(path, str(error), error.line)
            return
        wrong = _object_problem(value)
        if wrong:
            self.add(path, wrong[0], line_of(text, wrong[1]))
            return
        entry = Entry(
            value["kind"],
            value["id"],
            value.get("locale", ""),
            value["fields"],
            self.hashes[path],
            path,
            text,
        )
        if entry.key in self.bundle.entries:
            self.add(path, f"The object {entry.ref} is in the bundle twice.", line_of(text, '"id"'))
        elif path != object_path(*entry.key):
            self.add(path, f"The file of this object must be {object_path(*entry.key)}.", line_of(text, '"id"'))
        self.bundle.entries.setdefault(entry.key, entry)


def _object_problem(value: Any) -> tuple[str, str] | None:
    """Return what is wrong with the frame of an object, and where."""
    if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
        return "An object must hold kind, id, locale and fields.", ""
    kind = KINDS.get(value["kind"])
    if kind is None:
        return f"The kind {value['kind'][:40]!r} is not known here.", '"kind"'
    wanted = {"kind", "id", "fields"} | ({"locale"} if kind.has_locale else set())
    if set(value) != wanted or not isinstance(value["fields"], dict):
        return f"An object of this kind must hold exactly {', '.join(sorted(wanted))}.", ""
    if not is_uuid(value["id"]):
        return "The id is not a UUID.", '"id"'
    locale = value.get("locale", "")
    if kind.has_locale and not (isinstance(locale, str) and locale in dict(settings.LANGUAGES)):
        return f"The language {str(locale)[:20]!r} is not known here.", '"locale"'
    return None


def read(root: str | os.PathLike) -> tuple[Bundle | None, list[Fault]]:
    """Return the bundle in a folder and its faults. It may be imported only if there are none."""
    reader = _Reader(Path(root))
    reader.read()
    return reader.bundle, sorted(reader.faults)
