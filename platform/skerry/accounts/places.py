"""Countries and regions of the Baltic Sea Region.

NUTS-2 codes follow the list of eligible regions of Interreg Baltic Sea Region 2014-2020; the codes of Norway
are those of its statistical regions (2021 edition) and Iceland is one region. Region names are proper names and
stand in their own language.
"""

from django.utils.translation import gettext_lazy as _

COUNTRIES = {
    "DK": _("Denmark"),
    "SE": _("Sweden"),
    "FI": _("Finland"),
    "EE": _("Estonia"),
    "LV": _("Latvia"),
    "LT": _("Lithuania"),
    "PL": _("Poland"),
    "DE": _("Germany"),
    "NO": _("Norway"),
    "IS": _("Iceland"),
}

REGIONS = {
    "DK": {
        "DK01": "Hovedstaden",
        "DK02": "Sjælland",
        "DK03": "Syddanmark",
        "DK04": "Midtjylland",
        "DK05": "Nordjylland",
    },
    "SE": {
        "SE11": "Stockholm",
        "SE12": "Östra Mellansverige",
        "SE21": "Småland med öarna",
        "SE22": "Sydsverige",
        "SE23": "Västsverige",
        "SE31": "Norra Mellansverige",
        "SE32": "Mellersta Norrland",
        "SE33": "Övre Norrland",
    },
    "FI": {
        "FI19": "Länsi-Suomi",
        "FI1B": "Helsinki-Uusimaa",
        "FI1C": "Etelä-Suomi",
        "FI1D": "Pohjois- ja Itä-Suomi",
        "FI20": "Åland",
    },
    "EE": {
        "EE00": "Eesti",
    },
    "LV": {
        "LV00": "Latvija",
    },
    "LT": {
        "LT01": "Sostinės regionas",
        "LT02": "Vidurio ir vakarų Lietuvos regionas",
    },
    "PL": {
        "PL21": "Małopolskie",
        "PL22": "Śląskie",
        "PL41": "Wielkopolskie",
        "PL42": "Zachodniopomorskie",
        "PL43": "Lubuskie",
        "PL51": "Dolnośląskie",
        "PL52": "Opolskie",
        "PL61": "Kujawsko-pomorskie",
        "PL62": "Warmińsko-mazurskie",
        "PL63": "Pomorskie",
        "PL71": "Łódzkie",
        "PL72": "Świętokrzyskie",
        "PL81": "Lubelskie",
        "PL82": "Podkarpackie",
        "PL84": "Podlaskie",
        "PL91": "Warszawski stołeczny",
        "PL92": "Mazowiecki regionalny",
    },
    "DE": {
        "DE30": "Berlin",
        "DE40": "Brandenburg",
        "DE50": "Bremen",
        "DE60": "Hamburg",
        "DE80": "Mecklenburg-Vorpommern",
        "DE93": "Lüneburg",
        "DEF0": "Schleswig-Holstein",
    },
    "NO": {
        "NO02": "Innlandet",
        "NO06": "Trøndelag",
        "NO07": "Nord-Norge",
        "NO08": "Oslo og Viken",
        "NO09": "Agder og Sør-Østlandet",
        "NO0A": "Vestlandet",
        "NO0B": "Jan Mayen og Svalbard",
    },
    "IS": {
        "IS00": "Ísland",
    },
}

COUNTRY_CHOICES = tuple(COUNTRIES.items())
REGION_CHOICES = tuple((COUNTRIES[country], tuple(regions.items())) for country, regions in REGIONS.items())

TIME_ZONES = {
    "DK": "Europe/Copenhagen",
    "SE": "Europe/Stockholm",
    "FI": "Europe/Helsinki",
    "EE": "Europe/Tallinn",
    "LV": "Europe/Riga",
    "LT": "Europe/Vilnius",
    "PL": "Europe/Warsaw",
    "DE": "Europe/Berlin",
    "NO": "Europe/Oslo",
    "IS": "Atlantic/Reykjavik",
}
