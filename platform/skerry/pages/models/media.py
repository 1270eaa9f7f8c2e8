from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from skerry.pages.models.mixins import Identified, Licensed


class CustomImage(Identified, Licensed, AbstractImage):
    """An image with identity and licence. The alternative text stands where the image is used."""

    admin_form_fields = (*Image.admin_form_fields, "licence", "attribution")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CustomRendition(AbstractRendition):
    """A size of an image, made when the image is uploaded or its page published."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="pages_rendition_once")
        ]


class CustomDocument(Identified, Licensed, AbstractDocument):
    """A file to download, with identity and licence."""

    admin_form_fields = (*Document.admin_form_fields, "licence", "attribution")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
