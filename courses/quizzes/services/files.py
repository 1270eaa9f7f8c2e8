"""Files that people give as answers."""

import hashlib
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.quizzes.models import AttemptFile, AttemptSlot
from courses.quizzes.services.answers import Refused

LARGEST = 10 * 1024 * 1024
"""Bytes in one file."""

MOST = 20
"""Files that one answer may collect, those that were replaced too."""


def clean_name(name: str) -> str:
    """Return a file's name without folders and what no name should hold, at most 120 characters."""
    path = PurePath(name.replace("\\", "/"))
    kept = "".join(char for char in path.name if char.isprintable() and char not in '<>:"/|?*')
    stem, suffix = PurePath(kept).stem.strip(". "), PurePath(kept).suffix[:10]
    return f"{(stem or 'file')[: 120 - len(suffix)]}{suffix}"


@transaction.atomic
def attach_file(*, slot: AttemptSlot, upload: UploadedFile, now=None) -> AttemptFile:
    """Keep a file beside the answer; it counts once the answer names it. Raises Refused: too_large, too_many, empty."""
    if upload.size > LARGEST:
        raise Refused("too_large", _("The file is larger than 10 MB. Make it smaller, or give a part of it."))
    if not upload.size:
        raise Refused("empty", _("The file is empty. Choose another."))
    AttemptSlot.objects.select_for_update().only("pk").get(pk=slot.pk)
    if slot.files.count() >= MOST:
        raise Refused("too_many", _("There are too many files already. Use those that are there."))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return AttemptFile.objects.create(
        slot=slot,
        file=upload,
        name=clean_name(upload.name or ""),
        size=upload.size,
        sha256=digest.hexdigest(),
        uploaded_at=now or timezone.now(),
    )


def named(slot: AttemptSlot, posted: list[str]) -> list[str]:
    """Return what was posted of files as ``<id>/<name>``, for those that belong to this very question."""
    own = {str(file.public_id): file for file in slot.files.all()}
    ids = [text.partition("/")[0] for text in posted]
    return [f"{id_}/{own[id_].name}" for id_ in ids if id_ in own]
