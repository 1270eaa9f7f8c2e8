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
from courses.quizzes.services.importing import import_questions
from courses.quizzes.services.manual import claim, claim_next, mark_answer, settle_markings
from courses.quizzes.services.overrides import CannotMark, override_mark, take_back_override
from courses.quizzes.services.regrading import discard_regrade, plan_regrade, start_regrade
from courses.quizzes.services.versions import publish_version

__all__ = [
    "Ack",
    "CannotMark",
    "NotNow",
    "Refused",
    "claim",
    "claim_next",
    "close_attempt",
    "close_overdue",
    "discard_regrade",
    "finish_attempt",
    "grant_accommodation",
    "import_questions",
    "mark_answer",
    "move_on",
    "override_mark",
    "plan_regrade",
    "publish_version",
    "refresh_deadlines",
    "save_answer",
    "settle_markings",
    "start_attempt",
    "start_regrade",
    "statistics_of",
    "take_back_override",
    "why_not_now",
]
