"""What questions can test. The outcomes stand in a house above, which registers where they are found."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Outcome(NamedTuple):
    """An outcome: its identity in all languages and what to call it in a list."""

    key: str
    label: str


Source = Callable[[], Iterable[Outcome]]

SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a function that lists outcomes in the language that is active."""
    if source not in SOURCES:
        SOURCES.append(source)


def listed() -> list[Outcome]:
    """Return all outcomes there are."""
    return [outcome for source in SOURCES for outcome in source()]
