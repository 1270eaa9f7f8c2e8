"""The components: what each one takes, and how it is drawn.

A component is a template in `ui/components/` with declared inputs. A template that forgets one, or gives one
that does not exist, is refused when it is compiled; a value outside the allowed ones when it is drawn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.forms.utils import flatatt
from django.template import Context, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.safestring import SafeString

from skerry.ui import charts
from skerry.ui.forms import summary_items

REQUIRED = object()
TONES = ("info", "success", "warning", "danger")


@dataclass(frozen=True)
class Choice:
    """One of a few words; the first is what is meant when nothing is said."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Component:
    """A piece of the page with declared inputs."""

    name: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    slot: bool = False
    prepare: Callable[[dict[str, Any]], dict[str, Any]] | None = None

    @property
    def template_name(self) -> str:
        return f"ui/components/{self.name}.html"

    def check(self, given: Iterable[str]) -> None:
        """Refuse unknown and missing inputs."""
        given = set(given)
        if unknown := given - set(self.inputs):
            known = ", ".join(sorted(self.inputs)) or "nothing"
            raise TemplateSyntaxError(
                f'The component "{self.name}" does not take {", ".join(sorted(unknown))}; it takes {known}.'
            )
        missing = {name for name, default in self.inputs.items() if default is REQUIRED} - given
        if missing:
            raise TemplateSyntaxError(f'The component "{self.name}" needs {", ".join(sorted(missing))}.')

    def context(self, given: Mapping[str, Any], slot: str = "") -> dict[str, Any]:
        """Return what the template of this component sees."""
        values: dict[str, Any] = {"slot": slot}
        for name, default in self.inputs.items():
            allowed = default.words if isinstance(default, Choice) else None
            fallback = allowed[0] if allowed else default
            values[name] = given.get(name, fallback)
            if allowed and values[name] not in allowed:
                raise TemplateSyntaxError(
                    f'The component "{self.name}" takes {name}={"|".join(allowed)}, not {values[name]!r}.'
                )
        return {**values, **(self.prepare(values) if self.prepare else {})}

    def render(self, given: Mapping[str, Any], slot: str = "", within: Context | None = None) -> SafeString:
        """Draw it; it sees its inputs and nothing of the page around it."""
        values = self.context(given, slot)
        if within is None:
            return get_template(self.template_name).render(values)
        template = within.template.engine.get_template(self.template_name)
        return template.render(within.new(values))


def _attributes(values: dict[str, Any]) -> dict[str, Any]:
    """Return free attributes as text; nothing that the policy of the site forbids."""
    given = {name.replace("_", "-"): value for name, value in (values["attrs"] or {}).items()}
    if refused := [name for name in given if name == "style" or name.startswith("on")]:
        raise TemplateSyntaxError(f"Not allowed as an attribute: {', '.join(refused)}.")
    return {"attributes": flatatt(given)}


def _table(values: dict[str, Any]) -> dict[str, Any]:
    """Pair each cell with the heading of its column, which a phone shows beside it."""
    head, numeric = list(values["head"]), set(values["numeric"])
    return {
        "columns": [{"label": label, "numeric": number in numeric} for number, label in enumerate(head)],
        "lines": [
            [
                {"label": label, "value": value, "numeric": number in numeric}
                for number, (label, value) in enumerate(zip(head, row, strict=True))
            ]
            for row in values["rows"]
        ],
    }


def _pagination(values: dict[str, Any]) -> dict[str, Any]:
    """Shorten a long row of pages to its ends and the neighbourhood of this one."""
    page = values["page"]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    gap = Paginator.ELLIPSIS
    return {"numbers": [{"number": None if number == gap else number} for number in numbers]}


def _summary(values: dict[str, Any]) -> dict[str, Any]:
    """Collect the faults of one form or several, each with the field it belongs to."""
    forms = [form for form in (values["form"], *(values["forms"] or ())) if form]
    return {"items": [*(values["errors"] or ()), *summary_items(forms)]}


