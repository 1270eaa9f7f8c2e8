"""What is written in the source language: terms, questions and pages, through Wagtail's own ways."""

from django.core.exceptions import ValidationError
from wagtail.models import Page

from skerry.handover.bundle import Entry
from skerry.handover.kinds import PAGE_KINDS
from skerry.handover.services.building import build, check_streams, dress, refusal, values_of
from skerry.handover.services.places import Places


def write(entry: Entry, places: Places, *, is_new: bool) -> None:
    """Make or change an object in the source language and publish it. Raises BundleFault."""
    try:
        if entry.kind in PAGE_KINDS:
            _write_page(entry, places, is_new=is_new)
        else:
            _write_snippet(entry, places, is_new=is_new)
    except ValidationError as error:
        raise refusal(entry, error) from error


def _changed(entry: Entry, places: Places):
    instance = places.instance(entry)
    for name, value in values_of(entry, places).items():
        setattr(instance, name, value)
    dress(entry, instance, places)
    return instance


def _write_snippet(entry: Entry, places: Places, *, is_new: bool) -> None:
    instance = build(entry, places) if is_new else _changed(entry, places)
    check_streams(entry, instance)
    has_drafts = hasattr(instance, "save_revision")
    if is_new and has_drafts:
        instance.live = False
    instance.full_clean()
    instance.save()
    if has_drafts:
        instance.save_revision().publish()


def _write_page(entry: Entry, places: Places, *, is_new: bool) -> None:
    page = build(entry, places) if is_new else _changed(entry, places)
    check_streams(entry, page)
    if is_new:
        page.live = False
        _put(entry, page, places)
    revision = page.save_revision()
    if entry.fields["live"]:
        revision.publish()
    elif page.live:
        page.unpublish()


def _put(entry: Entry, page: Page, places: Places) -> None:
    """Put a new page at its place among its siblings of the bundle."""
    parent = places.parent_of(entry)
    later = places.next_sibling(entry, parent)
    if later:
        later.add_sibling(pos="left", instance=page)
    else:
        parent.add_child(instance=page)
