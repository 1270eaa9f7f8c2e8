"""Images and documents: the file in the storage, the row, and the sizes that templates show."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Filter

from skerry.handover.bundle import Entry
from skerry.handover.local import FILE_MODELS
from skerry.handover.services.places import Places

RENDITIONS = ("max-1200x1200",)
"""The sizes that our templates ask for; they are made now, so that reading a page makes none."""


def write(entry: Entry, places: Places, stored: list) -> None:
    """Make or replace an image or document. Files put into the storage are added to ``stored``."""
    model = FILE_MODELS[entry.kind]
    row = model.objects.filter(public_id=entry.identity).first() or model(public_id=entry.identity)
    for name in entry.fields.keys() - {"file"}:
        setattr(row, name, entry.fields[name])
    wanted = entry.fields["file"]
    data = places.bundle.content(wanted["sha256"])
    file_hash = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    is_other_file = row.file_hash != file_hash
    if is_other_file:
        _drop_old(row)
        row.file = ContentFile(data, name=wanted["name"])
        row.file_size, row.file_hash = len(data), file_hash
    row.full_clean(exclude=["uploaded_by_user", "collection"])
    row.save()
    if is_other_file:
        stored.append(row.file)
        if entry.kind == "image":
            stored += [_size(row, spec) for spec in RENDITIONS]


def _drop_old(row) -> None:
    """Delete the file that is about to be replaced, and its sizes, once that is committed."""
    if row.pk is None:
        return
    storage, name = row.file.storage, row.file.name
    transaction.on_commit(lambda: storage.delete(name))
    if hasattr(row, "renditions"):
        row.renditions.all().delete()


def _size(image, spec: str):
    """Make a size of an image as Wagtail does, but close the file it is made in; return the stored file."""
    wanted = Filter(spec=spec)
    made = image.generate_rendition_file(wanted)
    try:
        rendition = image.renditions.create(
            filter_spec=wanted.spec, focal_point_key=wanted.get_cache_key(image), file=made
        )
    finally:
        made.close()
    return rendition.file
