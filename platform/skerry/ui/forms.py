"""How forms are drawn: label above, help, fault beside the field and in a summary at the top."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with the templates of this house."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


def target(field: Any) -> str:
    """Return the id of the control that a fault of this bound field leads to."""
    return field.id_for_label or f"{field.auto_id}_0"


def summary_items(forms: Iterable[Any]) -> list[dict[str, str]]:
    """Return every fault of these forms in the order of their fields, with the address of the field.

    A sentence said of several fields ("This field is required.") is preceded by the name of each.
    """
    items: list[dict[str, str]] = []
    named: list[str] = []
    for form in forms:
        faults = [("", text, "") for text in form.non_field_errors()]
        for field in form:
            href = "" if field.is_hidden else f"#{target(field)}"
            faults += [(str(field.label), text, href) for text in field.errors]
        items += [{"text": str(text), "href": href} for _, text, href in faults]
        named += [name for name, _, _ in faults]
    often = Counter(item["text"] for item in items)
    for item, name in zip(items, named, strict=True):
        if name and often[item["text"]] > 1:
            item["text"] = f"{name} {item['text']}" if name[-1] in ".:?!" else f"{name}: {item['text']}"
    return items
