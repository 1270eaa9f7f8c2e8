"""The last step of every reader: authoring data filled up, rows given their ids, faults found."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from courses import items
from courses.items.base import Field, gettext_noop
from courses.quizzes.formats.base import MAX_LINE, Draft, Unreadable, one_line

NAMESPACE = uuid.UUID("6f1f6b1e-3d59-5d0b-9d1c-2a6f0c7e9b41")
"""Of the ids of rows. It must never change: the same file must go on giving the same ids."""

PROBLEMS = {
    "empty": gettext_noop("Something that a question of this kind needs is empty."),
    "too_few": gettext_noop("There are too few entries."),
    "too_many": gettext_noop("There are too many entries."),
    "duplicate_text": gettext_noop("Two entries have the same text."),
    "no_right_option": gettext_noop("No option is right."),
    "several_right_options": gettext_noop("More than one option is right."),
    "fraction_out_of_range": gettext_noop("A part of the mark lies between -100 and 100 percent."),
    "fractions_not_one": gettext_noop("The right options do not add up to 100 percent."),
    "not_a_number": gettext_noop("This is not a number."),
    "negative": gettext_noop("This must not be negative."),
    "one_answer": gettext_noop("All pairs have the same answer."),
    "matches_everything": gettext_noop("An answer accepts everything."),
    "never_reached": gettext_noop("An answer stands behind one that takes everything before it."),
}
"""The faults of a question in words for whoever made the file; the others share one."""

OTHER_PROBLEM = gettext_noop("The question cannot be used.")


def row_id(seed: str, name: str, text: str, occurrence: int) -> str:
    """Return the id of a row: the same for the same question, list, text and how often that text came before."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join((seed, name, text, str(occurrence)))))


def filled(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with every field of the kind, in its type, and nothing else; raises items.UnknownKind."""
    return _fields(items.get(kind).all_fields, data)


def _fields(fields: Sequence[Field], data: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: _value(field, data.get(field.name)) for field in fields}


def _value(field: Field, value: Any) -> Any:
    if field.type == "bool":
        return bool(field.default) if value is None else value
    if field.type == "lines":
        return list(field.default or ()) if value is None else value
    if field.type == "list":
        if not isinstance(value, (list, tuple)):
            return []
        rows = [row if isinstance(row, Mapping) else {} for row in value]
        return [{"id": row.get("id") or "", **_fields(field.of, row)} for row in rows]
    if value is None or value == "":
        return field.default or ""
    return str(value) if field.type == "decimal" and not isinstance(value, bool) else value


def with_ids(kind: str, data: dict[str, Any], seed: str) -> dict[str, Any]:
    """Give an id to each row that has none."""
    for field in items.get(kind).all_fields:
        if field.type != "list":
            continue
        seen: Counter[str] = Counter()
        for row in data[field.name]:
            text = one_line(str(row[field.of[0].name]))
            row["id"] = row["id"] or row_id(seed, field.name, text, seen[text])
            seen[text] += 1
    return data


def finish(draft: Draft) -> Draft:
    """Return the draft with complete data; raises Unreadable if nobody could answer the question."""
    draft.data = with_ids(draft.kind, filled(draft.kind, draft.data), draft.code or str(draft.data.get("stem", "")))
    for field in items.get(draft.kind).all_fields:
        _check_lengths(field, draft.data[field.name])
    found = items.get(draft.kind).problems(draft.data)
    if found:
        raise Unreadable(PROBLEMS.get(found[0].code, OTHER_PROBLEM), found[0].field)
    return draft


def _check_lengths(field: Field, value: Any) -> None:
    """Raise Unreadable for a text of one line that the editor's form could not hold."""
    if field.type == "list":
        for row in value:
            for child in field.of:
                _check_lengths(child, row[child.name])
    elif field.type in ("text", "lines"):
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and len(text) > MAX_LINE:
                raise Unreadable(gettext_noop("A text of one line is longer than 500 characters."), text[:40] + "…")
