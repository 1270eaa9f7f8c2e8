"""Formats in which questions come and go: GIFT, Moodle XML, Aiken, and JSON of our own.

`FORMATS[name].read(raw)` returns a `Reading` or raises `FormatError`; `FORMATS[name].write(drafts)` returns the bytes
and what the format could not say.
"""

from __future__ import annotations

from courses.items.base import gettext_noop
from courses.quizzes.formats import aiken, gift_reading, gift_writing, moodle_reading, moodle_writing, own
from courses.quizzes.formats.base import (
    MAX_FILE,
    MAX_IMAGE,
    MAX_QUESTIONS,
    Draft,
    Fault,
    Format,
    FormatError,
    Note,
    Reading,
)
from courses.quizzes.formats.markup import clean

__all__ = [
    "FORMATS",
    "MAX_FILE",
    "MAX_IMAGE",
    "MAX_QUESTIONS",
    "Draft",
    "Fault",
    "Format",
    "FormatError",
    "Note",
    "Reading",
    "clean",
    "plain_name",
]

_ALL = (
    Format("gift", gettext_noop("GIFT"), "gift", "text/plain", gift_reading.read, gift_writing.write),
    Format(
        "moodlexml", gettext_noop("Moodle XML"), "xml", "application/xml", moodle_reading.read, moodle_writing.write
    ),
    Format("aiken", gettext_noop("Aiken"), "txt", "text/plain", aiken.read),
    Format("json", gettext_noop("JSON of this platform"), "json", "application/json", own.read, own.write),
)
FORMATS: dict[str, Format] = {each.name: each for each in _ALL}
"""The formats by the name that commands and forms use."""


def plain_name(name: str) -> str:
    """Return a format's name as people spell it ("Moodle-XML") in the spelling of FORMATS."""
    return "".join(char for char in name.lower() if char.isalnum())
