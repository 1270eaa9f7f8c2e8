"""What other houses show of modules."""

from django import template
from django.utils.translation import get_language

from courses.modules import queries

register = template.Library()


@register.simple_tag
def live_programmes():
    """The programmes of the active language, for the home page and the list of programmes."""
    return queries.programmes(get_language())


@register.simple_tag
def programme_modules(page):
    """The modules of a programme page."""
    return queries.modules_of(page)


@register.inclusion_tag("modules/includes/join.html", takes_context=True)
def join_panel(context, page):
    """How to get in, where a page of a lower house belongs to a module."""
    module = page.get_parent().specific
    return {"module": module, "user": context["request"].user, "request": context["request"]}
