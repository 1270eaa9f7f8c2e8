"""Sectors: the fourteen industrial ecosystems of the European Cluster Collaboration Platform's typology."""

from django.utils.translation import gettext_lazy as _

SECTORS = {
    "aerospace-defence": _("Aerospace & defence"),
    "agri-food": _("Agri-food"),
    "construction": _("Construction"),
    "cultural-and-creative-industries": _("Cultural and creative industries"),
    "digital": _("Digital"),
    "electronics": _("Electronics"),
    "energy-intensive-industries": _("Energy-intensive industries"),
    "energy-renewables": _("Energy-renewables"),
    "health": _("Health"),
    "mobility-transport-automotive": _("Mobility-transport-automotive"),
    "proximity-social-economy-and-civil-society": _("Proximity, social economy and civil society"),
    "retail": _("Retail"),
    "textiles": _("Textiles"),
    "tourism": _("Tourism"),
}

SECTOR_CHOICES = tuple(SECTORS.items())
