"""What an analysis is made from: the questions of a quiz and the sittings that count."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MINIMUM = 10
"""Below so many sittings no index is given: it would say more about chance than about the question."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the quiz: its key, its marks at most (above 0) and what a guess earns, as a fraction, if known."""

    key: str
    max_mark: float
    guess_score: float | None = None
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt that counts. All mappings go by the key of the slot.

    `marks`: the marks got; None means not answered, which counts as 0; a key that is missing means that the
    sitting did not have the slot. `questions`: which question was drawn, for drawn slots. `languages`: in
    which language each answer was given; `language` where that is not known. `seconds`: the time spent.
    `choices`: what was chosen, as ids or words that are the same in all languages.
    """

    marks: Mapping[str, float | None]
    language: str = ""
    questions: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def language_of(self, slot: str) -> str:
        """Return the language in which the answer to this slot was given."""
        return self.languages.get(slot) or self.language


def whole(slots: list[Slot], sittings: list[Sitting]) -> list[Sitting]:
    """Return the sittings that had every slot; others cannot be compared by their totals."""
    keys = {slot.key for slot in slots}
    return [sitting for sitting in sittings if keys <= sitting.marks.keys()]
