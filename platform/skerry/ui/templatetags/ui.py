"""The tags of the design system: `{% load ui %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from skerry.ui import assets
from skerry.ui.components import Component, component
from skerry.ui.forms import target
from skerry.ui.icons import ICONS

register = template.Library()

BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi", "Vivaldi"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


class ComponentNode(template.Node):
    """A component in a page, with or without a body."""

    def __init__(
        self, drawn: Component, given: dict[str, FilterExpression], nodelist: template.NodeList | None
    ) -> None:
        self.drawn = drawn
        self.given = given
        self.nodelist = nodelist if nodelist is not None else template.NodeList()

    def render(self, context: template.Context) -> SafeString:
        values = {name: expression.resolve(context) for name, expression in self.given.items()}
        slot = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - drawn by this template
        return mark_safe(self.drawn.render(values, slot, within=context).strip())  # noqa: S308


def _opening(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    """Read the name and the inputs, and hold them against what the component declares."""
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'" or bits[0][-1] != bits[0][0]:
        raise template.TemplateSyntaxError(f"{{% {tag} %}} begins with the name of the component in quotes.")
    drawn = component(bits[0][1:-1])
    rest = bits[1:]
    given = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(
            f'{{% {tag} "{drawn.name}" %}} takes name=value, not {" ".join(rest)}.'
        )
    drawn.check(given)
    return drawn, given


@register.tag("component")
def do_component(parser: Parser, token: Token) -> ComponentNode:
    """Draw a component around a body: `{% component "alert" tone="info" %}...{% endcomponent %}`."""
    drawn, given = _opening(parser, token)
    if not drawn.slot:
        raise template.TemplateSyntaxError(f'"{drawn.name}" has no body: use component_inline.')
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return ComponentNode(drawn, given, nodelist)


@register.tag("component_inline")
def do_component_inline(parser: Parser, token: Token) -> ComponentNode:
    """Draw a component without a body: `{% component_inline "progress" value=3 max=8 label=words %}`."""
    drawn, given = _opening(parser, token)
    return ComponentNode(drawn, given, None)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; it is silent to a screen reader unless it has a label."""
    if not name:
        return mark_safe("")
    if name not in ICONS:
        raise template.TemplateSyntaxError(f'There is no icon "{name}".')
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        voice,
        mark_safe(ICONS[name]),  # noqa: S308 - a drawing of our own
    )


@register.simple_tag
def stylesheet_url() -> str:
    """Return the address of the one stylesheet."""
    return assets.stylesheet_url()


@register.simple_tag
def asset(path: str) -> str:
    """Return the address of a static file, also when the manifest of static files cannot be read."""
    try:
        return staticfiles_storage.url(path)
    except (ValueError, OSError):
        return f"{settings.STATIC_URL}{path}"


@register.filter
def browser_name(user_agent: str) -> str:
    """Return what a person calls the browser that calls itself this."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another browser")


@register.filter
def field_kind(field: Any) -> str:
    """Return how a bound field is drawn: `tick`, `choices`, `group`, `file` or `line`."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    if field.use_fieldset:
        return "choices" if kind in {"radio", "checkbox"} else "group"
    return {"checkbox": "tick", "file": "file"}.get(kind, "line")


@register.filter
def field_target(field: Any) -> str:
    """Return the id of the control of a bound field."""
    return target(field)
