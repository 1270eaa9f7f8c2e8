"""Marking again after a question was corrected: planned with everything it would change, then applied by a job."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from courses import items
from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep, QuestionVersion, Regrade, RegradeChange
from courses.quizzes.queries import regrades as queries
from courses.quizzes.services.overrides import CannotMark, write_step
from courses.quizzes.services.replaying import REPLAYED, Texts, fits, is_left_alone, regraded, snapshot
from courses.quizzes.services.telling import Standing, tell_of_change
from courses.quizzes.services.totals import settle, totals
from skerry.jobs.models import Job
from skerry.jobs.progress import Progress
from skerry.jobs.registry import job
from skerry.jobs.services import enqueue

CHUNK = 200
"""Attempts whose answers are read at once."""

WRITTEN = ("version", "fraction", "state", "tries_used", "last_checked", "is_dropped", "sequence")
MARKS_ANEW = (Regrade.Policy.REPLACE, Regrade.Policy.BETTER)


def _texts_for(regrade: Regrade) -> Texts:
    used = queries.met(regrade.quiz_key).filter(version__question_key=regrade.question_key)
    return Texts({regrade.version_id, *used.order_by().values_list("version_id", flat=True).distinct()})


def _check(regrade: Regrade) -> None:
    """Raise CannotMark where the policy cannot be followed."""
    marking = items.get(regrade.version.kind).marking
    if marking == "none":
        raise CannotMark("no_mark", _("This question has no mark."))
    if marking == "person" and regrade.policy != Regrade.Policy.DROP:
        raise CannotMark("by_person", _("People have marked this question. It can be dropped, not marked by machine."))
    if regrade.policy not in MARKS_ANEW:
        return
    used = queries.met(regrade.quiz_key).filter(version__question_key=regrade.question_key)
    versions = QuestionVersion.objects.filter(pk__in=used.order_by().values("version_id"))
    text_of = _texts_for(regrade)
    if not all(fits(version, regrade.version, text_of) for version in versions):
        raise CannotMark(
            "does_not_fit",
            _(
                "The corrected question is of another kind, or has other options, than the one people answered. Give "
                "everybody full marks or drop the question."
            ),
        )


def _question_steps(slots: list[AttemptSlot]) -> dict[int, list[AttemptStep]]:
    """Return pk of a question of an attempt -> its steps that a replay goes through, in order."""
    found: dict[int, list[AttemptStep]] = defaultdict(list)
    wanted = AttemptStep.objects.filter(slot__in=[slot.pk for slot in slots], action__in=REPLAYED)
    for step in wanted.order_by("slot_id", "sequence"):
        found[step.slot_id].append(step)
    return found


def _is_own(regrade: Regrade, slot: AttemptSlot) -> bool:
    return slot.version.question_key == regrade.question_key


def _sides(regrade: Regrade, attempt: Attempt, slots: list[AttemptSlot], after: list[AttemptSlot]) -> dict:
    """Return the two sides of a change."""
    alone = any(is_left_alone(regrade, slot) for slot in slots if _is_own(regrade, slot))
    marks = {"running": attempt.is_running, "left_alone": alone}
    return {
        "before": snapshot(attempt, slots, regrade.question_key),
        "after": snapshot(attempt, after, regrade.question_key) | marks,
    }


def _attempts_met(regrade: Regrade) -> list[int]:
    """Return the pks of the attempts that met the question."""
    met = queries.met(regrade.quiz_key).filter(version__question_key=regrade.question_key)
    return sorted(set(met.order_by().values_list("attempt_id", flat=True)))


def dry_run(regrade: Regrade, ids: list[int]) -> Iterator[RegradeChange]:
    """Yield what a regrade would do to each of some attempts; nothing is saved. Each chunk costs three queries."""
    text_of = _texts_for(regrade)
    for start in range(0, len(ids), CHUNK):
        attempts = Attempt.objects.in_bulk(ids[start : start + CHUNK])
        slots: dict[int, list[AttemptSlot]] = defaultdict(list)
        for slot in AttemptSlot.objects.filter(attempt__in=attempts).select_related("version"):
            slots[slot.attempt_id].append(slot)
        steps = _question_steps([slot for each in slots.values() for slot in each if _is_own(regrade, slot)])
        for attempt_id, attempt in attempts.items():
            after = [
                regraded(regrade, attempt, slot, steps[slot.pk], text_of) if _is_own(regrade, slot) else slot
                for slot in slots[attempt_id]
            ]
            yield RegradeChange(regrade=regrade, attempt=attempt, **_sides(regrade, attempt, slots[attempt_id], after))


def plan_regrade(*, quiz_key: UUID, question_key: UUID, policy: str, reason: str, by, now=None) -> Regrade:
    """Note what marking a question again would do to every attempt that met it. No mark moves.

    Raises CannotMark: unknown_question, no_reason, no_mark, by_person, does_not_fit.
    """
    version = queries.newest_version(question_key)
    if version is None or not queries.met(quiz_key).filter(version__question_key=question_key).exists():
        raise CannotMark("unknown_question", _("Nobody has met this question in the quiz."))
    if not reason.strip():
        raise CannotMark("no_reason", _("Say why: the person is told."))
    regrade = Regrade(
        quiz_key=quiz_key,
        question_key=question_key,
        version=version,
        policy=Regrade.Policy(policy),
        reason=reason.strip(),
        made_by=by,
        made_at=now or timezone.now(),
    )
    _check(regrade)
    changes = list(dry_run(regrade, _attempts_met(regrade)))
    with transaction.atomic():
        regrade.save()
        RegradeChange.objects.bulk_create(changes, batch_size=CHUNK)
        _log(regrade, "quizzes.plan_regrade", by)
    return regrade


def _log(regrade: Regrade, action: str, by) -> None:
    data = {"question": str(regrade.question_key), "policy": regrade.policy, "reason": regrade.reason}
    log(instance=regrade, action=action, user=by, data={**data, "attempts": regrade.changes.count()})


@transaction.atomic
def discard_regrade(*, regrade: Regrade, by) -> None:
    """Throw a plan away. One that is being applied or was applied stays as it is."""
    planned = Regrade.objects.select_for_update().filter(pk=regrade.pk, state=Regrade.State.PLANNED).first()
    if planned:
        _log(planned, "quizzes.discard_regrade", by)
        planned.delete()


@transaction.atomic
def start_regrade(*, regrade: Regrade, by) -> Job | None:
    """Have a planned regrade applied by a job and return the job; None for one that was begun before.

    Raises CannotMark (planned_before) when the question was corrected again since: what was looked at is not what
    would be done.
    """
    regrade = Regrade.objects.select_for_update().get(pk=regrade.pk)
    if regrade.state != Regrade.State.PLANNED:
        return None
    if queries.newest_version(regrade.question_key) != regrade.version:
        raise CannotMark("planned_before", _("The question was corrected again after this was planned. Plan it anew."))
    started = enqueue("quizzes.apply_regrade", owner=by, regrade_id=str(regrade.public_id))
    regrade.state, regrade.job_id = Regrade.State.APPLYING, started.pk
    regrade.save(update_fields=["state", "job_id"])
    _log(regrade, "quizzes.apply_regrade", by)
    return started


@job("quizzes.apply_regrade", max_tries=5, title=gettext_lazy("Mark answers again after a correction"))
def apply_regrade(progress: Progress, *, regrade_id: str) -> dict:
    """Apply a regrade, each attempt in a transaction of its own. Begun again, it goes on where it was broken off."""
    regrade = Regrade.objects.select_related("version", "made_by").get(public_id=regrade_id)
    _add_latecomers(regrade)
    text_of = _texts_for(regrade)
    waiting = list(regrade.changes.filter(applied_at=None).values_list("pk", flat=True))
    total = regrade.changes.count()
    for done, change_id in enumerate(waiting, start=total - len(waiting) + 1):
        apply_change(change_id=change_id, regrade=regrade, text_of=text_of)
        progress.step(done, total)
    if regrade.state != Regrade.State.APPLIED:
        regrade.state, regrade.applied_at = Regrade.State.APPLIED, timezone.now()
        regrade.save(update_fields=["state", "applied_at"])
    with translation.override(getattr(regrade.made_by, "language", None)):
        return {"url": reverse("quizzes:regrade", args=[regrade.quiz_key, regrade.public_id])}


def _add_latecomers(regrade: Regrade) -> None:
    """Add the attempts that have met the question since the plan was made: who came later is marked alike."""
    known = set(regrade.changes.values_list("attempt_id", flat=True))
    late = [attempt_id for attempt_id in _attempts_met(regrade) if attempt_id not in known]
    RegradeChange.objects.bulk_create(dry_run(regrade, late), batch_size=CHUNK, ignore_conflicts=True)


@transaction.atomic
def apply_change(*, change_id: int, regrade: Regrade, text_of: Texts, now=None) -> None:
    """Do to one attempt what the regrade says, once, by the answers that are there now."""
    now = now or timezone.now()
    locked = RegradeChange.objects.select_for_update(of=("self", "attempt")).select_related("attempt__user")
    change = locked.get(pk=change_id)
    if change.applied_at is not None:
        return
    attempt, change.applied_at = change.attempt, now
    if attempt.state == Attempt.State.ABANDONED:
        change.save(update_fields=["applied_at"])
        return
    slots = list(AttemptSlot.objects.filter(attempt=attempt.pk).select_related("version"))
    own = [slot for slot in slots if _is_own(regrade, slot)]
    steps = _question_steps(own)
    before = [Standing.of(attempt, slot) for slot in own]
    after = {slot.pk: regraded(regrade, attempt, slot, steps[slot.pk], text_of) for slot in own}
    after_all = [after.get(slot.pk, slot) for slot in slots]
    sides = _sides(regrade, attempt, slots, after_all)
    for slot in own:
        _write(regrade, slot, after[slot.pk], now)
    _follow(attempt, after_all, is_changed=queries.is_change(sides["before"], sides["after"]), now=now)
    for slot, standing in zip(own, before, strict=True):
        key = f"regrade:{regrade.public_id}:{slot.pk}"
        tell_of_change(attempt=attempt, slot=after[slot.pk], before=standing, reason=regrade.reason, key=key)
    change.before, change.after = sides["before"], sides["after"]
    change.save(update_fields=["before", "after", "applied_at"])


def _write(regrade: Regrade, slot: AttemptSlot, after: AttemptSlot, now) -> None:
    """Save the question as the regrade leaves it, with its step; one that is left alone gets none."""
    if is_left_alone(regrade, slot):
        return
    write_step(after, AttemptStep.Action.REGRADE, by=regrade.made_by, reason=regrade.reason, at=now)
    after.save(update_fields=WRITTEN)


def _follow(attempt: Attempt, slots: list[AttemptSlot], *, is_changed: bool, now) -> None:
    """Bring the attempt up to its questions; one that runs has no mark yet, only what there is to reach."""
    if attempt.is_running:
        attempt.max_mark = totals(attempt, slots)[1]
        attempt.save(update_fields=["max_mark"])
    elif is_changed:
        settle(attempt=attempt, slots=slots, at=now)
