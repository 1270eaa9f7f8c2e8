from collections.abc import Mapping
from dataclasses import dataclass

from skerry.handover.fields import FLAG, LIVE, PARENT, POSITION, TEXT, How


@dataclass(frozen=True)
class Kind:
    """A kind of object: its model, its fields, and where it may stand."""

    name: str
    model: str
    fields: Mapping[str, How]
    is_page: bool = False
    parents: tuple[str, ...] = ()
    has_locale: bool = True


def page(name: str, model: str, parents: tuple[str, ...], fields: Mapping[str, How]) -> Kind:
    """Return a kind of page, with the fields that all pages have."""
    common = {
        "parent": PARENT,
        "position": POSITION,
        "live": LIVE,
        "title": TEXT,
        "slug": TEXT,
        "seo_title": TEXT,
        "search_description": TEXT,
        "show_in_menus": FLAG,
    }
    return Kind(name, model, {**common, **fields}, is_page=True, parents=parents)


CONTENT = {"licence": TEXT, "attribution": TEXT, "source_note": TEXT, "origin_url": TEXT}
"""Licence and provenance of a page."""
