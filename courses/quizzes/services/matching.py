"""A question of a file beside the one that is here: what goes by which name, and what stays as it is."""

import uuid
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop

from courses import items
from courses.items.base import Field
from courses.items.texts import squeeze
from courses.quizzes.formats import Draft, Note
from courses.quizzes.queries.exchange import CODE_LENGTH, words_of

CUT = gettext_noop("The name was cut to 40 characters.")
ONE_NAME = gettext_noop("A question goes by its code here; the title is left out.")

ONE_FIELD = gettext_noop("Names of categories and tags are shortened, and hold no stroke.")

DEPTH, CATEGORY_LENGTH, TAG_LENGTH = 6, 255, 100
"""Most categories below one another in a file, and most characters of a category and of a tag."""


def code_of(draft: Draft) -> tuple[str, list[Note]]:
    """Return the code that a question gets, and what becomes of the names it has in the file.

    Where it has no code its title serves, else the beginning of its words.
    """
    notes = []
    whole = draft.code or draft.title
    code = (whole or words_of(draft))[:CODE_LENGTH].strip()
    if whole and len(whole) > CODE_LENGTH:
        notes.append(Note("changed", whole, CUT, draft.line))
    if draft.code and draft.title not in ("", draft.code):
        notes.append(Note("dropped", draft.title, ONE_NAME, draft.line))
    return code, notes


def placed(draft: Draft) -> tuple[Draft, list[Note]]:
    """Return the draft with categories and tags that the bank can hold."""
    category = tuple(name.replace("/", "-")[:CATEGORY_LENGTH].strip() for name in draft.category[:DEPTH])
    tags = {tag[:TAG_LENGTH].strip().casefold(): tag[:TAG_LENGTH].strip() for tag in draft.tags}
    fitting = replace(draft, category=category, tags=tuple(sorted(tags.values())))
    if category == draft.category and set(fitting.tags) == set(draft.tags):
        return fitting, []
    return fitting, [Note("changed", "/".join((*draft.category, *draft.tags))[:80], ONE_FIELD, draft.line)]


def merged(draft: Draft, existing: Draft, unsaid: frozenset[str]) -> Draft:
    """Return what the question that is here becomes: its rows keep their ids, and what the file does not say stays.

    Not said is a category, tags and what ABOUT names where the file has none of them, and a field that its format has
    no place for, if the file has nothing in it.
    """
    if draft.kind == existing.kind:
        fields = items.get(draft.kind).all_fields
        data = {each.name: _field(each, draft.data[each.name], existing.data[each.name], unsaid, "") for each in fields}
    else:
        data = with_own_ids(draft).data
    return replace(
        draft,
        data=data,
        category=draft.category or existing.category,
        tags=draft.tags or existing.tags,
        about={**existing.about, **draft.about},
    )


def _field(field: Field, ours: Any, theirs: Any, unsaid: frozenset[str], prefix: str) -> Any:
    """Return a field's value: that of the file, or that of the bank where the format cannot say it."""
    if prefix + field.name in unsaid and ours in (field.default, "", [], None, False):
        return theirs
    if field.type != "list":
        return ours
    rows = []
    for row, old in zip(ours, _partners(field, ours, theirs), strict=True):
        if old is None:
            rows.append({**row, "id": _random(row["id"])})
            continue
        same = {each.name: _field(each, row[each.name], old[each.name], unsaid, f"{field.name}.") for each in field.of}
        rows.append({"id": old["id"], **same})
    return rows


def _partners(field: Field, rows: list[dict], old: list[dict]) -> list[dict | None]:
    """Return for each row the one that it was: by id, then by text, then by place among those that are left."""
    text = field.of[0].name
    partners: list[dict | None] = [None] * len(rows)
    left = list(old)
    for key in (lambda row: row["id"], lambda row: squeeze(str(row[text]))):
        for place, row in enumerate(rows):
            if partners[place] is None:
                partners[place] = next((each for each in left if key(each) == key(row)), None)
                if partners[place] is not None:
                    left.remove(partners[place])
    open_places = [place for place, partner in enumerate(partners) if partner is None]
    for place, each in zip(open_places, left, strict=False):
        partners[place] = each
    return partners


def with_own_ids(draft: Draft) -> Draft:
    """Return a draft in which no id of a row can be guessed: one derived from words gives way to a random one."""
    data = dict(draft.data)
    for field in items.get(draft.kind).all_fields:
        if field.type == "list":
            data[field.name] = [{**row, "id": _random(row["id"])} for row in data[field.name]]
    return replace(draft, data=data)


def _random(id_: str) -> str:
    try:
        known = uuid.UUID(id_)
    except ValueError:
        return str(uuid.uuid4())
    return str(known) if known.version == 4 else str(uuid.uuid4())
