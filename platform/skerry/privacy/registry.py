"""The one register of personal data: each field that holds or points at a person, and what becomes of it.

One module for each lower house declares its models. :func:`undeclared` finds what was forgotten; a test fails on it.
"""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model


class Handling(Enum):
    """What happens to a field when its person asks for a copy, or to be forgotten."""

    ERASE = "exported to the person, erased with the person"
    ANONYMISE = "exported to the person, cut loose from the person and kept without a name"
    KEEP = "exported to the person, kept as the law asks"
    NONE = "says nothing about a person"


class Entry(NamedTuple):
    handling: Handling
    basis: str = ""


REGISTRY: dict[tuple[str, str], Entry] = {}
IMPERSONAL: set[str] = set()
OWN_APPS = (
    "accounts cases certificates forum handover jobs modules notices pages privacy programmes quizzes reports search "
    "surveys ui"
).split()


def declare(model: str, handling: Handling, *fields: str, basis: str = "") -> None:
    """Declare fields of a model. KEEP needs its legal basis. Raises ValueError for a declaration that is not whole."""
    if handling is Handling.KEEP and not basis:
        raise ValueError(f"{model}: what is kept needs its legal basis.")
    for field in fields:
        if (model, field) in REGISTRY:
            raise ValueError(f"{model}.{field} is declared twice.")
        REGISTRY[model, field] = Entry(handling, basis)


def impersonal(*models: str) -> None:
    """Declare models of ours that hold nothing about a person."""
    IMPERSONAL.update(models)


def _points_at_person(field: Field) -> bool:
    return (
        field.is_relation
        and field.related_model is not None
        and field.related_model._meta.label == settings.AUTH_USER_MODEL
    )


def _own_fields(model: type[Model]) -> Iterator[Field]:
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if not field.primary_key:
            yield field


def _is_page(model: type[Model]) -> bool:
    return any(parent._meta.label == "wagtailcore.Page" for parent in model._meta.get_parent_list())


def fields_to_declare() -> Iterator[tuple[str, str]]:
    """Yield (model, field) for every field that must be declared.

    These are all relations to a person anywhere, and all fields of those models of ours that are neither pages nor
    declared impersonal.
    """
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        ours = model._meta.app_label in OWN_APPS and not model._meta.auto_created and not _is_page(model)
        for field in _own_fields(model):
            if _points_at_person(field) or (ours and label not in IMPERSONAL):
                yield label, field.name


def undeclared() -> list[str]:
    """Return the fields that must be declared and are not."""
    return sorted(f"{model}.{field}" for model, field in fields_to_declare() if (model, field) not in REGISTRY)


def stale() -> list[str]:
    """Return declarations of fields that no longer exist."""
    known = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
    }
    return sorted(f"{model}.{field}" for model, field in REGISTRY if (model, field) not in known)
