"""A trainer sets the mark of one answer, with a reason; the machine's mark can be taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses import items
from courses.quizzes import marking, queries
from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep
from courses.quizzes.services.telling import Standing, tell_of_change
from courses.quizzes.services.totals import settle


class CannotMark(ValueError):  # noqa: N818
    """A mark cannot be given; nothing changed. ``code`` is for machines, the text for the trainer."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def lock_attempt(attempt_id: int) -> Attempt:
    """Lock an attempt and return it with its person. Raises CannotMark while it is not handed in."""
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("user").get(pk=attempt_id)
    if attempt.state not in {Attempt.State.FINISHED, Attempt.State.MARKING}:
        raise CannotMark("not_handed_in", _("This attempt was not handed in, so it has no marks."))
    return attempt


def slots_of(attempt: Attempt, slot_id: int) -> tuple[list[AttemptSlot], AttemptSlot]:
    """Return the questions of an attempt, and the one that is meant."""
    slots = list(attempt.slots.select_related("version"))
    return slots, next(slot for slot in slots if slot.pk == slot_id)


def write_step(slot: AttemptSlot, action: str, *, by, reason: str, at) -> None:
    """Add what a person did to a mark to the log of the question. The caller saves the slot."""
    slot.sequence += 1
    AttemptStep.objects.create(
        slot=slot,
        sequence=slot.sequence,
        action=action,
        state=slot.state,
        response=slot.response,
        language=slot.language,
        fraction=slot.fraction,
        at=at,
        actor=by,
        reason=reason,
    )


def check_fraction(slot: AttemptSlot, fraction: float) -> None:
    """Raise CannotMark for a part of the mark that a question of this kind cannot be worth."""
    if items.get(slot.version.kind).marking == "none":
        raise CannotMark("no_mark", _("This question has no mark."))
    text = queries.texts([slot.version_id], slot.language or slot.version.source_locale)[slot.version_id]
    least = marking.least_fraction(slot.version.kind, text.key)
    if not least <= fraction <= 1:
        raise CannotMark("out_of_range", _("The mark lies outside what this question can be worth."))


@transaction.atomic
def override_mark(*, slot: AttemptSlot, fraction: float, reason: str, by, now=None) -> AttemptSlot:
    """Set the mark of an answer as a part of it (1 is all of it), whatever the machine says; tell the person why.

    Raises CannotMark: not_handed_in, no_mark, out_of_range, no_reason.
    """
    now = now or timezone.now()
    if not reason.strip():
        raise CannotMark("no_reason", _("Say why: the person is told."))
    attempt = lock_attempt(slot.attempt_id)
    slots, own = slots_of(attempt, slot.pk)
    check_fraction(own, fraction)
    return _set(attempt, slots, own, fraction, items.state_of(fraction), by=by, reason=reason, now=now, is_set=True)


@transaction.atomic
def take_back_override(*, slot: AttemptSlot, reason: str, by, now=None) -> AttemptSlot:
    """Return to the mark that stood before a trainer set another: the machine's, or that of the marking desk.

    Raises CannotMark: not_handed_in, not_set, no_reason.
    """
    now = now or timezone.now()
    if not reason.strip():
        raise CannotMark("no_reason", _("Say why: the person is told."))
    attempt = lock_attempt(slot.attempt_id)
    slots, own = slots_of(attempt, slot.pk)
    if not own.is_set_by_person:
        raise CannotMark("not_set", _("No trainer has set this mark."))
    before = own.steps.exclude(action__in=[AttemptStep.Action.OVERRIDE, AttemptStep.Action.LATE]).last()
    return _set(attempt, slots, own, before.fraction, before.state, by=by, reason=reason, now=now, is_set=False)


def _set(attempt, slots, own: AttemptSlot, fraction, state: str, *, by, reason: str, now, is_set: bool) -> AttemptSlot:
    before = Standing.of(attempt, own)
    own.fraction, own.state, own.is_set_by_person = fraction, state, is_set
    write_step(own, AttemptStep.Action.OVERRIDE, by=by, reason=reason, at=now)
    own.save(update_fields=["fraction", "state", "is_set_by_person", "sequence"])
    settle(attempt=attempt, slots=slots, at=now)
    log(
        instance=attempt,
        action="quizzes.override" if is_set else "quizzes.take_back",
        user=by,
        data={"question": own.number, "before": before.fraction, "after": fraction, "reason": reason},
    )
    tell_of_change(attempt=attempt, slot=own, before=before, reason=reason, key=f"mark:{own.pk}:{own.sequence}")
    return own
