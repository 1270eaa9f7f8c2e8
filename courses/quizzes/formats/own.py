"""The platform's own format: JSON with everything a draft holds, so that nothing is lost on the way."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json.decoder import JSONDecodeError, JSONDecoder, scanstring
from typing import Any

from courses import items
from courses.items.base import Field, gettext_noop
from courses.quizzes.formats.base import (
    ABOUT,
    CONTROLS,
    Draft,
    Fault,
    FormatError,
    Note,
    Reading,
    Unreadable,
    decode,
    one_line,
)
from courses.quizzes.formats.sheet import NOT_BASE64, UNKNOWN_KIND, Sheet

FORMAT = "skerry-questions"
VERSION = 1

NOT_OURS = gettext_noop("This is no file of questions in the platform's own format.")
NEWER = gettext_noop("The file is of a newer version of the format than this site reads.")
DAMAGED = gettext_noop("The file is no valid JSON from here on; what follows was not read.")
WRONG_TYPE = gettext_noop("This is not what belongs here.")
UNKNOWN_NAME = gettext_noop("Questions of this kind have no such field.")

_NAMES = frozenset("kind data code title category tags images about".split())


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


_decoder = JSONDecoder(parse_constant=_refuse_constant)


def read(raw: bytes) -> Reading:
    """Read a file of the own format; raises FormatError if it is refused as a whole."""
    text, notes = decode(raw)
    reading = Reading(notes=notes)
    lines = _Lines(text)
    head: dict[str, Any] = {}
    try:
        for name, value, place in _members(text):
            if name != "questions[]":
                head[name] = value
                _check_head(head)
                continue
            _check_head(head, complete=True)
            _add(reading, value, lines.at(place))
    except (JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        if not reading.drafts:
            raise FormatError(NOT_OURS, line=line) from None
        reading.faults.append(Fault(line, DAMAGED))
    _check_head(head, complete=True)
    for name in head.keys() - {"format", "version"}:
        reading.notes.append(Note("dropped", name, UNKNOWN_NAME, 1))
    return reading


class _Lines:
    """Counts lines for places that only grow."""

    def __init__(self, text: str) -> None:
        self.text, self.place, self.line = text, 0, 1

    def at(self, place: int) -> int:
        self.line += self.text.count("\n", self.place, place)
        self.place = place
        return self.line


def _check_head(head: Mapping[str, Any], *, complete: bool = False) -> None:
    if (complete or "format" in head) and head.get("format") != FORMAT:
        raise FormatError(NOT_OURS)
    version = head.get("version", None if complete else VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FormatError(NOT_OURS)
    if version > VERSION:
        raise FormatError(NEWER)


def _members(text: str) -> Iterator[tuple[str, Any, int]]:
    """Yield name, value and place of the members of the outer object, and each question as `questions[]`.

    Read piece by piece, so that a question knows its line and the good ones before a fault are kept.
    """
    place = _expect(text, 0, "{")
    while True:
        place = _expect(text, place, '"')
        name, place = scanstring(text, place)
        place = _blank(text, _expect(text, place, ":"))
        if name == "questions":
            place = _expect(text, place, "[")
            if text[place : place + 1] != "]":
                place = yield from _entries(text, place)
            place += 1
        else:
            value, end = _value(text, place)
            yield name, value, place
            place = end
        place = _blank(text, place)
        if text[place : place + 1] != ",":
            break
        place = _blank(text, place + 1)
    place = _expect(text, place, "}")
    if place < len(text):
        raise JSONDecodeError("more follows", text, place)


def _entries(text: str, place: int) -> Iterator[tuple[str, Any, int]]:
    """Yield the entries of the list of questions; return the place of its closing bracket."""
    while True:
        value, end = _value(text, place)
        yield "questions[]", value, place
        end = _blank(text, end)
        if text[end : end + 1] == "]":
            return end
        place = _expect(text, end, ",")


def _value(text: str, place: int) -> tuple[Any, int]:
    try:
        return _decoder.raw_decode(text, place)
    except JSONDecodeError:
        raise
    except ValueError as error:
        raise JSONDecodeError(str(error), text, place) from None


def _blank(text: str, place: int) -> int:
    while text[place : place + 1] in (" ", "\n", "\t"):
        place += 1
    return place


def _expect(text: str, place: int, mark: str) -> int:
    """Return the place behind a mark and the blanks after it; a quotation mark is followed by its text."""
    place = _blank(text, place)
    if text[place : place + 1] != mark:
        raise JSONDecodeError(f"{mark} expected", text, place)
    return place + 1 if mark == '"' else _blank(text, place + 1)


def _add(reading: Reading, found: Any, line: int) -> None:
    sheet = Sheet(line)
    try:
        if not isinstance(found, dict) or not isinstance(found.get("kind"), str):
            raise Unreadable(WRONG_TYPE, "kind")
        kind = found["kind"]
        if kind not in items.kinds():
            reading.notes.append(Note("dropped", kind, UNKNOWN_KIND, line))
            return
        for name in found.keys() - _NAMES:
            sheet.note("dropped", name, UNKNOWN_NAME)
        _take_images(sheet, found.get("images") or {})
        data = checked_data(sheet, kind, found.get("data"))
        sheet.into(reading, kind, data, **checked_surroundings(found))
    except Unreadable as error:
        reading.blame(line, error)


def _take_images(sheet: Sheet, images: Any) -> None:
    if not isinstance(images, dict):
        raise Unreadable(WRONG_TYPE, "images")
    for name, content in images.items():
        if isinstance(content, str):
            sheet.image(name, content)
        else:
            sheet.note("dropped", name, NOT_BASE64)


def checked_surroundings(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what surrounds a question: code, title, category, tags, about; raises Unreadable for what is no text."""
    lists = {name: found.get(name) or [] for name in ("category", "tags")}
    for name, value in lists.items():
        if not isinstance(value, list):
            raise Unreadable(WRONG_TYPE, name)
    about = found.get("about") or {}
    if not isinstance(about, dict) or about.keys() - set(ABOUT):
        raise Unreadable(WRONG_TYPE, "about")
    return {
        "about": {name: one_line(_text(value, name)) for name, value in about.items()},
        "code": one_line(_text(found.get("code") or "", "code")),
        "title": one_line(_text(found.get("title") or "", "title")),
        **{name: tuple(one_line(_text(each, name)) for each in value) for name, value in lists.items()},
    }


