"""Moodle XML: from drafts to elements that Moodle 4 and 5 import."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from courses.items.base import gettext_noop
from courses.quizzes.formats import markup, moodle_extras
from courses.quizzes.formats.answers import numeric_rows, short_rows
from courses.quizzes.formats.base import (
    CONTROLS,
    Draft,
    Note,
    Unreadable,
    category_of,
    decimal_text,
    path_of,
    percent_of,
)
from courses.quizzes.formats.moodle_kinds import ORDERING
from courses.quizzes.formats.moodle_reading import question_of
from courses.quizzes.formats.sheet import Sheet, shortened

Data = dict[str, Any]

ONLY_HERE = gettext_noop("Moodle does not know this; it is kept in a part of the file that only this site reads.")


def write(drafts: Iterable[Draft]) -> tuple[bytes, list[Note]]:
    """Return a Moodle XML file with these drafts, and what Moodle will not see of them."""
    root, notes = Element("quiz"), []
    category: tuple[str, ...] = ()
    for draft in drafts:
        if draft.category != category:
            category = draft.category
            _text(SubElement(SubElement(root, "question", type="category"), "category"), path_of(category))
        notes += _add(root, draft)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", notes


def _add(root: Element, draft: Draft) -> list[Note]:
    type_, put = WRITERS.get(draft.kind, ("description", _nothing))
    element = SubElement(root, "question", type=type_)
    _text(SubElement(element, "name"), draft.title or draft.code or _name_from(draft.data["stem"]))
    _html(element, "questiontext", draft.data["stem"], draft)
    _html(element, "generalfeedback", draft.data["feedback"], draft)
    if draft.code:
        SubElement(element, "idnumber").text = _clean(draft.code)
    put(element, draft)
    if draft.data["hint"]:
        _html(element, "hint", draft.data["hint"], draft)
    if draft.tags:
        tags = SubElement(element, "tags")
        for tag in draft.tags:
            _text(SubElement(tags, "tag"), tag)
    _put_other_images(element, draft)
    return _put_extras(element, draft)


def _put_extras(element: Element, draft: Draft) -> list[Note]:
    """Read the element back, and put beside it what it does not say."""
    category = category_of(path_of(draft.category))
    try:
        found = question_of(Sheet(draft.line), element, category)
    except Unreadable:
        element.set("type", "description")
        found = question_of(Sheet(draft.line), element, category)
    extras, lost = moodle_extras.extras_of(draft, found)
    if extras:
        SubElement(element, moodle_extras.NAME).text = json.dumps(extras, sort_keys=True)
    name = draft.code or draft.title or shortened(unescape(markup.as_line(draft.data["stem"], "html")[0]))
    return [Note("changed", f"{name}: {each}", ONLY_HERE, draft.line) for each in lost]


def _clean(text: str) -> str:
    """Return a text that XML gives back as it is."""
    return CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = _clean(text)


def _name_from(stem: str) -> str:
    return shortened(markup.as_line(stem, "html")[0]) or "?"


def _html(parent: Element, name: str, source: str, draft: Draft) -> None:
    element = SubElement(parent, name, format="html")
    _text(element, source)
    for image in dict.fromkeys(markup.images_in(source)):
        if image in draft.images:
            _file(element, image, draft.images[image])


def _file(parent: Element, image: str, content: bytes) -> None:
    folder, _stroke, name = image.rpartition("/")
    file = SubElement(parent, "file", name=name, path=f"/{folder}/" if folder else "/", encoding="base64")
    file.text = base64.b64encode(content).decode()


def _put_other_images(element: Element, draft: Draft) -> None:
    """Put the files that no text of the element shows beside the stem: a text that only we read may show them."""
    placed = {(file.get("path", "") + file.get("name", "")).strip("/") for file in element.iter("file")}
    for image, content in draft.images.items():
        if image not in placed:
            _file(element.find("questiontext"), image, content)


def _answer(element: Element, text: str, fraction: str, feedback: str, draft: Draft) -> Element:
    answer = SubElement(element, "answer", fraction=percent_of(fraction), format="html")
    _text(answer, text)
    _html(answer, "feedback", feedback, draft)
    return answer


def _nothing(_element: Element, _draft: Draft) -> None:
    pass


def _choice(element: Element, draft: Draft) -> None:
    SubElement(element, "single").text = "true" if draft.kind == "single_choice" else "false"
    SubElement(element, "shuffleanswers").text = "true" if draft.data["shuffle"] else "false"
    SubElement(element, "answernumbering").text = "none"
    for row in draft.data["options"]:
        _answer(element, markup.escape(row["text"]), row["fraction"], row["feedback"], draft)


def _true_false(element: Element, draft: Draft) -> None:
    for word in ("true", "false"):
        fraction = "1" if draft.data["answer"] == (word == "true") else "0"
        _answer(element, word, fraction, draft.data[f"feedback_{word}"], draft).set("format", "moodle_auto_format")


def _short(element: Element, draft: Draft) -> None:
    SubElement(element, "usecase").text = "1" if draft.data["case_sensitive"] else "0"
    for row in short_rows(draft.data):
        answer = _answer(element, row["text"], row["fraction"], row["feedback"], draft)
        answer.set("format", "moodle_auto_format")


def _numeric(element: Element, draft: Draft) -> None:
    kind = draft.data["tolerance_kind"]
    for place, row in enumerate(numeric_rows(draft.data)):
        answer = _answer(element, row["answer"], row["fraction"], row["feedback"], draft)
        answer.set("format", "moodle_auto_format")
        tolerance = row["tolerance"]
        if not place and kind != "nominal":
            tolerance = decimal_text(abs(Fraction(row["answer"])) * Fraction(tolerance or "0"), places=12)
        SubElement(answer, "tolerance").text = tolerance or "0"
    _units(element, draft.data)


def _units(element: Element, data: Data) -> None:
    """Put the units that the learner types; one that only stands after the field is nothing that Moodle has."""
    if data["unit_rule"] == "shown":
        return
    SubElement(element, "unitgradingtype").text = "2" if data["unit_rule"] == "required" else "0"
    SubElement(element, "unitpenalty").text = data["unit_penalty"] or "0"
    SubElement(element, "showunits").text = "0"
    parent = SubElement(element, "units")
    for row in [{"text": data["unit"], "factor": "1"}, *data["units"]]:
        unit = SubElement(parent, "unit")
        SubElement(unit, "multiplier").text = decimal_text(1 / Fraction(row["factor"]), places=30)
        SubElement(unit, "unit_name").text = _clean(row["text"])


def _matching(element: Element, draft: Draft) -> None:
    SubElement(element, "shuffleanswers").text = "true"
    pairs = [(row["prompt"], row["answer"]) for row in draft.data["pairs"]]
    for prompt, answer in [*pairs, *(("", row["text"]) for row in draft.data["distractors"])]:
        each = SubElement(element, "subquestion", format="html")
        _text(each, markup.escape(prompt))
        _text(SubElement(each, "answer"), answer)


def _ordering(element: Element, draft: Draft) -> None:
    names = {here: theirs for theirs, here in ORDERING.items()}
    SubElement(element, "layouttype").text = "VERTICAL"
    SubElement(element, "selecttype").text = "ALL"
    SubElement(element, "gradingtype").text = names.get(draft.data["scoring"], "ABSOLUTE_POSITION")
    for place, row in enumerate(draft.data["items"], start=1):
        answer = SubElement(element, "answer", fraction=str(place), format="html")
        _text(answer, markup.escape(row["text"]))


def _essay(element: Element, draft: Draft) -> None:
    data = draft.data
    SubElement(element, "responseformat").text = "editor"
    SubElement(element, "responserequired").text = "1"
    SubElement(element, "attachments").text = "0"
    for name, theirs in (("min_words", "minwordlimit"), ("max_words", "maxwordlimit")):
        SubElement(element, theirs).text = data.get(name) or "0"
    _html(element, "graderinfo", data.get("notes") or "", draft)
    template = SubElement(element, "responsetemplate", format="plain_text")
    _text(template, data.get("template") or "")


def _upload(element: Element, draft: Draft) -> None:
    data = draft.data
    SubElement(element, "responseformat").text = "noinline"
    SubElement(element, "responserequired").text = "0"
    SubElement(element, "attachments").text = str(data["max_files"])
    SubElement(element, "attachmentsrequired").text = "1"
    SubElement(element, "filetypeslist").text = ",".join(f".{ending}" for ending in data["extensions"])
    _html(element, "graderinfo", data.get("notes") or "", draft)


WRITERS: dict[str, tuple[str, Callable[[Element, Draft], None]]] = {
    "single_choice": ("multichoice", _choice),
    "multiple_choice": ("multichoice", _choice),
    "true_false": ("truefalse", _true_false),
    "short_text": ("shortanswer", _short),
    "numeric": ("numerical", _numeric),
    "matching": ("match", _matching),
    "ordering": ("ordering", _ordering),
    "essay": ("essay", _essay),
    "file_upload": ("essay", _upload),
    "description": ("description", _nothing),
}
"""Moodle's type for each kind, and what fills it; the others go as descriptions with their data in `<skerry>`."""
