import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import items
from courses.quizzes import marking, messages, queries
from courses.quizzes.models import AttemptSlot, AttemptStep, VersionText
from skerry.accounts.rules import may

SUMMARY = (
    "response",
    "language",
    "answered_at",
    "state",
    "sequence",
    "tries_used",
    "last_checked",
    "fraction",
)


class Ack(NamedTuple):
    """The server has it: what was saved, when, and how the question stands."""

    slot_key: UUID
    saved_at: datetime.datetime
    state: str
    closed: bool
    duplicate: bool


class Refused(Exception):  # noqa: N818
    """The answer was not taken; nothing changed. ``code`` is for machines, the text for the person."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def _locked_slot(user, attempt_id: UUID, slot_key: UUID, client_key: UUID) -> AttemptSlot:
    found = (
        AttemptSlot.objects.select_for_update(of=("self", "attempt"))
        .select_related("attempt", "version")
        .annotate(key_seen=Exists(AttemptStep.objects.filter(client_key=client_key)))
        .filter(attempt__public_id=attempt_id, slot_key=slot_key)
        .first()
    )
    if found is None or not may(user, "quizzes.answer", found.attempt):
        raise Refused("unknown_question", _("This question is not part of your attempt."))
    return found


def _known(slot: AttemptSlot, client_key: UUID) -> Ack:
    step = AttemptStep.objects.get(client_key=client_key)
    if step.slot_id != slot.pk:
        raise Refused("key_used", _("This answer was already sent for another question. Answer again."))
    return Ack(slot.slot_key, step.at, slot.state, slot.is_closed, duplicate=True)


def _refuse_closed(slot: AttemptSlot) -> None:
    if not slot.attempt.is_running:
        raise Refused(
            "attempt_closed", _("This attempt was handed in, so the answer was not added. Your result is unchanged.")
        )
    if slot.is_closed:
        raise Refused("question_closed", _("This question was answered for good. The first answer stands."))


def _respond(slot: AttemptSlot, text: VersionText, raw, language: str, check: bool) -> dict:
    """Return what was answered, in canonical form. Raises Refused for what cannot be read or checked."""
    kind = items.get(slot.version.kind)
    try:
        response = kind.parse(text.content, raw, language)
    except items.InvalidResponse as error:
        raise Refused(error.code, messages.response(error)) from error
    if check and not kind.is_complete(text.content, response):
        raise Refused("incomplete", _("Answer every part of the question first."))
    return response


def _write(slot: AttemptSlot, client_key: UUID, check: bool, now) -> None:
    """Add the step, and bring the summary row up to it."""
    slot.sequence += 1
    AttemptStep.objects.create(
        slot=slot,
        sequence=slot.sequence,
        action=AttemptStep.Action.CHECK if check else AttemptStep.Action.SAVE,
        state=slot.state,
        response=slot.response,
        language=slot.language,
        fraction=slot.fraction if check else None,
        client_key=client_key,
        at=now,
    )
    slot.save(update_fields=SUMMARY)


@transaction.atomic
def save_answer(
    *,
    user,
    attempt_id: UUID,
    slot_key: UUID,
    raw,
    client_key: UUID,
    language: str,
    check: bool = False,
    now=None,
) -> Ack:
    """Keep an answer, and mark it when ``check`` is asked for and the quiz answers at once.

    The key is made by the client and unique: a retry finds its own step and changes nothing. Raises Refused.
    """
    now = now or timezone.now()
    slot = _locked_slot(user, attempt_id, slot_key, client_key)
    if slot.key_seen:
        return _known(slot, client_key)
    _refuse_closed(slot)
    kind = items.get(slot.version.kind)
    text = queries.texts([slot.version_id], language)[slot.version_id]
    check = check and slot.attempt.behaviour == "interactive"
    response = _respond(slot, text, raw, language, check)
    if not check and kind.same(slot.response, response):
        return Ack(slot.slot_key, now, slot.state, closed=False, duplicate=True)
    slot.response, slot.language, slot.answered_at = response, language, now
    slot.state = AttemptSlot.State.COMPLETE if kind.is_complete(text.content, response) else AttemptSlot.State.TODO
    if check:
        marking.check(slot.attempt, slot, text)
    _write(slot, client_key, check, now)
    return Ack(slot.slot_key, now, slot.state, slot.is_closed, duplicate=False)
