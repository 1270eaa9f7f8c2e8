"""Texts of Moodle XML with the files that belong to them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from courses.items.base import gettext_noop
from courses.quizzes.formats import markup
from courses.quizzes.formats.moodle_tree import line_of, text_in
from courses.quizzes.formats.sheet import NOT_BASE64, Sheet

FORMS = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
    "0": "moodle",
    "1": "html",
    "2": "plain",
    "4": "markdown",
}
"""Moodle's names of the forms of a text, and the numbers of old files."""

UNKNOWN_FORM = gettext_noop("The form of this text is not known; it was read as HTML.")


def form_of(sheet: Sheet, element: Element) -> str:
    """Return the form of the text in an element, HTML if it does not say."""
    name = element.get("format", "html")
    if name not in FORMS:
        sheet.note("changed", f"format={name}", UNKNOWN_FORM, line_of(element))
    return FORMS.get(name, "html")


def html_of(sheet: Sheet, parent: Element, name: str) -> str:
    """Return the text of a child (or of the element itself, if it has that name) as HTML, its files kept."""
    element = parent if parent.tag == name else parent.find(name)
    if element is None:
        return ""
    source = sheet.rich(text_in(element), form_of(sheet, element), f"<{name}>")
    for file in element.iterfind("file"):
        source = _with_file(sheet, file, source)
    return source


def line_in(sheet: Sheet, element: Element, name: str) -> str:
    """Return the text of an element as one line without markup; files in it are noted as dropped."""
    line = sheet.plain(text_in(element), form_of(sheet, element), f"<{name}>")
    for file in element.iterfind("file"):
        reason = gettext_noop("A text of one line cannot show an image.")
        sheet.note("dropped", file.get("name", "file"), reason, line_of(file))
    return line


def _with_file(sheet: Sheet, file: Element, source: str) -> str:
    """Keep a file and return the text that shows it, under another name if its own was taken."""
    name = (file.get("path", "/").strip("/") + "/" + file.get("name", "")).strip("/")
    if file.get("encoding", "base64") != "base64":
        sheet.note("dropped", name or "file", NOT_BASE64, line_of(file))
        return source
    given = sheet.image(name, file.text or "", line_of(file))
    return markup.rename_image(source, name, given) if given not in ("", name) else source
