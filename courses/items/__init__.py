"""Item types: how a question is authored, drawn, answered and scored. Pure Python: no database, no request.

A new type is one module in this package with a subclass of `ItemType`: the modules are walked at the first
use.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Mapping

from courses.items.base import (
    COMMON_FIELDS,
    RIGHT,
    WRONG,
    Control,
    Field,
    InvalidResponse,
    ItemType,
    Option,
    Problem,
    Score,
    UnknownKind,
    state_of,
)

__all__ = [
    "COMMON_FIELDS",
    "RIGHT",
    "WRONG",
    "Control",
    "Field",
    "InvalidResponse",
    "ItemType",
    "Option",
    "Problem",
    "Score",
    "UnknownKind",
    "get",
    "kinds",
    "state_of",
]


@functools.cache
def _types() -> Mapping[str, ItemType]:
    """Return the one instance of each item type by kind, sorted; raises ValueError if two share a kind."""
    found: dict[str, ItemType] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for cls in vars(module).values():
            if not (inspect.isclass(cls) and issubclass(cls, ItemType)):
                continue
            if cls.__module__ != module.__name__ or inspect.isabstract(cls) or not cls.kind:
                continue
            if cls.kind in found:
                raise ValueError(f"two item types of kind {cls.kind!r}")
            found[cls.kind] = cls()
    return dict(sorted(found.items()))


def get(kind: str) -> ItemType:
    """Return the item type of this kind; raises UnknownKind (a KeyError)."""
    try:
        return _types()[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def kinds() -> tuple[str, ...]:
    """Return the kinds there are, sorted."""
    return tuple(_types())
