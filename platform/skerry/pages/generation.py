"""The content generation: a random word that changes whenever anything that is published changes.

What is kept under it (menu, home paths, bodies of pages) is simply never asked for again after a change. Purging may
take too much, never too little.
"""

from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex
from typing import Any

from django.core.cache import cache
from django.db import transaction

KEY = "content-generation"
KEEP = 60 * 60


_held: ContextVar[str | None] = ContextVar("content-generation", default=None)


def hold() -> None:
    """Read the generation once for the request that begins. Reading it early can only purge too much."""
    _held.set(None)
    _held.set(current())


def release() -> None:
    """Forget what was held: the request is over, or content changed in it."""
    _held.set(None)


def current() -> str:
    """Return the generation, starting one when the cache has none."""
    if held := _held.get():
        return held
    generation = cache.get(KEY)
    if generation is None:
        cache.add(KEY, token_hex(8), timeout=None)
        generation = cache.get(KEY) or token_hex(8)
    return generation


def renew() -> None:
    """Begin a new generation once the change is committed."""

    def begin() -> None:
        cache.set(KEY, token_hex(8), timeout=None)
        release()

    transaction.on_commit(begin)


def kept(name: str, make: Callable[[], Any], generation: str | None = None) -> Any:
    """Return what ``make`` makes, once per generation. ``None`` is made anew each time."""
    key = f"content:{generation or current()}:{name}"
    value = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, KEEP)
    return value
