"""What a question has that Moodle cannot say, carried in an element of our own that Moodle passes over.

`<skerry>` holds JSON: the fields that the rest of the question does not say, and the ids of rows. It also holds a
hash of what the rest says: when somebody has changed that elsewhere, the change wins and the element is left out.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from courses import items
from courses.items.base import Field, gettext_noop
from courses.items.decimals import authored_number
from courses.quizzes.formats.base import Draft
from courses.quizzes.formats.finish import filled, with_ids
from courses.quizzes.formats.own import checked_data, checked_surroundings
from courses.quizzes.formats.sheet import Sheet

NAME = "skerry"

CHANGED = gettext_noop("The question was changed elsewhere; what only this site knows of it is left out.")
DAMAGED = gettext_noop("The part that only this site reads is damaged and was left out.")


@dataclass(slots=True)
class Found:
    """A question on its way: its kind, its data, and what surrounds it (code, title, category, tags, about)."""

    kind: str
    data: dict[str, Any]
    surroundings: dict[str, Any]


def of(element: Element) -> str:
    """Return the JSON of a question's own element, "" if there is none."""
    return (element.findtext(NAME) or "").strip()


def bare(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return complete data without the ids of its rows."""
    if kind not in items.kinds():
        return data
    whole = filled(kind, data)
    for field in items.get(kind).all_fields:
        if field.type == "list":
            whole[field.name] = [{k: v for k, v in row.items() if k != "id"} for row in whole[field.name]]
    return whole


def digest(found: Found) -> str:
    """Return the hash of what Moodle's own elements say."""
    said = [found.kind, bare(found.kind, found.data), found.surroundings["code"], found.surroundings["title"]]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=list).encode()).hexdigest()[:32]


def merged(sheet: Sheet, found: Found, extras: str) -> Found:
    """Return a question with its own element read into it."""
    try:
        own = json.loads(extras)
        if not isinstance(own, dict) or not isinstance(own.get("data", {}), dict):
            raise TypeError
        ids = {name: list(map(str, each)) for name, each in own.get("ids", {}).items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        sheet.note("dropped", f"<{NAME}>", DAMAGED)
        return found
    if own.get("of") != digest(found):
        sheet.note("dropped", f"<{NAME}>", CHANGED)
        return found
    kind = own.get("kind", found.kind)
    data = found.data
    if kind in items.kinds():
        data = (data if kind == found.kind else {}) | checked_data(sheet, kind, own.get("data", {}))
        for name, each in ids.items():
            for row, id_ in zip(data.get(name) or (), each, strict=False):
                row["id"] = id_
    own_surroundings = {k: v for k, v in own.items() if k in found.surroundings}
    surroundings = found.surroundings | {
        k: v for k, v in checked_surroundings(own_surroundings).items() if k in own_surroundings
    }
    return Found(kind, data, surroundings)


def _alike(field: Field, one: Any, other: Any) -> bool:
    """Whether two values of a field mean the same: numbers may be spelled and rounded in several ways."""
    if one == other:
        return True
    if field.type == "decimal":
        numbers = [authored_number(each or "0") for each in (one, other)]
        return None not in numbers and abs(numbers[0] - numbers[1]) <= Decimal("0.0005")
    if field.type == "list" and isinstance(one, list) and len(one) == len(other):
        return all(
            _alike(child, row.get(child.name), twin.get(child.name))
            for row, twin in zip(one, other, strict=True)
            for child in field.of
        )
    return False


def lost_fields(kind: str, said: dict[str, Any], meant: dict[str, Any]) -> list[str]:
    """Return the names of the fields that mean something else in `said` than in `meant`; ids of rows mean nothing."""
    one, other = bare(kind, said), bare(kind, meant)
    return [field.name for field in items.get(kind).all_fields if not _alike(field, one[field.name], other[field.name])]


def extras_of(draft: Draft, found: Found) -> tuple[dict[str, Any], list[str]]:
    """Return what `<skerry>` must hold for a draft of which Moodle's own elements say `found`.

    The second part names what Moodle will not see. Ids of rows are no loss: they mean nothing to it.
    """
    extras: dict[str, Any] = {}
    lost: list[str] = []
    said, meant = bare(found.kind, found.data), bare(draft.kind, draft.data)
    if found.kind != draft.kind:
        extras["kind"] = draft.kind
        said = {}
    differing = [name for name, value in meant.items() if name not in said or said[name] != value]
    if differing:
        extras["data"] = {name: draft.data[name] for name in differing}
        lost += lost_fields(draft.kind, found.data, draft.data) if found.kind == draft.kind else [draft.kind]
    derived = with_ids(draft.kind, filled(draft.kind, meant), draft.code or str(draft.data["stem"]))
    lists = [field.name for field in items.get(draft.kind).all_fields if field.type == "list"]
    ids = {name: [row["id"] for row in draft.data[name]] for name in lists if draft.data[name] != derived[name]}
    if ids:
        extras["ids"] = ids
    for name in ("code", "title", "category", "tags", "about"):
        value = getattr(draft, name)
        if found.surroundings[name] != value:
            extras[name] = list(value) if isinstance(value, tuple) else value
            lost += [name] if value else []
    return ({"of": digest(found), **extras} if extras else {}), lost
