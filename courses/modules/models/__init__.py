"""Programmes, their modules and lessons, and what a person has done with them."""

from courses.modules.models.lessons import LessonPage
from courses.modules.models.modules import ModulePage
from courses.modules.models.programmes import ProgrammeIndexPage, ProgrammePage
from courses.modules.models.progress import (
    Completion,
    Enrolment,
    Fulfilment,
    JournalEntry,
    LessonProgress,
    LessonStep,
)

__all__ = [
    "Completion",
    "Enrolment",
    "Fulfilment",
    "JournalEntry",
    "LessonPage",
    "LessonProgress",
    "LessonStep",
    "ModulePage",
    "ProgrammeIndexPage",
    "ProgrammePage",
]
