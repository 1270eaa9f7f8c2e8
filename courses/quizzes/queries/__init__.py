"""Reads over quizzes, versions and attempts."""

from courses.quizzes.queries.content import (
    QuizSettings,
    bands,
    newest_versions,
    sections,
    settings_of,
    slots_of,
    source_quiz,
    text_of,
    texts,
)
from courses.quizzes.queries.results import Result, attempt_of, best_attempt, result_in
from courses.quizzes.queries.review import moment_of, question, shown_words

__all__ = [
    "QuizSettings",
    "Result",
    "attempt_of",
    "bands",
    "best_attempt",
    "moment_of",
    "newest_versions",
    "question",
    "result_in",
    "sections",
    "settings_of",
    "shown_words",
    "slots_of",
    "source_quiz",
    "text_of",
    "texts",
]
