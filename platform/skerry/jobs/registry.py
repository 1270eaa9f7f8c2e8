"""The kinds of job there are: which function does the work, and how often it may be begun.

A kind is named ``<app label>.<what it does>``, and its function stands beside the verb it serves, in the
``services`` of that house. A house is loaded when the first of its kinds is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

ROOMS = ("services", "jobs")


@dataclass(frozen=True)
class Kind:
    """A kind of job."""

    name: str
    handler: Callable[..., dict | None]
    max_tries: int


KINDS: dict[str, Kind] = {}


def job(name: str, *, max_tries: int = 3) -> Callable:
    """Register the decorated ``handler(progress, **args) -> dict | None`` as what does the jobs of this name.

    The handler runs outside any transaction of ours, opens one per object it touches, and can be run again
    after it was broken off anywhere. Raises ValueError when the name is taken by another function.
    """

    def register(handler: Callable[..., dict | None]) -> Callable[..., dict | None]:
        known = KINDS.get(name)
        if known is not None and known.handler.__qualname__ != handler.__qualname__:
            raise ValueError(f"The kind of job {name} is registered twice.")
        KINDS[name] = Kind(name, handler, max_tries)
        return handler

    return register


def kind_of(name: str) -> Kind:
    """Return the kind called ``name``. Raises LookupError when there is none."""
    if name not in KINDS:
        config = apps.get_app_config(name.partition(".")[0])
        for room in ROOMS:
            if module_has_submodule(config.module, room):
                import_module(f"{config.name}.{room}")
    return KINDS[name]
