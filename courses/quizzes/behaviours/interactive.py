"""Several tries with a hint between them (Moodle's question/behaviour/interactive)."""

from typing import ClassVar

from courses.items.base import gettext_noop
from courses.quizzes.behaviours.base import Behaviour, Standing


class Interactive(Behaviour):
    """Each earlier try costs the penalty, and the part never falls below nothing.

    The question closes when the answer is right or the tries are used up.
    """

    name: ClassVar[str] = "interactive"
    label: ClassVar[str] = gettext_noop("Feedback after each answer, hint on a miss")
    order: ClassVar[int] = 1
    checks: ClassVar[bool] = True

    def tries_allowed(self, tries: int) -> int:
        return tries

    def check(self, standing: Standing, raw: float, *, right: bool, tries: int, penalty: float) -> Standing:
        worth = max(0.0, raw - penalty * standing.tries) if standing.tries else raw
        used = standing.tries + 1
        return Standing(worth, used, closed=right or used >= tries)
