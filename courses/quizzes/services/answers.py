"""The answer protocol: what reaches the server is kept, acknowledged, and counted when it came in time."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import items
from courses.quizzes import behaviours, marking, messages, queries
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
    "seconds",
)
TERMS = tuple(
    f"attempt__{name}" for name in "public_id user state behaviour tries penalty navigation reached due_at".split()
)
"""What judging an answer needs to know of the attempt."""

LONGEST_VIEW = 600
"""Seconds in view that one answer may add; more means that the page was left open."""


class Ack(NamedTuple):
    """The server has it: what was saved, when, and how the question stands.

    ``counted`` is false for what came too late: it is kept in the history and changes nothing. ``notice`` is empty or
    a code of `messages.NOTICES`.
    """

    slot_key: UUID
    saved_at: datetime.datetime
    state: str
    closed: bool
    duplicate: bool
    sequence: int
    counted: bool = True
    notice: str = ""


class Refused(Exception):  # noqa: N818
    """The answer was not taken; nothing changed. ``code`` is for machines, the text for the person."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def _locked_slot(user, attempt_id: UUID, slot_key: UUID) -> AttemptSlot:
    found = (
        AttemptSlot.objects.select_for_update(of=("self", "attempt"))
        .select_related("attempt")
        .only("slot_key", "number", "version_id", *SUMMARY, *TERMS)
        .filter(attempt__public_id=attempt_id, slot_key=slot_key)
    )
    slot = next(iter(found.order_by()), None)
    if slot is None or not may(user, "quizzes.answer", slot.attempt):
        raise Refused("unknown_question", _("This question is not part of your attempt."))
    return slot


def _known(attempt_id: UUID, slot_key: UUID, client_key: UUID) -> Ack | None:
    """Return the acknowledgement of an answer that is here already, None if it is not."""
    step = AttemptStep.objects.select_related("slot__attempt").filter(client_key=client_key).first()
    if step is None:
        return None
    if (step.slot.attempt.public_id, step.slot.slot_key) != (attempt_id, slot_key):
        raise Refused("key_used", _("This answer was already sent for another question. Answer again."))
    is_late = step.action == AttemptStep.Action.LATE
    return _ack(step.slot, step.at, duplicate=True, counted=not is_late, notice="late" if is_late else "")


def _ack(slot: AttemptSlot, at, **fields) -> Ack:
    fields = {"duplicate": False, **fields}
    return Ack(slot.slot_key, at, slot.state, slot.is_closed, sequence=slot.sequence, **fields)


def _respond(slot: AttemptSlot, text: VersionText, raw, language: str, check: bool) -> dict:
    """Return what was answered, in canonical form. Raises Refused for what cannot be read or checked."""
    kind = items.get(slot.version.kind)
    try:
        response = kind.parse(text.content, raw, language)
        if kind.kind == "file_upload" and not _are_own(slot, response):
            raise items.InvalidResponse("malformed")
    except items.InvalidResponse as error:
        raise Refused(error.code, messages.response(error)) from error
    if check and not kind.is_complete(text.content, response):
        raise Refused("incomplete", _("Answer every part of the question first."))
    return response


def _are_own(slot: AttemptSlot, response: dict) -> bool:
    """Whether the files that an answer names were given to this very question."""
    ids = {file["id"] for file in response.get("files", ())}
    return not ids or slot.files.filter(public_id__in=ids).count() == len(ids)


def _write(slot: AttemptSlot, action: str, client_key: UUID, now, **fields) -> None:
    """Add the step to the log."""
    slot.sequence += 1
    AttemptStep.objects.create(
        slot=slot,
        sequence=slot.sequence,
        action=action,
        client_key=client_key,
        at=now,
        **{"state": slot.state, "response": slot.response, "language": slot.language, **fields},
    )


def _too_late(slot: AttemptSlot, now) -> str:
    """Return why an answer no longer counts, or nothing."""
    attempt = slot.attempt
    if not attempt.is_running:
        return "attempt_closed"
    if not attempt.takes_answers(now):
        return "late"
    if slot.is_closed:
        return "question_closed"
    is_behind = attempt.navigation == "sequential" and slot.number < attempt.reached
    return "moved_on" if is_behind else ""


def _keep_only(slot: AttemptSlot, reason: str, response: dict, language: str, client_key: UUID, now) -> Ack:
    """Keep an answer that came too late in the history: nobody's words are thrown away, no mark moves."""
    if items.get(slot.version.kind).same(slot.response, response):
        return _ack(slot, now, duplicate=True)
    _write(slot, AttemptStep.Action.LATE, client_key, now, response=response, language=language)
    slot.save(update_fields=["sequence"])
    return _ack(slot, now, counted=False, notice=reason)


def save_answer(
    *,
    user,
    attempt_id: UUID,
    slot_key: UUID,
    raw,
    client_key: UUID,
    language: str,
    check: bool = False,
    base: int | None = None,
    seconds: int = 0,
    now=None,
) -> Ack:
    """Keep an answer, and mark it when ``check`` is asked for and the quiz answers at once.

    ``client_key`` is made by the client and unique in the database: a retry is refused there, finds its own step and
    changes nothing. ``base`` is the sequence of the question that the client last saw; when another window or device
    has answered since, the newest answer wins, the other stays in the history, and the acknowledgement says so.
    ``seconds`` is how long the question was in view since the last answer. ``now`` is when the answer reached the
    server. Raises Refused for what cannot be read.
    """
    now = now or timezone.now()
    try:
        with transaction.atomic():
            slot = _locked_slot(user, attempt_id, slot_key)
            return _save(slot, raw, client_key, language, now, check=check, base=base, seconds=seconds)
    except IntegrityError:
        known = _known(attempt_id, slot_key, client_key)
        if known is None:
            raise
        return known


def _save(slot: AttemptSlot, raw, client_key: UUID, language: str, now, *, check: bool, base, seconds: int) -> Ack:
    text = queries.text_of(slot.version_id, language)
    slot.version = text.version
    kind = items.get(slot.version.kind)
    check = check and behaviours.get(slot.attempt.behaviour).checks and kind.marking == "machine"
    late = _too_late(slot, now)
    response = _respond(slot, text, raw, language, check and not late)
    if late:
        return _keep_only(slot, late, response, language, client_key, now)
    is_same = kind.same(slot.response, response)
    if not check and is_same:
        return _ack(slot, now, duplicate=True)
    notice = "replaced" if base is not None and base != slot.sequence and not is_same else ""
    slot.response, slot.language, slot.answered_at = response, language, now
    slot.seconds += min(max(seconds, 0), LONGEST_VIEW)
    _count(slot, text, client_key, now, check=check)
    return _ack(slot, now, notice=notice)


def _count(slot: AttemptSlot, text: VersionText, client_key: UUID, now, *, check: bool) -> None:
    """Bring the question up to its new answer, and add the step to the log."""
    marking.take_in(slot.attempt, slot, text, counts=check)
    action = AttemptStep.Action.CHECK if check else AttemptStep.Action.SAVE
    _write(slot, action, client_key, now, fraction=slot.fraction if check else None)
    slot.save(update_fields=SUMMARY)
