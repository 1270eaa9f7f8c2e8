"""The question bank, quizzes drawn from it, and attempts at them."""

from courses.quizzes.models.attempts import Attempt, AttemptSlot, AttemptStep
from courses.quizzes.models.questions import Question, QuestionVersion, VersionText
from courses.quizzes.models.quizzes import QuizPage, QuizSlot

__all__ = [
    "Attempt",
    "AttemptSlot",
    "AttemptStep",
    "Question",
    "QuestionVersion",
    "QuizPage",
    "QuizSlot",
    "VersionText",
]