def checked_data(sheet: Sheet, kind: str, data: Any) -> dict[str, Any]:
    """Return authoring data from outside with its types checked and its HTML cleaned; raises Unreadable."""
    if not isinstance(data, dict):
        raise Unreadable(WRONG_TYPE, "data")
    return _fields(sheet, items.get(kind).all_fields, data, "")


def _fields(sheet: Sheet, fields: Sequence[Field], data: Mapping[str, Any], path: str) -> dict[str, Any]:
    by_name = {field.name: field for field in fields}
    for name in data.keys() - by_name.keys() - ({"id"} if path else set()):
        sheet.note("dropped", path + name, UNKNOWN_NAME)
    return {name: _checked(sheet, by_name[name], value, path) for name, value in data.items() if name in by_name}


def _checked(sheet: Sheet, field: Field, value: Any, path: str) -> Any:
    name = path + field.name
    if value is None:
        return None
    if field.type == "bool":
        if not isinstance(value, bool):
            raise Unreadable(WRONG_TYPE, name)
        return value
    if field.type == "lines":
        return [_text(line, name) for line in _listed(value, name)]
    if field.type == "list":
        return [_row(sheet, field, row, name) for row in _listed(value, name)]
    if field.type == "decimal" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = _text(value, name)
    return sheet.rich(text, "html", name) if field.type == "rich" else text


def _row(sheet: Sheet, field: Field, row: Any, name: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise Unreadable(WRONG_TYPE, name)
    id_ = one_line(_text(row.get("id") or "", name))
    return {"id": id_, **_fields(sheet, field.of, row, f"{name}.")}


def _listed(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(WRONG_TYPE, name)
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise Unreadable(WRONG_TYPE, name)
    return CONTROLS.sub("", value)


def entry_of(draft: Draft) -> dict[str, Any]:
    """Return a draft as it stands in the file, without what is empty."""
    entry = {
        "kind": draft.kind,
        "code": draft.code,
        "title": draft.title,
        "category": list(draft.category),
        "tags": list(draft.tags),
        "about": draft.about,
        "data": draft.data,
        "images": {name: base64.b64encode(content).decode() for name, content in draft.images.items()},
    }
    return {name: value for name, value in entry.items() if value}


def write(drafts: Iterable[Draft]) -> tuple[bytes, list[Note]]:
    """Return the file that holds these drafts; it can say everything, so there is nothing to note."""
    whole = {"format": FORMAT, "version": VERSION, "questions": [entry_of(draft) for draft in drafts]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode(), []
