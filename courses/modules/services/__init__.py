"""What happens between a person and a module."""

from courses.modules.services.completion import award_if_complete, fulfil
from courses.modules.services.enrolment import enrol
from courses.modules.services.lessons import (
    Refused,
    answer_check,
    finish_lesson,
    read_point,
    write_journal,
)

__all__ = [
    "Refused",
    "answer_check",
    "award_if_complete",
    "enrol",
    "finish_lesson",
    "fulfil",
    "read_point",
    "write_journal",
]
