"""What comes up from below: a quiz handed in, a person signed in."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

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
