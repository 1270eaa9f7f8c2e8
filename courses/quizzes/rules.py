"""Who may do what with quizzes."""

from courses.quizzes.models import Attempt, QuizPage
from skerry.accounts.models import Role
from skerry.accounts.rules import has_role, is_signed_in, register


def takes_part(user, quiz: QuizPage) -> bool:
    """Takes part in what the quiz belongs to."""
    return is_signed_in(user) and has_role(user, [Role.PARTICIPANT], quiz.scopes())


def owns(user, attempt: Attempt) -> bool:
    """The attempt is the person's own."""
    return is_signed_in(user) and attempt.user_id == user.pk


register(
    {
        "quizzes.start_attempt": takes_part,
        "quizzes.view_attempt": owns,
        "quizzes.answer": owns,
        "quizzes.finish_attempt": owns,
    }
)
