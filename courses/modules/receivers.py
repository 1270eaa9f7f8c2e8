"""What comes up from below: a quiz handed in, a person signed in."""

from functools import partial

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from courses.modules import outline
from courses.modules.models import LessonPage
from courses.modules.services.arrivals import quiz_finished, settle_join
from courses.quizzes.signals import attempt_finished


@receiver(attempt_finished)
def on_attempt_finished(**kwargs) -> None:
    quiz_finished(
        user_id=kwargs["user_id"],
        quiz_key=kwargs["quiz_key"],
        passed=kwargs["passed"],
        percent=kwargs["percent"],
        at=kwargs["at"],
    )


@receiver(user_logged_in)
def on_signed_in(request, user, **_kwargs) -> None:
    settle_join(user=user, pending=request.session.pop("join", None) if hasattr(request, "session") else None)


@receiver(page_published, sender=LessonPage)
def on_lesson_published(instance: LessonPage, **_kwargs) -> None:
    """Make the sizes of the lesson's images now: no reader waits for an image to be made."""
    transaction.on_commit(partial(outline.points_of, instance, preview=True), robust=True)
