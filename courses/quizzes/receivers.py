"""Publication makes versions; a question's draft holds back the translation of its quiz."""

from django.dispatch import receiver
from wagtail.signals import published

from courses.quizzes.models import Question
from courses.quizzes.services import publish_version


@receiver(published, sender=Question)
def question_published(instance: Question, **_kwargs) -> None:
    publish_version(question=instance)
