"""Marked once, when the person asks for it (Moodle's question/behaviour/immediatefeedback)."""

from typing import ClassVar

from courses.items.base import gettext_noop
from courses.quizzes.behaviours.base import Behaviour


class Immediate(Behaviour):
    """One try; feedback follows at once and the question closes."""

    name: ClassVar[str] = "immediate"
    label: ClassVar[str] = gettext_noop("Feedback after each answer, one try")
    order: ClassVar[int] = 2
    checks: ClassVar[bool] = True
