"""What the learners were told, held against what the log has."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Told(NamedTuple):
    """An answer that the server acknowledged: the key that the client made, where it belongs, what was typed."""

    key: str
    attempt: str
    slot: str
    text: str


class Kept(NamedTuple):
    """A step of the log that bears a client's key."""

    key: str
    attempt: str
    slot: str
    text: str


class Findings(NamedTuple):
    """How many acknowledged answers the log has not, has twice, has otherwise; how many it has besides."""

    acknowledged: int
    lost: int
    doubled: int
    changed: int
    unheard: int

    @property
    def is_clean(self) -> bool:
        return self.acknowledged > 0 and not (self.lost or self.doubled or self.changed)


def compare(told: Iterable[Told], kept: Iterable[Kept]) -> Findings:
    """Return what differs. A key counts once, however often it was acknowledged."""
    promised = {each.key: each for each in told}
    found: dict[str, list[Kept]] = defaultdict(list)
    for step in kept:
        found[step.key].append(step)
    times = Counter({key: len(steps) for key, steps in found.items()})
    return Findings(
        acknowledged=len(promised),
        lost=sum(1 for key in promised if not times[key]),
        doubled=sum(1 for number in times.values() if number > 1),
        changed=sum(1 for key, each in promised.items() if any(tuple(step) != tuple(each) for step in found[key])),
        unheard=sum(1 for key in times if key not in promised),
    )
