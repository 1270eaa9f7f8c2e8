"""The kinds of job there are, and what is done by the clock.

A kind is named ``<app label>.<what it does>``, and its function stands beside the verb it serves, in the
``services`` of that house. A house is loaded when the first of its kinds is asked for; for what is due by the clock
nobody asks, so :func:`load_houses` loads them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

ROOMS = ("services", "jobs")
ROOTS = ("skerry", "courses", "cases", "forum")
"""The packages that our houses stand in."""


@dataclass(frozen=True)
class Kind:
    """A kind of job; ``title`` says to its owner what is done, in a few translated words."""

    name: str
    handler: Callable[..., dict | None]
    max_tries: int
    title: str = ""


@dataclass(frozen=True)
class Scheduled:
    """A function that is to be called once ``every`` so often."""

    name: str
    handler: Callable[[], object]
    every: timedelta


KINDS: dict[str, Kind] = {}
SCHEDULES: dict[str, Scheduled] = {}


def job(name: str, *, max_tries: int = 3, title: str = "") -> Callable:
    """Register the decorated ``handler(progress, **args) -> dict | None`` as what does the jobs of this name.

    The handler runs outside any transaction of ours, opens one per object it touches, and can be run again
    after it was broken off anywhere. Where its result holds a ``url``, the page of the job leads there. Raises
    ValueError when the name is taken by another function.
    """

    def register(handler: Callable[..., dict | None]) -> Callable[..., dict | None]:
        known = KINDS.get(name)
        if known is not None and known.handler.__qualname__ != handler.__qualname__:
            raise ValueError(f"The kind of job {name} is registered twice.")
        KINDS[name] = Kind(name, handler, max_tries, title)
        return handler

    return register


def scheduled(name: str, *, every: timedelta) -> Callable:
    """Register the decorated ``handler()`` to be called whenever ``every`` has passed.

    It is called outside any transaction, by the worker or by ``manage.py tick``, and may return a line or a number
    that says what it did. It has to be short, since the others wait for it: slow work it asks for as a job. An earlier
    call may still be under way in another process, so it locks what it changes. Raises ValueError when the name is
    taken by another function.
    """

    def register(handler: Callable[[], object]) -> Callable[[], object]:
        known = SCHEDULES.get(name)
        if known is not None and known.handler.__qualname__ != handler.__qualname__:
            raise ValueError(f"The schedule {name} is registered twice.")
        SCHEDULES[name] = Scheduled(name, handler, every)
        return handler

    return register


def load_house(config: AppConfig) -> None:
    """Load the rooms of a house in which jobs and schedules are registered."""
    for room in ROOMS:
        if module_has_submodule(config.module, room):
            import_module(f"{config.name}.{room}")


def load_houses() -> None:
    """Load every house of ours, so that all schedules are known."""
    for config in apps.get_app_configs():
        if config.name.partition(".")[0] in ROOTS:
            load_house(config)


def kind_of(name: str) -> Kind:
    """Return the kind called ``name``. Raises LookupError when there is none."""
    if name not in KINDS:
        load_house(apps.get_app_config(name.partition(".")[0]))
    return KINDS[name]


def title_of(name: str) -> str:
    """Return in words what a kind of job does; its name where nobody has said."""
    try:
        return str(kind_of(name).title) or name
    except LookupError:
        return name
