"""One question while it is read: its texts on their way into authoring data, and the notes that they leave."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any, Literal

from courses import items
from courses.items.base import gettext_noop
from courses.quizzes.formats import markup
from courses.quizzes.formats.base import MAX_IMAGE, Draft, Note, Reading, Unreadable, one_line
from courses.quizzes.formats.finish import finish

MAX_TEXT = 100_000
"""Most characters of one text."""

MAX_MARKDOWN = 20_000
"""Most characters of one text in Markdown, whose reading takes the square of its length at worst."""

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")

CLEANED = gettext_noop("Markup that has no place here was taken out; the text is kept.")
FLATTENED = gettext_noop("This text has no markup here; the words are kept.")
NO_PICTURE = gettext_noop("Only PNG, JPEG, GIF and WebP images are kept.")
TOO_LARGE = gettext_noop("The image is larger than 2 MB.")
NOT_BASE64 = gettext_noop("The file's content is damaged.")
BAD_NAME = gettext_noop("The file's name cannot be used.")
UNUSED = gettext_noop("No text of the question shows this file.")
MISSING = gettext_noop("The file does not come with the question.")
UNKNOWN_KIND = gettext_noop("Questions of this kind are not built here.")


class Sheet:
    """What is known of a question so far. Readers fill it and hand it to `into`."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.notes: list[Note] = []
        self.images: dict[str, bytes] = {}

    def note(
        self, action: Literal["kept", "changed", "dropped"], element: str, reason: str, line: int | None = None
    ) -> None:
        """Say what became of an element; the same is said once."""
        note = Note(action, element, reason, self.line if line is None else line)
        if note not in self.notes:
            self.notes.append(note)

    def rich(self, text: str, form: str, element: str) -> str:
        """Return a text as clean HTML; raises Unreadable if it is too long."""
        _check(text, MAX_MARKDOWN if form == "markdown" else MAX_TEXT)
        source, lost = markup.as_html(text, form)
        if lost:
            self.note("changed", f"{element}: {' '.join(lost)}", CLEANED)
        return source

    def plain(self, text: str, form: str, element: str) -> str:
        """Return a text as one line without markup; raises Unreadable if it is too long."""
        _check(text, MAX_MARKDOWN if form == "markdown" else MAX_TEXT)
        line, lost = markup.as_line(text, form)
        if lost:
            self.note("dropped" if "<img>" in lost else "changed", f"{element}: {' '.join(lost)}", FLATTENED)
        return line

    def image(self, name: str, content: str, line: int | None = None) -> str:
        """Keep a file of base64 text; return the name it goes by, "" if it is not kept.

        Another file of the same name, from another text of the question, gets a name of its own.
        """
        if not markup.is_file_name(name):
            self.note("dropped", name, BAD_NAME, line)
            return ""
        try:
            found = base64.b64decode("".join(content.split()), validate=True)
        except (binascii.Error, ValueError):
            self.note("dropped", name, NOT_BASE64, line)
            return ""
        if len(found) > MAX_IMAGE:
            self.note("dropped", name, TOO_LARGE, line)
            return ""
        if not is_picture(found):
            self.note("dropped", name, NO_PICTURE, line)
            return ""
        path = PurePosixPath(name)
        given, number = name, 1
        while self.images.get(given, found) != found:
            number += 1
            given = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
        self.images[given] = found
        return given

    def into(self, reading: Reading, kind: str, data: dict[str, Any], **surroundings: Any) -> None:
        """Add the finished question to the reading, or the fault that stands in its way."""
        if kind not in items.kinds():
            reading.notes.append(Note("dropped", kind, UNKNOWN_KIND, self.line))
            return
        draft = Draft(kind, data, line=self.line, notes=self.notes, images=self.images, **surroundings)
        try:
            draft = finish(draft)
        except Unreadable as error:
            reading.blame(self.line, error)
            return
        self.check_images(rich_texts(kind, draft.data))
        reading.add(draft)

    def check_images(self, texts: Sequence[str]) -> None:
        """Drop files that no text shows, and say which are shown but missing."""
        shown = dict.fromkeys(name for text in texts for name in markup.images_in(text))
        for name in [name for name in self.images if name not in shown]:
            del self.images[name]
            self.note("dropped", name, UNUSED)
        for name in shown:
            if name not in self.images:
                self.note("dropped", name, MISSING)


def rich_texts(kind: str, data: dict[str, Any]) -> list[str]:
    """Return the HTML texts of complete data, those in rows too."""
    found: list[str] = []
    for field in items.get(kind).all_fields:
        if field.type == "rich":
            found.append(data[field.name])
        elif field.type == "list":
            names = [child.name for child in field.of if child.type == "rich"]
            found += [row[name] for row in data[field.name] for name in names]
    return found


def is_picture(content: bytes) -> bool:
    """Whether these are the first bytes of an image that pages may show; SVG is not, it can hold scripts."""
    return content.startswith(PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def shortened(text: str) -> str:
    """Return the beginning of a text for a report."""
    line = one_line(text)
    return line if len(line) <= 60 else line[:59] + "…"


def _check(text: str, limit: int) -> None:
    if len(text) > limit:
        raise Unreadable(gettext_noop("A text is too long."), f"{shortened(text[:200])} ({len(text)} > {limit})")
