"""Moodle XML: from elements to drafts. What a kind holds is in `moodle_kinds`."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from courses.items.base import gettext_noop
from courses.quizzes.formats import moodle_extras
from courses.quizzes.formats.base import Fault, Note, Reading, Unreadable, category_of, one_line
from courses.quizzes.formats.moodle_kinds import READERS
from courses.quizzes.formats.moodle_texts import html_of
from courses.quizzes.formats.moodle_tree import line_of, questions_of, text_at, text_in
from courses.quizzes.formats.sheet import Sheet

NOT_BUILT = gettext_noop("Questions of this type are not built here.")
NOT_KEPT = gettext_noop("This setting has no place here.")
QUIZ_DECIDES = gettext_noop("The quiz decides this, not the question.")
MORE_HINTS = gettext_noop("A question has one hint here; this is a further one.")

QUIZ_SETTINGS = frozenset({"penalty", "defaultgrade", "hidden"})
DEFAULTS = {
    "answernumbering": ("none",),
    "attachmentsrequired": ("0", "1"),
    "defaultgrade": ("1", "1.0", "1.0000000"),
    "hidden": ("0",),
    "layouttype": ("VERTICAL", "0"),
    "responserequired": ("0", "1"),
    "shuffleanswers": ("1", "true"),
    "unitsleft": ("0",),
}
"""What need not be reported: it says what is so here anyway."""

UNSAID = frozenset("options.fixed rubric model".split())

COMMON = frozenset("name questiontext generalfeedback idnumber tags hint".split()) | {moodle_extras.NAME}


def read(raw: bytes) -> Reading:
    """Read a Moodle XML file; raises FormatError if it is refused as a whole."""
    elements, broken = questions_of(raw)
    reading = Reading(unsaid=UNSAID)
    category: tuple[str, ...] = ()
    pending: Note | None = None
    for element in elements:
        if element.tag != "question":
            reading.notes.append(Note("dropped", f"<{element.tag}>", NOT_KEPT, line_of(element)))
            continue
        if element.get("type") == "category":
            reading.notes += [pending] if pending else []
            path = text_at(element, "category")
            category = category_of(path)
            pending = Note("dropped", path, gettext_noop("No question stands in this category."), line_of(element))
            _note_category(reading, element)
            continue
        pending = None
        try:
            _add(reading, element, category)
        except Unreadable as error:
            reading.blame(line_of(element), error)
    reading.notes += [pending] if pending else []
    if broken:
        reading.faults.append(Fault(broken, gettext_noop("The file breaks off here; what follows was not read.")))
    return reading


def _note_category(reading: Reading, element: Element) -> None:
    for name in ("info", "idnumber"):
        if text_at(element, name):
            reading.notes.append(Note("dropped", f"category: <{name}>", NOT_KEPT, line_of(element)))


def _add(reading: Reading, element: Element, category: tuple[str, ...]) -> None:
    sheet = Sheet(line_of(element))
    if element.get("type", "") not in READERS:
        reading.notes.append(Note("dropped", element.get("type") or "question", NOT_BUILT, sheet.line))
        return
    found = question_of(sheet, element, category)
    extras = moodle_extras.of(element)
    if extras:
        found = moodle_extras.merged(sheet, found, extras)
    sheet.into(reading, found.kind, found.data, **found.surroundings)


def question_of(sheet: Sheet, element: Element, category: tuple[str, ...]) -> moodle_extras.Found:
    """Return what Moodle's own elements say of a question of a type in READERS; raises Unreadable."""
    read_kind, known = READERS[element.get("type", "")]
    data: dict[str, Any] = {
        "stem": html_of(sheet, element, "questiontext"),
        "feedback": html_of(sheet, element, "generalfeedback"),
        "hint": _hint(sheet, element),
    }
    kind, own = read_kind(sheet, element)
    _note_others(sheet, element, known)
    tags = [one_line(text_in(tag)) for tag in element.iterfind("tags/tag")]
    surroundings = {
        "code": one_line(text_at(element, "idnumber")),
        "title": one_line(text_at(element, "name")),
        "category": category,
        "tags": tuple(dict.fromkeys(tag for tag in tags if tag)),
        "about": {},
    }
    return moodle_extras.Found(kind, data | own, surroundings)


def _hint(sheet: Sheet, element: Element) -> str:
    """Return the first hint that says anything; the others are noted."""
    found = ""
    for hint in element.iterfind("hint"):
        source = html_of(sheet, hint, "hint")
        if found and source:
            sheet.note("dropped", "hint", MORE_HINTS, line_of(hint))
        found = found or source
        for name in ("shownumcorrect", "clearwrong", "options"):
            if hint.find(name) is not None:
                sheet.note("dropped", f"hint: <{name}>", NOT_KEPT, line_of(hint))
    return found


def _note_others(sheet: Sheet, element: Element, known: frozenset[str]) -> None:
    """Note every element that nobody reads, unless it says nothing or what is so here anyway."""
    for child in element:
        name, text = child.tag, text_in(child).strip()
        if name in COMMON or name in known or (not len(child) and not text):
            continue
        if len(child) and not "".join(child.itertext()).strip():
            continue
        if text in DEFAULTS.get(name, ()):
            continue
        sheet.note("dropped", f"<{name}>", QUIZ_DECIDES if name in QUIZ_SETTINGS else NOT_KEPT, line_of(child))
