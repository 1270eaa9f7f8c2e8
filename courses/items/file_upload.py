"""Files that the learner hands in, marked by a person."""

from __future__ import annotations

import re
import unicodedata
import uuid
from typing import ClassVar

from courses.items.authoring import lines_fault, lines_of, whole_fault, whole_of
from courses.items.base import (
    Content,
    Control,
    Data,
    Field,
    Frozen,
    InvalidResponse,
    Json,
    Option,
    Problem,
    Raw,
    Response,
    gettext_noop,
)
from courses.items.person import MARKING_FIELDS, PersonMarked
from courses.items.texts import values

NAME = "file"

EXTENSIONS = ("pdf", "docx", "odt", "xlsx", "ods", "png", "jpg", "jpeg", "webp", "txt")
"""Endings of the file names that are taken unless the author says else."""

MOST_FILES = 5
NAME_LIMIT = 255
"""Most characters in a file name."""

_EXTENSION = re.compile(r"[a-z0-9]{1,10}")


def extension_of(name: str) -> str:
    """Return the ending of a file name in small letters, without the dot; "" if there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if stem and dot else ""


def _bare(line: str) -> str:
    """Return an ending as authored, ".PDF" or "pdf", in the one form."""
    return line.strip().removeprefix("*").removeprefix(".").lower()


class FileUpload(PersonMarked):
    """One or more files. Response: `{"files": [{"id": UUID, "name": text}]}` in the order they were given.

    A file is posted as "<UUID>/<file name>" under `file`. Whether there is such a file, whose it is and what is
    in it is for the service to find out, before it asks this type.
    """

    kind = "file_upload"
    label = gettext_noop("File upload")
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "extensions",
            "lines",
            gettext_noop("Kinds of files"),
            gettext_noop("Endings of file names, one per line."),
            required=False,
            default=EXTENSIONS,
        ),
        Field(
            "max_files",
            "decimal",
            gettext_noop("Files at most"),
            gettext_noop("From 1 to 5."),
            required=False,
            default="1",
        ),
        *MARKING_FIELDS,
    )

    def own_faults(self, data: Data) -> list[Problem]:
        faults = lines_fault(data, "extensions")
        faults += [
            Problem("unknown_extension", f"extensions.{index}")
            for index, line in enumerate([] if faults else data.get("extensions") or ())
            if not _EXTENSION.fullmatch(_bare(line))
        ]
        return faults + whole_fault(data, "max_files", default=1, least=1, most=MOST_FILES)

    def own_content(self, data: Data) -> Json:
        wanted = dict.fromkeys(_bare(line) for line in lines_of(data, "extensions"))
        return {
            "extensions": list(wanted or EXTENSIONS),
            "max_files": min(MOST_FILES, max(1, whole_of(data, "max_files", 1))),
        }

    def controls(self, content: Content, frozen: Frozen, response: Response | None = None) -> list[Control]:
        given = [(_posted(file), file["name"]) for file in (response or {}).get("files", ())]
        return [
            Control(
                "file",
                NAME,
                options=tuple(Option(posted, name) for posted, name in given),
                value=[posted for posted, _ in given] or None,
                limit=content["max_files"],
                accept=tuple(content["extensions"]),
            )
        ]

    def parse(self, content: Content, raw: Raw, language: str) -> Json:
        """Return the files, each once.

        Raises InvalidResponse besides the common ones: file_type (`allowed`: the endings), too_many (`allowed`:
        the number), too_long (the name), control_character.
        """
        files: dict[str, str] = {}
        for posted in values(raw, NAME):
            id_, name = _read(posted)
            if extension_of(name) not in content["extensions"]:
                raise InvalidResponse("file_type", name=NAME, allowed=", ".join(content["extensions"]))
            files.setdefault(id_, name)
        if len(files) > content["max_files"]:
            raise InvalidResponse("too_many", name=NAME, allowed=content["max_files"])
        return {"files": [{"id": id_, "name": name} for id_, name in files.items()]} if files else {}

    def serialise(self, response: Response) -> dict[str, list[str]]:
        return {NAME: [_posted(file) for file in response["files"]]} if response else {}

    def to_text(self, content: Content, response: Response) -> str:
        return "; ".join(file["name"] for file in response.get("files", ()))


def _posted(file: Json) -> str:
    """Return a file of the response as it is posted."""
    return f"{file['id']}/{file['name']}"


def _read(posted: str) -> tuple[str, str]:
    """Return id and name of a posted file; raises InvalidResponse (malformed, too_long, control_character)."""
    id_, _, name = posted.partition("/")
    try:
        known = str(uuid.UUID(id_)) == id_.lower()
    except ValueError:
        known = False
    if not known or not name.strip() or "/" in name or "\\" in name:
        raise InvalidResponse("malformed", name=NAME)
    if len(name) > NAME_LIMIT:
        raise InvalidResponse("too_long", limit=NAME_LIMIT, length=len(name))
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        raise InvalidResponse("control_character")
    return id_.lower(), unicodedata.normalize("NFC", name)