def _last(values: dict[str, Any]) -> dict[str, Any]:
    items = list(values["items"])
    return {"above": items[:-1], "here": items[-1] if items else None}


COMPONENTS = {
    component.name: component
    for component in (
        Component(
            "alert",
            {"tone": Choice(TONES), "title": "", "role": Choice(("", "status", "alert")), "id": ""},
            slot=True,
        ),
        Component("breadcrumbs", {"items": REQUIRED}, prepare=_last),
        Component(
            "button",
            {
                "href": None,
                "kind": Choice(("primary", "secondary", "quiet", "danger")),
                "type": Choice(("submit", "button", "reset")),
                "name": None,
                "value": None,
                "form": None,
                "icon": None,
                "icon_after": None,
                "wide": False,
                "disabled": False,
                "attrs": None,
            },
            slot=True,
            prepare=_attributes,
        ),
        Component("callout", {"title": "", "tone": Choice(("note", "tip", "watch")), "level": 3}, slot=True),
        Component(
            "card",
            {
                "title": REQUIRED,
                "href": None,
                "level": 3,
                "eyebrow": "",
                "state": "",
                "state_tone": Choice(("plain", "accent", "success", "warning")),
                "meta": "",
                "lang": None,
                "id": "",
            },
            slot=True,
        ),
        Component(
            "chart",
            {
                "kind": Choice(("bars", "dots", "histogram")),
                "id": REQUIRED,
                "title": REQUIRED,
                "description": REQUIRED,
                "points": REQUIRED,
                "head": REQUIRED,
                "low": None,
                "high": None,
                "ticks": (),
                "series": (),
                "lang": None,
            },
            prepare=charts.draw,
        ),
        Component("details", {"summary": REQUIRED, "open": False, "id": ""}, slot=True),
        Component(
            "empty",
            {"title": REQUIRED, "icon": "compass", "href": None, "action": "", "level": 2},
            slot=True,
        ),
        Component(
            "error-summary", {"form": None, "forms": None, "errors": None, "focus": True}, prepare=_summary
        ),
        Component("facts", {"items": REQUIRED, "wide": False}),
        Component(
            "feedback",
            {"verdict": Choice(("right", "partial", "wrong", "open")), "title": "", "points": "", "id": ""},
            slot=True,
        ),
        Component(
            "figure",
            {
                "src": None,
                "alt": REQUIRED,
                "caption": "",
                "credit": "",
                "width": None,
                "height": None,
                "eager": False,
            },
            slot=True,
        ),
        Component(
            "funding",
            {"statement": REQUIRED, "programme": "", "note": "", "emblem_url": None, "compact": False},
        ),
        Component("languages", {"items": REQUIRED, "label": "", "plain": False}),
        Component("pager", {"previous": None, "next": None, "label": ""}),
        Component("pagination", {"page": REQUIRED, "prefix": "?page=", "label": ""}, prepare=_pagination),
        Component(
            "progress",
            {"value": REQUIRED, "max": REQUIRED, "label": REQUIRED, "note": "", "quiet": False, "id": ""},
        ),
        Component("quotation", {"source": "", "role": "", "href": None, "lang": None}, slot=True),
        Component("requirements", {"items": REQUIRED}),
        Component("saved", {"state": Choice(("saved", "saving", "unsaved")), "at": "", "text": "", "id": ""}),
        Component("skip", {"href": "#main", "label": ""}),
        Component(
            "table",
            {"caption": REQUIRED, "head": REQUIRED, "rows": REQUIRED, "numeric": (), "hide_caption": False},
            prepare=_table,
        ),
        Component("table-wrap", {"label": REQUIRED}, slot=True),
        Component(
            "tag",
            {
                "label": REQUIRED,
                "tone": Choice(("plain", "accent", "success", "warning", "danger")),
                "icon": None,
                "lang": None,
            },
        ),
    )
}


def component(name: str) -> Component:
    """Return the component of this name."""
    try:
        return COMPONENTS[name]
    except KeyError:
        raise TemplateSyntaxError(
            f'There is no component "{name}"; there is {", ".join(COMPONENTS)}.'
        ) from None
