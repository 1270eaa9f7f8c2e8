import random
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from courses import items
from courses.quizzes import marking, queries
from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep, QuizPage
from courses.quizzes.signals import attempt_finished


class NotReady(ValueError):  # noqa: N818
    """The quiz has no question that was published."""


def _freeze(attempt: Attempt, ready: list, rng: random.Random) -> None:
    """Give the sitting its questions, each with everything random in it, and the first step of each."""
    language, now = attempt.language, attempt.started_at
    texts = queries.texts([version.pk for _slot, version in ready], language)
    rows = AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            number=number,
            slot_key=slot.translation_key,
            version=version,
            frozen=items.get(version.kind).freeze(texts[version.pk].content, rng),
            max_mark=slot.max_mark,
        )
        for number, (slot, version) in enumerate(ready, start=1)
    )
    AttemptStep.objects.bulk_create(
        AttemptStep(slot=row, sequence=0, action=AttemptStep.Action.START, state=row.state, language=language, at=now)
        for row in rows
    )


def _mark(attempt: Attempt, slots: list[AttemptSlot], now) -> None:
    """Close and mark every question, each in the language it was answered in."""
    spoken = {slot.language or attempt.language for slot in slots}
    texts = {language: queries.texts([slot.version_id for slot in slots], language) for language in spoken}
    for slot in slots:
        marking.close(attempt, slot, texts[slot.language or attempt.language][slot.version_id])
        slot.sequence += 1
    AttemptSlot.objects.bulk_update(slots, ["state", "fraction", "sequence"])
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


@transaction.atomic
def start_attempt(*, user, quiz: QuizPage, language: str, now=None, rng: random.Random | None = None) -> Attempt:
    """Begin a sitting, or return the one that is running. Everything random is frozen here.

    Raises NotReady when no question of the quiz is published.
    """
    now = now or timezone.now()
    rng = rng or random.SystemRandom()
    get_user_model().objects.select_for_update().only("pk").get(pk=user.pk)
    running = Attempt.objects.of(user).running().filter(quiz_key=quiz.translation_key).first()
    if running:
        return running
    source = queries.source_quiz(quiz)
    slots = queries.slots_of(source)
    versions = queries.newest_versions([slot.question.translation_key for slot in slots])
    ready = [(slot, versions[key]) for slot in slots if (key := slot.question.translation_key) in versions]
    if not ready:
        raise NotReady
    attempt = Attempt.objects.create(
        user=user,
        quiz_key=quiz.translation_key,
        number=queries.next_number(user, quiz.translation_key),
        behaviour=source.behaviour,
        tries=source.tries if source.behaviour == QuizPage.Behaviour.INTERACTIVE else 1,
        penalty=source.penalty,
        pass_mark=source.pass_mark,
        language=language,
        started_at=now,
        max_mark=sum((slot.max_mark for slot, _version in ready), Decimal(0)),
    )
    _freeze(attempt, ready, rng)
    return attempt


@transaction.atomic
def finish_attempt(*, attempt: Attempt, now=None) -> Attempt:
    """Hand a sitting in and mark it. Handing in twice changes nothing.

    The signal ``attempt_finished`` goes out inside the transaction, so that what follows from the result commits
    with it.
    """
    now = now or timezone.now()
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_running:
        return attempt
    slots = list(attempt.slots.select_related("version"))
    _mark(attempt, slots, now)
    attempt.mark = sum((Decimal(str(slot.fraction or 0)) * slot.max_mark for slot in slots), Decimal(0))
    attempt.passed = attempt.mark * 100 >= attempt.max_mark * attempt.pass_mark
    attempt.state = Attempt.State.FINISHED
    attempt.finished_at = now
    attempt.save(update_fields=["mark", "passed", "state", "finished_at"])
    attempt_finished.send(
        sender=Attempt,
        attempt_id=attempt.pk,
        user_id=attempt.user_id,
        quiz_key=attempt.quiz_key,
        passed=attempt.passed,
        percent=attempt.percent,
        at=now,
    )
    return attempt
