"""Images that come with questions: kept once in their bank, and shown by the texts that showed them in the file."""

import hashlib
import io
import re
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from django.utils.translation import gettext_noop
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

from courses.quizzes.formats import Draft, Note
from courses.quizzes.formats.markup import FILES
from courses.quizzes.queries.exchange import each_rich

NOT_SHOWN = gettext_noop("The image could not be read or is not there; the text is kept without it.")

_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'\b([\w-]+)="([^"]*)"')


def with_local_images(draft: Draft, category: Collection, notes: list[Note]) -> dict[str, Any]:
    """Return the data of a draft with its images as Wagtail's own. Those that cannot be used are noted and left out."""
    images = {name: _image(name, content, category) for name, content in draft.images.items()}

    def local(match: re.Match) -> str:
        found = dict(_ATTRIBUTE.findall(match[1]))
        name = unquote(unescape(found.get("src", ""))).removeprefix(FILES)
        image = images.get(name) or _known(name)
        if image is None:
            notes.append(Note("dropped", name, NOT_SHOWN, draft.line))
            return ""
        alt = escape(unescape(found.get("alt", "")))
        return f'<embed alt="{alt}" embedtype="image" format="fullwidth" id="{image.pk}"/>'

    return each_rich(draft.kind, draft.data, lambda source: _IMAGE.sub(local, source))


def _known(digest: str):
    """Return the image whose content has this hash: a text that stays names it so."""
    return get_image_model().objects.filter(file_hash=digest).first() if len(digest) == 40 else None


def _image(name: str, content: bytes, category: Collection):
    """Return the image of this content in a category, made if it is not there; None if it is no image."""
    model = get_image_model()
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    found = model.objects.filter(file_hash=digest, collection=category).first()
    if found:
        return found
    path = PurePosixPath(name)
    try:
        with Picture.open(io.BytesIO(content)) as picture:
            picture.verify()
        file = WagtailImageField().clean(SimpleUploadedFile(path.name, content))
    except (ValidationError, OSError, SyntaxError, ValueError, Picture.DecompressionBombError):
        return None
    title = path.stem[:255]
    image = model(title=title, file=file, collection=category, file_size=len(content), file_hash=digest)
    image.save()
    return image
