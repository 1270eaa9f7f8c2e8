"""What the style guide shows: sentences of the kind that the site holds, never filler."""

from typing import Any

from django import forms
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator

from skerry.ui.charts import Point
from skerry.ui.icons import ICONS

COLOURS = (
    "paper", "surface", "sunk", "ink", "ink-soft", "line-strong", "accent", "accent-soft",
    "sign", "sign-soft", "kelp", "kelp-soft", "deep", "beacon",
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label="Your name", help_text="As it is to stand on the certificate, in any script."
    )
    email = forms.EmailField(label="E-mail address")
    organisation = forms.CharField(label="Cluster or organisation", required=False)
    country = forms.ChoiceField(
        label="Country",
        choices=[("", "Choose a country"), ("LV", "Latvia"), ("FI", "Finland"), ("NO", "Norway")],
    )
    role = forms.ChoiceField(
        label="What describes your work best?",
        choices=[("manager", "I manage a cluster"), ("policy", "I design programmes for clusters"),
                 ("advice", "I advise firms")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label="What would you like to work on?",
        choices=[("trust", "Trust between members"), ("funding", "Funding after the project"),
                 ("evaluation", "Evaluation that people use")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Choose as many as you like.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why now?", widget=forms.Textarea, help_text="Three or four sentences about your cluster today."
    )
    letter = forms.FileField(label="Letter of support", required=False, help_text="PDF, at most 10 MB.")
    terms = forms.BooleanField(label="I have read how my data are used")

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if len(name.split()) < 2:
            raise ValidationError("Enter your full name, such as Žanete Ķēniņa-Šūberga.")
        return name


def _forms() -> dict[str, forms.Form]:
    faulty = SampleForm(
        {"name": "Žanete", "email": "zanete@", "country": "LV", "topics": ["trust"]}, auto_id="wrong_%s"
    )
    return {"empty_form": SampleForm(auto_id="new_%s"), "faulty_form": faulty}


def _page(number: int) -> Page:
    return Paginator(range(240), 20).page(number)


SAMPLES: dict[str, Any] = {
    "colours": COLOURS,
    "crumbs": [
        {"label": "Home", "url": "#"},
        {"label": "Baltic Leadership Programme", "url": "#"},
        {"label": "Clusters and the manager’s job", "url": "#"},
    ],
    "modules": [
        {
            "code": "B1",
            "title": "Clusters and the manager’s job",
            "text": "What a cluster is, why firms gather, and what a neutral broker does.",
            "meta": "Six lessons, about 3 hours",
            "state": "Open",
            "tone": "success",
        },
        {
            "code": "B2",
            "title": "From mapping to a common agenda",
            "text": "Find the actors of your region and agree on three things to do together.",
            "meta": "Six lessons, about 3.5 hours",
            "state": "In preparation",
            "tone": "plain",
        },
    ],
    "advanced": [
        {
            "code": "A1",
            "title": "Strategy, services and management excellence",
            "text": "Choose the few services that members would miss, and prepare for the Bronze label.",
            "meta": "4 hours, two-day workshop",
            "state": "For the cohort",
            "tone": "accent",
        },
        {
            "code": "A2",
            "title": "Klusteriorganisaation kansainvälistymisvalmennusohjelma",
            "text": "A long Finnish title, to see that it stays inside its card.",
            "meta": "4 hours, two-day workshop",
            "state": "Closed",
            "tone": "warning",
            "lang": "fi",
        },
    ],
    "facts": [
        {"term": "Level", "detail": "Basic"},
        {"term": "Effort", "detail": "3 hours on your own, half a day together"},
        {"term": "Next workshop", "detail": "14 October, 13:00 in Riga (EEST)"},
        {"term": "Organiser", "detail": "Swedish Institute", "url": "#"},
    ],
    "requirements": [
        {"label": "All six lessons done", "met": True, "reason": "the last one on 3 September"},
        {"label": "Quiz passed with 70 %", "met": False, "reason": "best attempt 61 %", "url": "#"},
        {"label": "Name confirmed for the certificate", "met": False, "reason": "confirm it", "url": "#"},
    ],
    "agenda_head": ["Time", "What", "Minutes"],
    "agenda": [
        ["13:00", "Introductions by sector", 20],
        ["13:20", "Draw your cluster, in threes", 40],
        ["14:00", "Diamond clinic on one local industry, with evidence cards", 45],
    ],
    "results_head": ["Question", "Your answer", "Verdict", "Points"],
    "results": [
        ["Which is not one of Marshall’s three sources?", "Lower national taxes", "Right", "1 of 1"],
        ["Order the steps toward a partnership.", "Four of five in place", "Partly right", "0.8 of 1"],
        ["Who signs the subsidy contract?", "Each partner for itself", "Not right", "0 of 1"],
    ],
    "languages": [
        {"code": "en", "name": "English", "url": "#", "current": True, "available": True},
        {"code": "sv", "name": "Svenska", "url": "#", "current": False, "available": True},
        {"code": "lv", "name": "Latviešu", "url": "#", "current": False, "available": False},
    ],
    "before": {"label": "What a cluster is, and what it is not", "url": "#"},
    "after": {"label": "Porter’s diamond as a conversation tool", "url": "#"},
    "options": ["Knowledge spilling over between firms", "A pool of specialised labour",
                "Lower national taxes", "Specialised suppliers"],
    "terms": ["Cluster", "Cluster initiative", "Cluster organisation"],
    "meanings": ["Linked firms and institutions concentrated in a place",
                 "An organised effort to develop the concentration",
                 "A body with staff that runs services for members"],
    "steps": ["Compare profiles", "Fill a give-and-get sheet", "Visit", "Carry out one small action",
              "Sign a longer agreement"],
    "partners": ["Swedish Institute, Stockholm", "REG X, University of Southern Denmark, Kolding",
                 "Ministry of Economics of Latvia, Riga", "Centre for Economic Development, Gdańsk"],
    "spread": [Point(f"{low}–{low + 10} %", value, str(value)) for low, value in zip(
        range(0, 100, 10), (0, 1, 0, 2, 3, 6, 7, 5, 3, 1), strict=True)],
    "spread_head": ["Share of the points", "Participants"],
    "spread_ticks": [(0, "0 %"), (0.5, "50 %"), (1, "100 %")],
    "thirds": [
        Point("Lower national taxes ✓", 89, "71 %", second=33, tone="success", cells=("71 %", "89 %", "33 %")),
        Point("Specialised suppliers of many kinds and sizes", 11, "21 %", second=45, cells=("21 %", "11 %", "45 %")),
        Point("A pool of labour", 0, "8 %", second=22, cells=("8 %", "0 %", "22 %")),
    ],
    "thirds_head": ["Option", "All", "Best third", "Last third"],
    "thirds_names": ["Best third", "Last third"],
    "spoken": [
        Point("English", 78, "78 %", low=61, high=89, cells=("78 %", "61 to 89 %")),
        Point("Latviešu", 33, "33 %", low=17, high=55, tone="warning", cells=("33 %", "17 to 55 %")),
        Point("Svenska", None, "nobody yet", cells=("nobody yet", "")),
    ],
    "spoken_head": ["Language", "Right", "95 % interval"],
    "spoken_ticks": [(0, "0 %"), (50, "50 %"), (100, "100 %")],
    "trail": [("1", "right"), ("2", "wrong"), ("3", "answered"), ("4", "open"), ("5", "open")],
}  # fmt: skip


def context() -> dict[str, Any]:
    """Return everything the style guide draws."""
    return {
        **SAMPLES,
        **_forms(),
        "emblem": staticfiles_storage.url("ui/img/eu-emblem.svg"),
        "icons": sorted(ICONS),
        "first_page": _page(1),
        "middle_page": _page(6),
    }
