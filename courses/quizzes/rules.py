"""Who may do what with quizzes."""

from courses.quizzes.models import Attempt, AttemptFile, QuizPage
from skerry.accounts.models import Role
from skerry.accounts.rules import has_role, is_signed_in, register
from skerry.pages import queries as pages

TRAINERS = (Role.TRAINER, Role.MANAGER, Role.ADMINISTRATOR)
READERS = (*TRAINERS, Role.STEWARD)


def takes_part(user, quiz: QuizPage) -> bool:
    """Takes part in what the quiz belongs to."""
    return is_signed_in(user) and has_role(user, [Role.PARTICIPANT], quiz.scopes())


def owns(user, attempt: Attempt) -> bool:
    """The attempt is the person's own."""
    return is_signed_in(user) and attempt.user_id == user.pk


def trains(user, quiz: QuizPage) -> bool:
    """Holds the trainer's work on what the quiz belongs to: results, marks, corrections, accommodations."""
    return is_signed_in(user) and has_role(user, TRAINERS, quiz.scopes())


def reads_results(user, quiz: QuizPage) -> bool:
    """Sees results and statistics of what the quiz belongs to."""
    return is_signed_in(user) and has_role(user, READERS, quiz.scopes())


def reads_file(user, file: AttemptFile) -> bool:
    """Gave the file as an answer, or is one of those who mark it."""
    attempt = file.slot.attempt
    if owns(user, attempt):
        return True
    page = pages.live_by_key(attempt.quiz_key, "")
    quiz = page.specific if page else None
    return isinstance(quiz, QuizPage) and trains(user, quiz)


register(
    {
        "quizzes.start_attempt": takes_part,
        "quizzes.view_attempt": owns,
        "quizzes.answer": owns,
        "quizzes.finish_attempt": owns,
        "quizzes.read_file": reads_file,
        "quizzes.view_results": reads_results,
        "quizzes.mark": trains,
        "quizzes.regrade": trains,
        "quizzes.override": trains,
        "quizzes.accommodate": trains,
    }
)
