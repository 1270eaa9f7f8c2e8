"""What all question formats share: drafts, notes and faults, the limits of a file, and how its bytes become text.

Pure Python: no models, no requests. Reasons and messages are marked with `gettext_noop` and translated by whoever
shows them; what they are about (an element's name, a piece of text) stands beside them and is not translated.
"""

from __future__ import annotations

import codecs
import dataclasses
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from courses.items.base import gettext_noop

MAX_FILE = 10 * 1024 * 1024
"""Most bytes of a file of questions."""

MAX_QUESTIONS = 5_000
"""Most questions in a file."""

MAX_IMAGE = 2 * 1024 * 1024
"""Most bytes of one image, decoded."""

MAX_LINE = 500
"""Most characters of a text of one line, as the editor's form has it."""

FRACTIONS = tuple(
    Fraction(part)
    for part in "1 9/10 5/6 4/5 3/4 7/10 2/3 3/5 1/2 2/5 1/3 3/10 1/4 1/5 1/6 1/7 1/8 1/9 1/10 1/20".split()
)
"""The parts of a mark that Moodle allows (question/engine/bank.php); files hold them in percent, rounded."""

ABOUT = ("author", "difficulty", "licence", "attribution")
"""What is known about a question besides its words; only our own format has places for it."""

SNAP = Fraction(1, 2000)
"""How far a rounded part may lie from the one it stands for; half of `courses.items.choice.SUM_TOLERANCE`."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text needs and that XML or a database refuses."""

_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"%PDF", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class FormatError(ValueError):
    """The whole file is refused. `message` says why and can be translated; `line` is 0 where none is to blame."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Unreadable(ValueError):  # noqa: N818  (a question's fault on its way to the report)
    """One question cannot be read; the others can. `detail` is what it is about."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Note:
    """What became of an element of the file; `reason` can be translated, `element` is the file's own word."""

    action: Literal["kept", "changed", "dropped"]
    element: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A question or passage that could not be read; `message` can be translated, `detail` is what it is about."""

    line: int
    message: str
    detail: str = ""


@dataclass(slots=True)
class Draft:
    """One question as read: authoring data of `courses.items`, and what surrounds it.

    Row ids are derived from the words (see `finish.row_id`): the same file gives the same ids twice. They can be
    guessed and must be replaced before anybody answers the question. `images` holds the files that the HTML names
    as `@@PLUGINFILE@@/<name>`; `about` what ABOUT names.
    """

    kind: str
    data: dict[str, Any]
    code: str = ""
    title: str = ""
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    line: int = 0
    notes: list[Note] = dataclasses.field(default_factory=list)
    images: dict[str, bytes] = dataclasses.field(default_factory=dict)
    about: dict[str, str] = dataclasses.field(default_factory=dict)

    def substance(self) -> tuple[Any, ...]:
        """Return all but where it stood and what was said about it: two drafts with the same are the same."""
        return (self.kind, self.data, self.code, self.title, self.category, self.tags, self.images, self.about)


@dataclass(slots=True)
class Reading:
    """What a file gave: its drafts, what was said about the file as a whole, and what could not be read.

    `unsaid` names the fields that the format has no way to say (`options.fixed` is one of rows): a question that is
    here already keeps what it has in them.
    """

    drafts: list[Draft] = dataclasses.field(default_factory=list)
    notes: list[Note] = dataclasses.field(default_factory=list)
    faults: list[Fault] = dataclasses.field(default_factory=list)
    unsaid: frozenset[str] = frozenset()

    def add(self, draft: Draft) -> None:
        """Keep a draft; raises FormatError when there are too many."""
        self._check_room(draft.line)
        self.drafts.append(draft)

    def blame(self, line: int, error: Unreadable) -> None:
        """Keep the fault of a question that could not be read; raises FormatError when there are too many."""
        self._check_room(line)
        self.faults.append(Fault(line, error.message, error.detail))

    def _check_room(self, line: int) -> None:
        if len(self.drafts) + len(self.faults) >= MAX_QUESTIONS:
            raise FormatError(gettext_noop("The file holds more than 5 000 questions. Split it."), line=line)


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name. `write` is None where questions can only be read."""

    name: str
    label: str
    suffix: str
    mime: str
    read: Callable[[bytes], Reading]
    write: Callable[[Iterable[Draft]], tuple[bytes, list[Note]]] | None = None


