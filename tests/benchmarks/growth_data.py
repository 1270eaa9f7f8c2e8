"""What growth is measured on: people who have signed in, stored attempts, and a job that writes all the while."""

import secrets
import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.utils import timezone

SITTERS = 1_000
BATCH = 5_000
PAUSE = 0.05
"""Seconds that a job leaves to others between two objects."""


def first_quiz():
    """Return the quiz that is measured: the first of the starter programme."""
    from courses.quizzes.models import QuizPage

    return QuizPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()


def session_of(user) -> dict[str, str]:
    """Return the cookies of a person who has signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: secrets.token_hex(16)}


def crowd(size: str) -> list[dict[str, str]]:
    """Enrol people who have never sat the quiz; return the cookies of each."""
    from courses.modules.services import enrol
    from skerry.accounts.models import User

    module = first_quiz().get_parent().specific
    found = []
    for _number in range(int(size)):
        user = User.objects.create(email=f"crowd-{secrets.token_hex(8)}@skerry.example", name="One of many")
        enrol(user=user, module=module, language=settings.LANGUAGE_CODE)
        found.append(session_of(user))
    return found


def grow(size: str) -> int:
    """Fill the quiz up to so many stored attempts, each with its questions and steps; return how many there are."""
    from courses.quizzes.models import Attempt
    from courses.quizzes.services import finish_attempt, start_attempt

    quiz = first_quiz()
    sitters = _sitters()
    pattern = Attempt.objects.filter(user=sitters[0], quiz_key=quiz.translation_key).order_by("number").first()
    if pattern is None:
        begun = start_attempt(user=sitters[0], quiz=quiz, language=settings.LANGUAGE_CODE)
        pattern = finish_attempt(attempt=begun)
    stored = Attempt.objects.filter(quiz_key=quiz.translation_key)
    already = stored.filter(user__in=sitters).count() - 1
    for start in range(already, int(size), BATCH):
        _multiply(pattern, sitters, range(start, min(start + BATCH, int(size))))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return stored.count()


def _sitters() -> list:
    from skerry.accounts.models import User

    known = User.objects.filter(email__startswith="sitter-").order_by("pk")
    if not known.exists():
        User.objects.bulk_create(
            User(email=f"sitter-{number}@skerry.example", name=f"Sitter {number}") for number in range(SITTERS)
        )
    return list(known)


def _multiply(pattern, sitters: list, numbers: range) -> None:
    """Store attempts like one that there is: the questions and steps are copied where they lie."""
    from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep

    with transaction.atomic():
        made = Attempt.objects.bulk_create(
            Attempt(
                user=sitters[number % SITTERS],
                quiz_key=pattern.quiz_key,
                number=number // SITTERS + 2,
                state=pattern.state,
                behaviour=pattern.behaviour,
                tries=pattern.tries,
                penalty=pattern.penalty,
                pass_mark=pattern.pass_mark,
                language=pattern.language,
                finished_at=timezone.now(),
                mark=number % 11,
                max_mark=pattern.max_mark,
                passed=number % 11 > 6,
            )
            for number in numbers
        )
        first, last = made[0].pk, made[-1].pk
        slots, steps = _columns(AttemptSlot, "attempt_id"), _columns(AttemptStep, "slot_id", "client_key")
        slot, step, attempt = (model._meta.db_table for model in (AttemptSlot, AttemptStep, Attempt))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {slot} (attempt_id, {', '.join(slots)}) SELECT a.id, {_of('s', slots)}"
                f" FROM {attempt} a CROSS JOIN {slot} s WHERE s.attempt_id = %s AND a.id BETWEEN %s AND %s",
                [pattern.pk, first, last],
            )
            cursor.execute(
                f"INSERT INTO {step} (slot_id, {', '.join(steps)}) SELECT n.id, {_of('t', steps)} FROM {slot} n"
                f" JOIN {slot} s ON s.slot_key = n.slot_key AND s.attempt_id = %s JOIN {step} t ON t.slot_id = s.id"
                " WHERE n.attempt_id BETWEEN %s AND %s",
                [pattern.pk, first, last],
            )


def _columns(model, *besides: str) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if field.column not in {"id", *besides}]


def _of(table: str, columns: list[str]) -> str:
    return ", ".join(f"{table}.{column}" for column in columns)


def publish(seconds: str) -> int:
    """Publish lessons one after the other, as a translation sync does, with its pause; return how many."""
    lessons = [page.specific for page in first_quiz().get_parent().get_children().live().exclude(pk=first_quiz().pk)]
    until, number = time.monotonic() + float(seconds), 0
    while time.monotonic() < until:
        with transaction.atomic():
            lessons[number % len(lessons)].save_revision().publish()
        number += 1
        time.sleep(PAUSE)
    return number
