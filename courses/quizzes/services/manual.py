"""Marking by people: who has which answer, what each marker gave, and what counts where two differ."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from courses import items
from courses.quizzes.models import AttemptSlot, AttemptStep, Marking, MarkingClaim, MarkingComment
from courses.quizzes.models.marking import CLAIM
from courses.quizzes.queries import desk, texts
from courses.quizzes.services.overrides import CannotMark, lock_attempt, slots_of, write_step
from courses.quizzes.services.telling import Standing, tell_of_change
from courses.quizzes.services.totals import settle

MARKABLE = {
    AttemptSlot.State.WAITS,
    AttemptSlot.State.RIGHT,
    AttemptSlot.State.PARTIAL,
    AttemptSlot.State.WRONG,
}


def claim(*, slot: AttemptSlot, by, now=None) -> MarkingClaim:
    """Take an answer for ten minutes, or again for ten more, and return who has it: somebody else may."""
    now = now or timezone.now()
    free = Q(marker=by) | Q(claimed_at__lt=now - CLAIM)
    if not MarkingClaim.objects.filter(free, slot=slot).update(marker=by, claimed_at=now):
        MarkingClaim.objects.get_or_create(slot=slot, defaults={"marker": by, "claimed_at": now})
    return MarkingClaim.objects.select_related("marker").get(slot=slot)


def claim_next(*, quiz_key, by, question_key=None, now=None) -> AttemptSlot | None:
    """Take the answer that has waited longest and that nobody else is marking; None where there is none.

    An answer that the person has marked already is left to a second marker.
    """
    now = now or timezone.now()
    for slot in desk.open_to(by, quiz_key, question_key, now)[:20]:
        if claim(slot=slot, by=by, now=now).marker_id == by.pk:
            return slot
    return None


def release(*, slot: AttemptSlot, by) -> None:
    """Let go of an answer."""
    MarkingClaim.objects.filter(slot=slot, marker=by).delete()


def fraction_of(slot: AttemptSlot, points: Mapping[str, float], percent: float | None) -> float:
    """Return the part of the mark: the points of the rubric's lines over their sum, or the per cent where none is.

    Raises CannotMark: incomplete, out_of_range.
    """
    text = texts([slot.version_id], slot.version.source_locale)[slot.version_id]
    most = {line_id: line for line_id, _text, line in items.get(slot.version.kind).rubric(text.content)}
    given = dict(points) if most else {"": percent}
    limits = most or {"": 100.0}
    if set(given) != set(limits) or None in given.values():
        raise CannotMark("incomplete", _("Give points for every line of the rubric."))
    if any(not 0 <= given[line] <= limits[line] for line in limits):
        raise CannotMark("out_of_range", _("The points lie outside what the rubric allows."))
    return sum(given.values()) / sum(limits.values())


def _write_comment(comment: str, picked: Iterable[MarkingComment]) -> str:
    """Return the comment with those of the bank under it, each once; the bank counts how often each is used."""
    lines = [comment.strip(), *(row.text for row in picked if row.text not in comment)]
    MarkingComment.objects.filter(pk__in=[row.pk for row in picked]).update(used_count=F("used_count") + 1)
    return "\n\n".join(line for line in lines if line)


def _keep_comment(slot: AttemptSlot, comment: str, by, language: str) -> None:
    """Put what was written into the bank under the question, unless it is there."""
    key = slot.version.question_key
    if comment.strip() and not MarkingComment.objects.filter(question_key=key, text=comment.strip()).exists():
        MarkingComment.objects.create(
            question_key=key, text=comment.strip(), language=language, author=by, used_count=1
        )


def _lock(slot: AttemptSlot):
    """Lock the attempt and return it, its questions and the one to mark. Raises CannotMark."""
    attempt = lock_attempt(slot.attempt_id)
    slots, own = slots_of(attempt, slot.pk)
    if items.get(own.version.kind).marking != "person" or own.state not in MARKABLE:
        raise CannotMark("not_markable", _("There is nothing to mark in this answer."))
    if own.is_set_by_person:
        raise CannotMark("overridden", _("A trainer has set this mark. Take it back first."))
    return attempt, slots, own


@transaction.atomic
def mark_answer(
    *,
    slot: AttemptSlot,
    by,
    language: str,
    points: Mapping[str, float] | None = None,
    percent: float | None = None,
    comment: str = "",
    picked: Iterable[MarkingComment] = (),
    keeps_comment: bool = False,
    waits_for_second: bool = False,
    now=None,
) -> Marking:
    """Keep what a person gives for an answer; the first marking counts at once, unless a second is to come first.

    A second person's marking stands beside the first and changes nothing before somebody settles. ``language`` is
    that of the comment. Raises CannotMark: not_handed_in, not_markable, overridden, incomplete, out_of_range.
    """
    now, picked = now or timezone.now(), list(picked)
    attempt, slots, own = _lock(slot)
    fraction = fraction_of(own, points or {}, percent)
    mine, _is_new = Marking.objects.update_or_create(
        slot=own,
        marker=by,
        is_settlement=False,
        defaults={
            "points": dict(points or {}),
            "fraction": fraction,
            "comment": _write_comment(comment, picked),
            "marked_at": now,
        },
    )
    if keeps_comment:
        _keep_comment(own, comment, by, language)
    release(slot=own, by=by)
    if not waits_for_second and not own.markings.exclude(marker=by).exists():
        _make_final(mine)
    if mine.is_final:
        _apply(attempt, slots, own, mine, by=by, now=now)
    return mine


def _make_final(marking: Marking) -> None:
    Marking.objects.filter(slot=marking.slot_id, is_final=True).exclude(pk=marking.pk).update(is_final=False)
    marking.is_final = True
    marking.save(update_fields=["is_final"])


def _apply(attempt, slots: list[AttemptSlot], own: AttemptSlot, marking: Marking, *, by, now) -> None:
    """Let a marking count: for the question, in its log, for the attempt, and tell the person."""
    before = Standing.of(attempt, own)
    own.fraction, own.state, own.comment = marking.fraction, items.state_of(marking.fraction), marking.comment
    write_step(own, AttemptStep.Action.MARK, by=by, reason="", at=now)
    own.save(update_fields=["fraction", "state", "comment", "sequence"])
    settle(attempt=attempt, slots=slots, at=now)
    log(
        instance=attempt,
        action="quizzes.mark",
        user=by,
        data={"question": own.number, "before": before.fraction, "after": own.fraction},
    )
    tell_of_change(attempt=attempt, slot=own, before=before, reason="", key=f"mark:{own.pk}:{own.sequence}")


def _joined(markings: Iterable[Marking]) -> str:
    return "\n\n".join(dict.fromkeys(each.comment for each in markings if each.comment))


@transaction.atomic
def settle_markings(
    *, slot: AttemptSlot, by, chosen: Marking | None = None, percent: float | None = None, comment: str = "", now=None
) -> Marking:
    """Say what counts where two people marked: one of the two (``chosen``), or another share in per cent.

    Without either it is the mean of all. The two stay as they are. An empty comment is that of the chosen marking, or
    all there are. Raises CannotMark: not_handed_in, not_markable, overridden, nothing_to_settle, out_of_range.
    """
    now = now or timezone.now()
    attempt, slots, own = _lock(slot)
    given = list(own.markings.filter(is_settlement=False))
    if len(given) < 2 or (chosen is not None and chosen not in given):
        raise CannotMark("nothing_to_settle", _("There are no two markings to settle."))
    if percent is not None and not 0 <= percent <= 100:
        raise CannotMark("out_of_range", _("The share lies between 0 and 100 per cent."))
    mean = sum(each.fraction for each in given) / len(given)
    words = comment.strip() or (chosen.comment if chosen else _joined(given))
    own.markings.filter(is_settlement=True).delete()
    final = Marking.objects.create(
        slot=own,
        marker=by,
        fraction=chosen.fraction if chosen else mean if percent is None else percent / 100,
        points=chosen.points if chosen else {},
        comment=words,
        is_settlement=True,
        marked_at=now,
    )
    _make_final(final)
    _apply(attempt, slots, own, final, by=by, now=now)
    return final
