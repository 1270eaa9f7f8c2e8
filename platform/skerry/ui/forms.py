"""How forms are drawn: label above, help, fault beside the field and in a summary at the top."""

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
    """Return every fault of these forms in the order of their fields, with the address of the field."""
    items: list[dict[str, str]] = []
    for form in forms:
        items += [{"text": text, "href": ""} for text in form.non_field_errors()]
        for field in form:
            href = "" if field.is_hidden else f"#{target(field)}"
            items += [{"text": text, "href": href} for text in field.errors]
    return items
