"""What every behaviour says. Pure rules: a standing and a score go in, the next standing comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the answer to one question stands.

    ``fraction`` is the part of the mark so far (None: not marked yet), ``tries`` how often it was marked, ``closed``
    whether it can still be answered.
    """

    fraction: float | None = None
    tries: int = 0
    closed: bool = False


class Behaviour:
    """One way of answering. An instance holds no state."""

    name: ClassVar[str] = ""
    label: ClassVar[str] = ""
    order: ClassVar[int] = 0
    checks: ClassVar[bool] = False
    """Whether a person can have an answer marked during the attempt."""

    def tries_allowed(self, tries: int) -> int:
        """Return how often an answer may be marked, given what the quiz says."""
        return 1

    def check(self, standing: Standing, raw: float, *, right: bool, tries: int, penalty: float) -> Standing:
        """Return the standing after one marking.

        ``raw`` is the score of the answer as a part of the mark, ``tries`` how many markings are allowed, ``penalty``
        the part of the mark that an earlier try costs.
        """
        return Standing(raw, standing.tries + 1, closed=True)

    def close(self, standing: Standing, raw: float, *, right: bool, tries: int, penalty: float) -> Standing:
        """Return the standing when the attempt is handed in with an answer that was not marked yet."""
        after = self.check(standing, raw, right=right, tries=tries, penalty=penalty)
        return Standing(after.fraction, after.tries, closed=True)
