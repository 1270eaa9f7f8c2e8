"""Statistics of a quiz: counted while the reader waits where there are few attempts, else by a job."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.quizzes.models import ItemAnalysis, QuizPage
from courses.quizzes.queries.statistics import figures, fingerprint
from skerry.jobs.models import Job
from skerry.jobs.registry import job
from skerry.jobs.services import enqueue
from skerry.pages import queries as pages

KIND = "quizzes.analyse"

MOST_AT_ONCE = 300
"""So many attempts are counted while the reader waits."""

KEEP = timedelta(minutes=10)
"""Figures younger than this are not counted again, however many attempts have come in since."""

LEAST = 3
"""A typed answer is stored only when so many sittings gave it: fewer might be known by it."""


class Standing(NamedTuple):
    """The figures of a quiz, as of when, and whether newer ones are on their way.

    ``data`` is None while there are none yet; ``as_of`` is None where they are of this moment.
    """

    data: dict | None
    as_of: datetime | None
    is_underway: bool


def statistics_of(*, quiz: QuizPage, which: str, now: datetime | None = None) -> Standing:
    """Return the statistics of a quiz; ask for a job where there are too many attempts to count them here."""
    now = now or timezone.now()
    count, word = fingerprint(quiz.translation_key)
    if count <= MOST_AT_ONCE:
        return Standing(figures(quiz, which), None, is_underway=False)
    stored = ItemAnalysis.objects.filter(quiz_key=quiz.translation_key, which=which).first()
    if stored is None:
        return Standing(None, None, is_underway=_ask(quiz.translation_key, which))
    is_old = stored.fingerprint != word and now - stored.made_at >= KEEP
    return Standing(stored.data, stored.made_at, is_underway=is_old and _ask(quiz.translation_key, which))


@transaction.atomic
def _ask(quiz_key: UUID, which: str) -> bool:
    """Ask for the job unless it is asked for already; return that it is under way."""
    args = {"quiz_key": str(quiz_key), "which": str(which)}
    waiting = Job.objects.filter(kind=KIND, state__in=[Job.State.QUEUED, Job.State.RUNNING])
    if not waiting.filter(args__quiz_key=args["quiz_key"], args__which=args["which"]).exists():
        enqueue(KIND, **args)
    return True


@job(KIND)
def analyse_quiz(progress, *, quiz_key: str, which: str) -> dict:
    """Count the attempts at a quiz and store the figures; nothing where the quiz is gone."""
    page = pages.live_by_key(quiz_key, "")
    quiz = page.specific if page else None
    if not isinstance(quiz, QuizPage):
        return {"attempts": 0}
    count, word = fingerprint(quiz.translation_key)
    progress.step(0, 1)
    data = figures(quiz, which, least=LEAST)
    ItemAnalysis.objects.update_or_create(
        quiz_key=quiz.translation_key,
        which=which,
        defaults={"fingerprint": word, "made_at": timezone.now(), "data": data},
    )
    progress.step(1, 1)
    return {"attempts": count}
