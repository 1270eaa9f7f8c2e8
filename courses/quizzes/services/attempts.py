"""A sitting: begun with everything random frozen, handed in once, closed by the clock when its time is over."""

import datetime
import random
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import items
from courses.quizzes import deadlines, marking, queries
from courses.quizzes.models import Accommodation, Attempt, AttemptSlot, AttemptStep, QuizPage
from courses.quizzes.services import drawing
from courses.quizzes.services.totals import settle
from skerry.jobs.registry import scheduled

MARKED = ("state", "fraction", "sequence", "tries_used", "last_checked")
"""What marking writes into a question."""


class NotNow(ValueError):  # noqa: N818
    """An attempt cannot begin now. ``code``: not_ready, not_open, closed, no_attempts_left; the text says why."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def why_not_now(quiz: QuizPage, attempts: int, given: Accommodation, now: datetime.datetime) -> NotNow | None:
    """Return why a new attempt cannot begin, None if it can. ``quiz`` is the page in the source language."""
    closes_at = deadlines.closing_time(quiz.closes_at, given)
    if quiz.opens_at and now < quiz.opens_at:
        return NotNow("not_open", _("The quiz is not open yet."))
    if closes_at and now >= closes_at:
        return NotNow("closed", _("The quiz has closed."))
    if quiz.attempts_allowed and attempts >= quiz.attempts_allowed + given.extra_attempts:
        return NotNow("no_attempts_left", _("You have used all your attempts."))
    return None


def _freeze(attempt: Attempt, places: list[drawing.Place], rng: random.Random) -> None:
    """Give the sitting its questions, each with everything random in it, and the first step of each."""
    language, now = attempt.language, attempt.started_at
    starts = drawing.section_starts(places)
    texts = queries.texts([place.version.pk for place in places], language)
    rows = AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            number=index + 1,
            slot_key=place.slot_key,
            version=place.version,
            frozen=items.get(place.version.kind).freeze(texts[place.version.pk].content, rng),
            max_mark=place.slot.max_mark,
            section=starts.get(index),
        )
        for index, place in enumerate(places)
    )
    AttemptStep.objects.bulk_create(
        AttemptStep(slot=row, sequence=0, action=AttemptStep.Action.START, state=row.state, language=language, at=now)
        for row in rows
    )


def _new(user, source: QuizPage, number: int, language: str, now: datetime.datetime) -> Attempt:
    """Return the row of a new sitting, with what the quiz asks for frozen into it."""
    return Attempt(
        user=user,
        quiz_key=source.translation_key,
        number=number,
        behaviour=source.behaviour,
        tries=source.tries,
        penalty=source.penalty,
        pass_mark=source.pass_mark,
        navigation=source.navigation,
        time_limit=source.time_limit * 60,
        overdue=source.overdue,
        language=language,
        started_at=now,
    )


def start_attempt(*, user, quiz: QuizPage, language: str, now=None, rng: random.Random | None = None) -> Attempt:
    """Begin a sitting, or return the one that is running. Everything random is frozen here.

    The person's row is locked: attempts are counted one after the other, however many starts arrive together. Raises
    NotNow when no attempt can begin; one whose time was over stays closed all the same.
    """
    with transaction.atomic():
        begun = _begin(user, quiz, language, now or timezone.now(), rng or random.SystemRandom())
    if isinstance(begun, NotNow):
        raise begun
    return begun


def _begin(user, quiz: QuizPage, language: str, now: datetime.datetime, rng: random.Random) -> Attempt | NotNow:
    get_user_model().objects.select_for_update().only("pk").get(pk=user.pk)
    own = list(Attempt.objects.of(user).filter(quiz_key=quiz.translation_key))
    running = next((attempt for attempt in own if attempt.is_running), None)
    if running and (running.ends_at is None or now <= running.ends_at):
        return running
    if running:
        close_attempt(attempt=running, now=now)
    source = queries.source_quiz(quiz)
    given = Accommodation.objects.of(user.pk, quiz.translation_key)
    refused = why_not_now(source, len(own), given, now)
    if refused:
        return refused
    places = drawing.places_for(source, user, rng)
    if not places:
        return NotNow("not_ready", _("The questions of this quiz are not published yet."))
    attempt = _new(user, source, max((row.number for row in own), default=0) + 1, language, now)
    attempt.max_mark = drawing.marks_at_most(places)
    deadlines.set_times(attempt, closes_at=source.closes_at, grace_minutes=source.grace_period, given=given)
    attempt.save()
    _freeze(attempt, places, rng)
    return attempt


def _mark(attempt: Attempt, slots: list[AttemptSlot], now) -> None:
    """Close and mark every question, each in the language it was answered in."""
    spoken = {slot.language or attempt.language for slot in slots}
    texts = {language: queries.texts([slot.version_id for slot in slots], language) for language in spoken}
    for slot in slots:
        marking.close(attempt, slot, texts[slot.language or attempt.language][slot.version_id])
        slot.sequence += 1
    # The rows are there and meet themselves: a tenth of what bulk_update takes to put its statement together.
    AttemptSlot.objects.bulk_create(slots, update_conflicts=True, unique_fields=["id"], update_fields=MARKED)
    AttemptStep.objects.bulk_create(
        AttemptStep(
            slot=slot,
            sequence=slot.sequence,
            action=AttemptStep.Action.FINISH,
            state=slot.state,
            response=slot.response,
            language=slot.language,
            fraction=slot.fraction,
            at=now,
        )
        for slot in slots
    )


def _hand_in(attempt: Attempt, at: datetime.datetime, *, by_clock: bool) -> Attempt:
    slots = list(attempt.slots.select_related("version"))
    _mark(attempt, slots, at)
    attempt.finished_at = at
    attempt.is_closed_by_clock = by_clock
    attempt.state = Attempt.State.FINISHED
    attempt.save(update_fields=["finished_at", "is_closed_by_clock"])
    settle(attempt=attempt, slots=slots, at=at)
    return attempt


@transaction.atomic
def finish_attempt(*, attempt: Attempt, now=None) -> Attempt:
    """Hand a sitting in and mark it. Handing in twice changes nothing; after its end the clock has done it."""
    now = now or timezone.now()
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_running:
        return attempt
    if attempt.ends_at and now > attempt.ends_at:
        return close_attempt(attempt=attempt, now=now)
    return _hand_in(attempt, min(now, attempt.due_at or now), by_clock=False)


@transaction.atomic
def close_attempt(*, attempt: Attempt, now=None) -> Attempt:
    """Do what the quiz says of an attempt whose time is over; harmless for any other.

    What was answered in time is handed in as of the deadline, or the attempt is abandoned: by the quiz's rule, and
    after a period of grace, which was the time to hand it in.
    """
    now = now or timezone.now()
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_running or attempt.ends_at is None or now <= attempt.ends_at:
        return attempt
    if attempt.overdue == QuizPage.Overdue.SUBMIT:
        return _hand_in(attempt, attempt.due_at, by_clock=True)
    attempt.state = Attempt.State.ABANDONED
    attempt.finished_at = attempt.due_at
    attempt.is_closed_by_clock = True
    attempt.save(update_fields=["state", "finished_at", "is_closed_by_clock"])
    return attempt


def close_overdue(*, now=None) -> int:
    """Close every attempt whose time is over, each in a transaction of its own; return how many."""
    now = now or timezone.now()
    due = list(Attempt.objects.due_to_close(now).order_by("ends_at"))
    for attempt in due:
        close_attempt(attempt=attempt, now=now)
    return len(due)


@scheduled("quizzes.close_overdue", every=timedelta(seconds=15))
def close_overdue_now() -> str:
    """Close what is overdue, by the clock."""
    closed = close_overdue()
    return f"attempts closed: {closed}" if closed else ""


@transaction.atomic
def move_on(*, attempt: Attempt, number: int) -> None:
    """Note how far a person has come where one only moves forward; never back."""
    Attempt.objects.filter(pk=attempt.pk, reached__lt=number).update(reached=number)
