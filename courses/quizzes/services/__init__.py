"""What happens to questions and attempts."""

from courses.quizzes.services.accommodations import grant_accommodation, refresh_deadlines
from courses.quizzes.services.analysis import statistics_of
from courses.quizzes.services.answers import Ack, Refused, save_answer
from courses.quizzes.services.attempts import (
    NotNow,
    close_attempt,
    close_overdue,
    finish_attempt,
    move_on,
    start_attempt,
    why_not_now,
)
from courses.quizzes.services.versions import publish_version

__all__ = [
    "Ack",
    "NotNow",
    "Refused",
    "close_attempt",
    "close_overdue",
    "finish_attempt",
    "grant_accommodation",
    "move_on",
    "publish_version",
    "refresh_deadlines",
    "save_answer",
    "start_attempt",
    "statistics_of",
    "why_not_now",
]
