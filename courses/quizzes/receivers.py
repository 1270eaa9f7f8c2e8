"""Publication makes versions, and gives running attempts the times that a quiz says now."""

from django.conf import settings
from django.dispatch import receiver
from wagtail.signals import page_published, published, unpublished

from courses.quizzes.models import Question, QuizPage
from courses.quizzes.services import publish_version, refresh_deadlines


@receiver(published, sender=Question)
def question_published(instance: Question, **_kwargs) -> None:
    publish_version(question=instance)


@receiver(unpublished, sender=Question)
def question_unpublished(instance: Question, **_kwargs) -> None:
    """Begin a version without a language that is published no longer: new attempts get the source instead."""
    publish_version(question=instance)


@receiver(page_published, sender=QuizPage)
def quiz_published(instance: QuizPage, **_kwargs) -> None:
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        refresh_deadlines(quiz=instance)
