"""What a bundle may hold: each kind with its model and its fields, an allow-list in both directions."""

import functools
from collections.abc import Mapping

from django.apps import apps
from django.db.models import Model

from skerry.handover.kinds import modules, pages, quizzes
from skerry.handover.kinds.kind import Kind

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (*pages.KINDS, *quizzes.KINDS, *modules.KINDS)}
"""Name -> kind, in the order in which objects without references to each other are imported."""

PAGE_KINDS = frozenset(kind.name for kind in KINDS.values() if kind.is_page)


def model_of(kind: str) -> type[Model]:
    return apps.get_model(KINDS[kind].model)


@functools.cache
def kinds_of(model: type[Model]) -> set[str]:
    """Return the kinds whose objects a chooser of this model may choose."""
    return {name for name in KINDS if issubclass(model_of(name), model)}
