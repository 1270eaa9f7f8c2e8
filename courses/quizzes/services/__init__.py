"""What happens to questions and attempts."""

from courses.quizzes.services.answers import Ack, Refused, save_answer
from courses.quizzes.services.attempts import finish_attempt, start_attempt
from courses.quizzes.services.versions import publish_version

__all__ = ["Ack", "Refused", "finish_attempt", "publish_version", "save_answer", "start_attempt"]
