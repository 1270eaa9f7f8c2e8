"""Translations through wagtail-localize's own records.

A page that was merely copied would be overwritten with English at the next sync. So each string of the source
gets its translation as a row, as if a translator had typed it, and the translated object is made from them.
"""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import (
    MissingRelatedObjectError,
    MissingTranslationError,
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from skerry.handover.bundle import BundleFault, Entry, canonical
from skerry.handover.services.building import build, check_streams, refusal
from skerry.handover.services.places import Places

Place = tuple[str, int]
"""Content path and order of a segment."""


class Words(NamedTuple):
    """What a translation says where: strings, and other choices of image, document or address."""

    strings: dict[Place, tuple[str, str]]
    """Place -> English and translation."""

    overrides: dict[str, object]
    """Content path -> what stands there instead."""


def _refuse(entry: Entry, path: str, text: str) -> BundleFault:
    """Return the fault at a content path, on the line of its innermost part that the file holds."""
    known = (part for part in reversed(path.split(".")) if f'"{part}"' in entry.text)
    return BundleFault([entry.fault(f"{path}: {text}", next(known, ""))])


def _is_link(segment) -> bool:
    return isinstance(segment, OverridableSegmentValue) and segment.path.endswith("'")


def _segments(instance: Model) -> list:
    """Return the segments that must run in parallel; addresses of links are compared with their strings."""
    return [segment for segment in extract_segments(instance) if not _is_link(segment)]


def align(entry: Entry, source: Model, translated: Model) -> Words:
    """Return the words of a translation by their places in the source. Raises BundleFault."""
    ours, theirs = _segments(source), _segments(translated)
    words = Words({}, {})
    for one, other in zip(ours, theirs, strict=False):
        if (one.path, type(one)) != (other.path, type(other)):
            raise _refuse(entry, other.path, "The structure is not that of the English text.")
        _compare(entry, one, other, words)
    if len(ours) != len(theirs):
        longer = max(ours, theirs, key=len)
        path = longer[min(len(ours), len(theirs))].path
        raise _refuse(entry, path, "The structure is not that of the English text: a text is missing or too much.")
    return words


def _compare(entry: Entry, one, other, words: Words) -> None:
    if isinstance(one, StringSegmentValue):
        if (one.attrs or {}) != (other.attrs or {}):
            raise _refuse(entry, one.path, "The links are not those of the English text.")
        words.strings[one.path, one.order] = one.string.data, other.string.data
    elif isinstance(one, TemplateSegmentValue):
        if one.template != other.template:
            raise _refuse(entry, one.path, "Paragraphs and lists are not those of the English text.")
    elif isinstance(one, RelatedObjectSegmentValue):
        if one.translation_key != other.translation_key:
            raise _refuse(entry, one.path, "Another object is referred to than in the English text.")
    elif one.data != other.data:
        words.overrides[one.path] = other.data


def _source_record(source: Entry, places: Places) -> TranslationSource:
    """Return wagtail-localize's record of the source, up to date; made once for all languages."""
    known = places.translation_sources
    if source.key not in known:
        known[source.key] = TranslationSource.update_or_create_from_instance(places.instance(source))[0]
    return known[source.key]


def _save_strings(entry: Entry, record: TranslationSource, locale, words: Words) -> None:
    segments = StringSegment.objects.filter(source=record).select_related("context", "string").order_by("order")
    wanted: dict[tuple[int, int], str] = {}
    for segment in segments:
        english, text = words.strings.get((segment.context.path, segment.order), ("", ""))
        if english != segment.string.data:
            raise _refuse(entry, segment.context.path, "The English text here is not the one in the bundle.")
        if wanted.setdefault((segment.string_id, segment.context_id), text) != text:
            raise _refuse(entry, segment.context.path, "The same English sentence is translated in two ways.")
    rows = StringTranslation.objects.filter(locale=locale, context__object_id=record.object_id)
    existing = {(row.translation_of_id, row.context_id): row for row in rows}
    changed = [row for key, row in existing.items() if key in wanted and row.data != wanted[key]]
    for row in changed:
        row.data, row.has_error, row.field_error = wanted[row.translation_of_id, row.context_id], False, ""
        row.translation_type, row.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
    StringTranslation.objects.bulk_update(
        changed, ["data", "has_error", "field_error", "translation_type", "tool_name"]
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=string,
            context_id=context,
            locale=locale,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for (string, context), text in wanted.items()
        if (string, context) not in existing
    )


def _save_overrides(record: TranslationSource, locale, words: Words) -> None:
    contexts = {
        segment.context.path: segment.context
        for segment in OverridableSegment.objects.filter(source=record).select_related("context")
    }
    unwanted = [context for path, context in contexts.items() if path not in words.overrides]
    SegmentOverride.objects.filter(locale=locale, context__in=unwanted).delete()
    for path, data in words.overrides.items():
        SegmentOverride.objects.update_or_create(
            locale=locale,
            context=contexts[path],
            defaults={"data_json": canonical(data).strip(), "has_error": False, "field_error": ""},
        )


def write(entry: Entry, places: Places) -> None:
    """Make or change a translation and publish it. Raises BundleFault when it does not fit its source."""
    source_entry = places.bundle.source_of(entry)
    translated = build(entry, places)
    check_streams(entry, translated)
    words = align(entry, build(source_entry, places), translated)
    locale = places.locales[entry.locale]
    record = _source_record(source_entry, places)
    _save_strings(entry, record, locale, words)
    _save_overrides(record, locale, words)
    Translation.objects.update_or_create(source=record, target_locale=locale, defaults={"enabled": True})
    has_drafts = isinstance(translated, DraftStateMixin)
    try:
        target, is_new = record.create_or_update_translation(locale, publish=not has_drafts)
    except ValidationError as error:
        raise refusal(entry, error) from error
    except (MissingTranslationError, MissingRelatedObjectError) as error:
        raise _refuse(entry, error.segment.context.path, "A translation is missing here.") from error
    if has_drafts and entry.fields.get("live", True):
        target.latest_revision.publish()
    if is_new and isinstance(target, Page):
        later = places.next_sibling(entry, target.get_parent())
        if later and later.path < target.path:
            target.move(later, pos="left")
