"""How questions are answered during an attempt: how often, when they are marked, what an earlier try costs.

A new behaviour is one module in this package with a subclass of `Behaviour`: the modules are walked at the first use.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Mapping

from django.utils.translation import gettext

from courses.quizzes.behaviours.base import Behaviour, Standing

__all__ = ["INTERACTIVE", "Behaviour", "Standing", "choices", "get"]

INTERACTIVE = "interactive"


@functools.cache
def _behaviours() -> Mapping[str, Behaviour]:
    """Return the one instance of each behaviour by name, in the order in which an editor is offered them."""
    found: dict[str, Behaviour] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for cls in vars(module).values():
            if inspect.isclass(cls) and issubclass(cls, Behaviour) and cls.__module__ == module.__name__ and cls.name:
                found[cls.name] = cls()
    return dict(sorted(found.items(), key=lambda pair: pair[1].order))


def get(name: str) -> Behaviour:
    """Return the behaviour of this name. Raises KeyError."""
    return _behaviours()[name]


def choices() -> list[tuple[str, str]]:
    """Return name and label of each behaviour; called anew for each form, so that a new one needs no migration."""
    return [(name, gettext(each.label)) for name, each in _behaviours().items()]
