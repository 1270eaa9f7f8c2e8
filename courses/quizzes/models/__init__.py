"""The question bank, quizzes drawn from it, attempts at them, and what becomes of the marks."""

from courses.quizzes.models.accommodations import Accommodation
from courses.quizzes.models.analysis import ItemAnalysis
from courses.quizzes.models.attempts import Attempt, AttemptSlot, AttemptStep
from courses.quizzes.models.marking import (
    AttemptFile,
    Marking,
    MarkingClaim,
    MarkingComment,
    Regrade,
    RegradeChange,
)
from courses.quizzes.models.questions import Question, QuestionOutcome, QuestionTag
from courses.quizzes.models.quizzes import QuizPage, QuizSlot
from courses.quizzes.models.versions import QuestionVersion, VersionText

__all__ = [
    "Accommodation",
    "Attempt",
    "AttemptFile",
    "AttemptSlot",
    "AttemptStep",
    "ItemAnalysis",
    "Marking",
    "MarkingClaim",
    "MarkingComment",
    "Question",
    "QuestionOutcome",
    "QuestionTag",
    "QuestionVersion",
    "QuizPage",
    "QuizSlot",
    "Regrade",
    "RegradeChange",
    "VersionText",
]
