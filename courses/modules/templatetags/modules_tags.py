"""What other houses show of modules."""

import uuid

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.modules import queries
from courses.modules.models import ModulePage
from skerry.pages import queries as pages

register = template.Library()


@register.simple_tag
def live_programmes():
    """The programmes of the active language, for the home page and the list of programmes."""
    return queries.programmes(get_language())


LEVELS = {
    "basic": (_("Basic modules"), _("Regional or national, in your own language")),
    "advanced": (_("Advanced modules"), _("Transnational, for managers with some years behind them")),
    "policy": (_("Policy modules"), _("Transnational, for those who design and evaluate programmes")),
}
STATE_TONES = {"open": "success", "preparation": "plain", "closed": "warning"}


def how_to_get_in(row) -> str:
    """Return in a few words how a person gets into a module."""
    if row["state"] == ModulePage.State.PREPARATION:
        return _("Being written")
    if row["state"] == ModulePage.State.CLOSED:
        return _("Closed for new participants")
    return {
        ModulePage.Access.OPEN: _("Open to all: read without an account"),
        ModulePage.Access.SIGNED_IN: _("Open to everyone with an account"),
        ModulePage.Access.COHORT: _("For a selected cohort"),
    }[row["access"]]


@register.simple_tag
def programme_levels(page):
    """The modules of a programme page by level, each with how to get in."""
    rows = [
        {
            **row,
            "state_label": ModulePage.State(row["state"]).label,
            "state_tone": STATE_TONES[row["state"]],
            "how": how_to_get_in(row),
        }
        for row in queries.modules_of(page)
    ]
    return [
        {"level": level, "title": title, "about": about, "modules": [row for row in rows if row["level"] == level]}
        for level, (title, about) in LEVELS.items()
        if any(row["level"] == level for row in rows)
    ]


@register.simple_tag
def new_key():
    """A key for one write, so that sending a form twice is harmless."""
    return uuid.uuid4()


@register.simple_tag
def pageurl_of(page):
    """The address of a page below the host."""
    return pages.url_of(page)


@register.inclusion_tag("modules/includes/join.html", takes_context=True)
def join_panel(context, page):
    """How to get in, where a page of a lower house belongs to a module."""
    module = page.get_parent().specific
    return {
        "module": module,
        "user": context["request"].user,
        "csrf_token": context.get("csrf_token"),
        "join_url": reverse("modules:join", args=[module.translation_key]),
        "nofollow": {"rel": "nofollow"},
    }
