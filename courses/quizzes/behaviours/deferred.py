"""Marked when the attempt is handed in (Moodle's question/behaviour/deferredfeedback)."""

from typing import ClassVar

from courses.items.base import gettext_noop
from courses.quizzes.behaviours.base import Behaviour


class Deferred(Behaviour):
    """An answer is only saved; all are marked once, at the end."""

    name: ClassVar[str] = "deferred"
    label: ClassVar[str] = gettext_noop("Feedback at the end")
    order: ClassVar[int] = 3
