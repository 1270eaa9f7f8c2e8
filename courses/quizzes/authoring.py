"""From the editor's blocks to the data that item types work on."""

import hashlib
import json
import random
from typing import Any

from courses import items
from courses.items.base import Field
from courses.items.texts import is_blank_html


def _value(field: Field, value) -> Any:
    if field.type == "rich":
        source = getattr(value, "source", value or "")
        return "" if is_blank_html(source) else source  # an editor that was left empty still gives a paragraph
    if field.type == "lines":
        return [line.strip() for line in (value or "").splitlines() if line.strip()]
    if field.type == "bool":
        return bool(value)
    if field.type == "list":
        return [
            {"id": row.id, **{child.name: _value(child, row.value.get(child.name)) for child in field.of}}
            for row in value.bound_blocks
        ]
    return "" if value is None else str(value)


def data_of(child) -> dict[str, Any]:
    """Return the item data of a question's one block."""
    kind = items.get(child.block_type)
    return {field.name: _value(field, child.value.get(field.name)) for field in kind.all_fields}


def _raw(field: Field, value) -> Any:
    if field.type == "lines":
        return "\n".join(value)
    if field.type == "list":
        return [
            {
                "type": "item",
                "id": row["id"],
                "value": {child.name: _raw(child, row[child.name]) for child in field.of},
            }
            for row in value
        ]
    return value


def raw_of(kind: str, data: dict[str, Any], block_id: str) -> list[dict[str, Any]]:
    """Return the raw value of a question's stream for complete item data: what `data_of` reads."""
    value = {field.name: _raw(field, data[field.name]) for field in items.get(kind).all_fields}
    return [{"type": kind, "id": block_id, "value": value}]


def _structure(fields, data) -> Any:
    found = {}
    for field in fields:
        value = data.get(field.name)
        if field.type == "list":
            found[field.name] = [{"id": row.get("id"), **_structure(field.of, row)} for row in value or []]
        elif not field.translatable:
            found[field.name] = value
    return found


def merged(kind: str, source: dict[str, Any], translation: dict[str, Any]) -> dict[str, Any] | None:
    """Return the data of the source with the words of a translation, or None where they do not fit.

    Everything that must be the same in all languages - the key, numbers, settings - is the source's. They fit when
    every list has the same rows and every line of text has its words.
    """
    return _merged(items.get(kind).all_fields, source, translation)


def _merged(fields, source: dict[str, Any], translation: dict[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] = {"id": source["id"]} if "id" in source else {}
    for field in fields:
        ours, theirs = source.get(field.name), translation.get(field.name)
        if field.type == "list":
            rows = {row["id"]: row for row in theirs or []}
            if set(rows) != {row["id"] for row in ours or []}:
                return None
            ours = [_merged(field.of, row, rows[row["id"]]) for row in ours or []]
            if None in ours:
                return None
        elif field.translatable:
            if ours and not theirs:
                return None
            ours = theirs if ours else ours
        found[field.name] = ours
    return found


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value, for hashing."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def structure_of(kind: str, data: dict[str, Any]) -> str:
    """Return the hash of what must be the same in all languages: ids, the key, numbers, settings."""
    same = {"kind": kind, "data": _structure(items.get(kind).all_fields, data)}
    return hashlib.sha256(canonical(same).encode()).hexdigest()


def _words_in(question, language: str) -> tuple[str, dict[str, Any], str]:
    """Return the kind and the data of a question as a learner of a language gets it, and the language that it is in.

    From what was last saved: the words of the translation on the source, or the source where they do not fit. A
    question that was never saved is in one language alone. An empty kind where there is no question yet.
    """
    spoken = question.source_language() if question.pk else language
    source = question.draft_in(spoken) if question.pk else question
    if not source.item:
        return "", {}, spoken
    data = data_of(source.item[0])
    if language == spoken:
        return source.kind, data, spoken
    other = question.draft_in(language)
    fits = other and other.item and other.kind == source.kind and merged(source.kind, data, data_of(other.item[0]))
    return (source.kind, fits, language) if fits else (source.kind, data, spoken)


def preview(question, language: str = "") -> dict[str, Any]:
    """Return what the learner of a language would see of a draft; of its own language if none is named."""
    if question.pk:
        language = language or question.locale.language_code
    name, data, spoken = _words_in(question, language)
    if not name:
        return {"question": None}
    kind = items.get(name)
    content, key = kind.split(data)
    frozen = kind.freeze(content, random.Random(0))  # noqa: S311  a preview's order is no secret
    return {
        "question": {
            "language": spoken,
            "is_foreign": spoken != language,
            "kind": name,
            "stem": content.get("stem", ""),
            "controls": kind.controls(content, frozen, {}),
            "rubric": kind.rubric(content),
            "feedback": key.get("feedback", ""),
            "open": True,
            "hint": key.get("hint", ""),
            "model_answer": kind.model_answer(content, key),
        }
    }
