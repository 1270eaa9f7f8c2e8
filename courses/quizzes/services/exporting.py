"""Questions that leave the bank in one of the formats."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext

from courses.quizzes.formats import FORMATS, MAX_FILE, Note
from courses.quizzes.queries import exchange


class Export(NamedTuple):
    """A file of questions, how many were to be in it, and what the format could not say.

    The line of a note is the number of its question.
    """

    content: bytes
    count: int
    notes: list[Note]

    @property
    def dropped(self) -> int:
        """How many questions the format could not say."""
        return len({note.line for note in self.notes if note.action == "dropped"})

    @property
    def changed(self) -> int:
        """How many questions were written without something that they have."""
        return len({note.line for note in self.notes}) - self.dropped

    def __str__(self) -> str:
        kept = self.count - self.changed - self.dropped
        return f"kept {kept}, changed {self.changed}, dropped {self.dropped}"


def export(*, format: str, bank: str = "", language: str, tick: Callable[[], None] = lambda: None) -> Export:
    """Return the questions of a bank (all of them if it has no name) in one language, as they were last edited.

    Raises KeyError for an unknown format; ValueError for a bank that is not there, a format that cannot be written
    and a file that would be too large to be read again.
    """
    write = FORMATS[format].write
    if write is None:
        raise ValueError(gettext("Questions cannot be written in this format."))
    category = exchange.category_at(bank.split("/")) if bank else None
    if bank and category is None:
        raise ValueError(gettext("There is no bank of this name."))
    categories, drafts = exchange.Categories(category), []
    for question in exchange.questions_of(category, language).prefetch_related("tags").iterator(chunk_size=200):
        if question.item:
            edited = exchange.as_edited(question)
            draft = exchange.draft_of(edited, categories.below(edited.category), with_files=True)
            drafts.append(replace(draft, line=len(drafts) + 1))
        tick()
    content, notes = write(drafts)
    if len(content) > MAX_FILE:
        raise ValueError(gettext("The file would be larger than 10 MB. Export the categories of the bank one by one."))
    return Export(content, len(drafts), notes)
