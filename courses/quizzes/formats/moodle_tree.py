"""Moodle XML as a tree whose elements know their line, read without entities, doctype or anything from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from courses.items.base import gettext_noop
from courses.quizzes.formats.base import FormatError, check_size

NESTING = 30
"""Deepest nesting of elements; Moodle's own files need nine."""

PLACE = "line of the element"
"""An attribute that no file can have, since no name in XML holds a space."""


class _Builder(TreeBuilder):
    """Builds the tree, writes lines into it and keeps the questions that are complete."""

    def __init__(self, line: Callable[[], int]) -> None:
        super().__init__()
        self.line = line
        self.depth = 0
        self.root: Element | None = None
        self.complete: list[Element] = []

    def start(self, tag: Any, attrs: dict[Any, Any]) -> Element:
        self.depth += 1
        if self.depth > NESTING:
            raise FormatError(gettext_noop("The elements of the file are nested too deep."), line=self.line())
        element = super().start(tag, {**attrs, PLACE: str(self.line())})
        if self.root is None:
            self.root = element
        return element

    def end(self, tag: Any) -> Element:
        self.depth -= 1
        element = super().end(tag)
        if self.depth == 1:
            self.complete.append(element)
        return element


def questions_of(raw: bytes) -> tuple[list[Element], int]:
    """Return the elements below the root, and the line at which the file breaks off, 0 if it does not.

    Raises FormatError for what is no `<quiz>`, has a doctype or entities, or breaks off before the first question.
    """
    check_size(raw)
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FormatError(gettext_noop("The file holds zero bytes: it is damaged or no text."))
    builder = _Builder(lambda: parser.parser.CurrentLineNumber)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    broken = 0
    try:
        parser.feed(raw)
        parser.close()
    except DefusedXmlException:
        raise FormatError(gettext_noop("The file declares a document type or entities and is refused.")) from None
    except (ParseError, ExpatError) as error:
        broken = _line_of(error)
    except (LookupError, ValueError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(gettext_noop("The file's letters cannot be read. Save it in UTF-8.")) from None
    if builder.root is None or builder.root.tag != "quiz" or (broken and not builder.complete):
        raise FormatError(gettext_noop("This is no Moodle XML: it does not hold a <quiz>."), line=broken)
    return builder.complete, broken


def _line_of(error: Exception) -> int:
    position = getattr(error, "position", None)
    return int(position[0]) if position else int(getattr(error, "lineno", 1))


def line_of(element: Element) -> int:
    """Return the line on which an element begins."""
    return int(element.get(PLACE, "0"))


def text_in(element: Element | None) -> str:
    """Return the text of an element, or of the `<text>` in it."""
    if element is None:
        return ""
    inner = element.find("text")
    return (inner if inner is not None else element).text or ""


def text_at(element: Element, path: str) -> str:
    """Return the text of the element at a path, trimmed."""
    return text_in(element.find(path)).strip()


def is_true(text: str) -> bool:
    """Whether a flag is set, as Moodle reads it."""
    return text.strip().lower() in ("1", "true")