def check_size(raw: bytes) -> None:
    """Raise FormatError for a file that is empty, too large or packed."""
    if len(raw) > MAX_FILE:
        raise FormatError(gettext_noop("The file is larger than 10 MB. Split it."))
    if not raw.strip():
        raise FormatError(gettext_noop("The file is empty."))
    if raw.startswith(_PACKED):
        raise FormatError(gettext_noop("This is an archive or a document, not a file of questions. Unpack it first."))


def decode(raw: bytes) -> tuple[str, list[Note]]:
    """Return the text of a file, lines ending in newlines, and what had to be guessed.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 without, else Windows-1252. Raises FormatError for what is
    too large, packed or no text at all.
    """
    check_size(raw)
    notes: list[Note] = []
    for mark, encoding in _MARKS:
        # UTF-32's mark begins with that of UTF-16, and a text begins with no NUL.
        if raw.startswith(mark) and not (encoding == "utf-16-le" and raw[2:4] == b"\0\0"):
            text = _decoded(raw[len(mark) :], encoding)
            break
    else:
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = _decoded(raw, "cp1252")
            reason = gettext_noop("The file is not in UTF-8 and was read as Windows-1252. Look at its special letters.")
            notes.append(Note("changed", "Windows-1252", reason, 1))
    if "\0" in text:
        raise FormatError(gettext_noop("The file holds zero bytes: it is damaged or no text."))
    cleaned = CONTROLS.sub("", text)
    if cleaned != text:
        line = text.count("\n", 0, CONTROLS.search(text).start()) + 1
        notes.append(Note("changed", "", gettext_noop("Control characters were taken out."), line))
    return cleaned.replace("\r\n", "\n").replace("\r", "\n"), notes


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise FormatError(gettext_noop("The file's letters cannot be read. Save it in UTF-8.")) from None


def one_line(text: str) -> str:
    """Return a text without control characters, each run of white space as one space."""
    return " ".join(CONTROLS.sub("", text).split())


def part_of(percent: str) -> str:
    """Return the part of a mark (1 = all) that a percentage stands for, as authoring data has it.

    A rounded third or seventh becomes the exact one to ten decimals, so that three of them make a whole. Raises
    Unreadable.
    """
    text = percent.strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:\d{1,6}\.?\d{0,20}|\.\d{1,20})", text, re.ASCII):
        raise Unreadable(gettext_noop("This part of the mark is no number."), text)
    exact = Fraction(text) / 100
    nearest = min(FRACTIONS, key=lambda part: abs(abs(exact) - part))
    if abs(abs(exact) - nearest) <= SNAP:
        exact = nearest if exact > 0 else -nearest
    return decimal_text(exact)


def percent_of(part: str) -> str:
    """Return the percentage of a part of a mark with five decimals at most, as Moodle writes it."""
    return decimal_text(Fraction(part or "0") * 100, places=5)


def decimal_text(number: Fraction, *, places: int = 10) -> str:
    """Return a number in decimals, rounded, without zeros that say nothing."""
    sign = "-" if number < 0 else ""
    whole, rest = divmod(round(abs(number) * 10**places), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0")
    text = f"{whole}.{decimals}" if decimals else str(whole)
    return sign + text if text != "0" else text


def category_of(path: str) -> tuple[str, ...]:
    """Return the names in a category path of Moodle, without its context and `top`; `//` is a stroke in a name."""
    names = [one_line(name.replace("//", "/")) for name in re.split(r"(?<!/)/(?!/)", path)]
    names = [name for name in names if name]
    if names and re.fullmatch(r"\$\w+\$", names[0]):
        names = names[1:]
        if names and names[0] == "top":
            names = names[1:]
    return tuple(names)


def path_of(category: tuple[str, ...]) -> str:
    """Return the category path that Moodle reads as these names."""
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in category)])
