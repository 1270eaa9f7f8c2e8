"""Identity, licence and provenance: fields of content, not prose."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

# SPDX identifiers, and one name for what may not be used further.
LICENCES = (
    ("CC-BY-4.0", "CC BY 4.0"),
    ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
    ("CC-BY-NC-4.0", "CC BY-NC 4.0"),
    ("CC0-1.0", "CC0 1.0"),
    ("LicenseRef-all-rights-reserved", _("All rights reserved")),
)
LICENCE_URLS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


class Identified(models.Model):
    """A thing that keeps its identity wherever it is carried."""

    public_id = models.UUIDField(_("identity"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Licensed(models.Model):
    """What others may do with the content, and whom they must name."""

    licence = models.CharField(_("licence"), max_length=40, choices=LICENCES, default="CC-BY-4.0")
    attribution = models.CharField(
        _("attribution"), max_length=255, blank=True, help_text=_("Whom to name when the content is used.")
    )

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        return LICENCE_URLS.get(self.licence, "")


class Provenance(models.Model):
    """Where the content comes from."""

    source_note = models.TextField(
        _("where it comes from"),
        blank=True,
        help_text=_("What is on record and what was reconstructed or adapted, in plain words. Shown on the page."),
    )
    origin_url = models.URLField(_("address of the original"), blank=True)

    class Meta:
        abstract = True


class ContentFields(Licensed, Provenance):
    """Licence and provenance of a page, with their panels."""

    class Meta:
        abstract = True

    content_panels = [
        MultiFieldPanel(
            [FieldPanel("licence"), FieldPanel("attribution"), FieldPanel("source_note"), FieldPanel("origin_url")],
            heading=_("Licence and provenance"),
            classname="collapsed",
        )
    ]
