import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from skerry.accounts.places import COUNTRY_CHOICES, REGION_CHOICES
from skerry.accounts.sectors import SECTOR_CHOICES


class Organisation(models.Model):
    """An organisation that people work for or that partners in a programme."""

    class Kind(models.TextChoices):
        CLUSTER = "cluster", pgettext_lazy("kind of organisation", "Cluster organisation")
        SUPPORT = "support", pgettext_lazy("kind of organisation", "Business support organisation")
        AUTHORITY = "authority", pgettext_lazy("kind of organisation", "Public authority or agency")
        RESEARCH = "research", pgettext_lazy("kind of organisation", "University or research institute")
        FIRM = "firm", pgettext_lazy("kind of organisation", "Company")
        OTHER = "other", pgettext_lazy("kind of organisation", "Other")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.CLUSTER)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRY_CHOICES, blank=True)
    region = models.CharField(_("region (NUTS 2)"), max_length=5, choices=REGION_CHOICES, blank=True)
    sector = models.CharField(_("sector"), max_length=64, choices=SECTOR_CHOICES, blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos", blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
