"""What happens to jobs: asked for, cancelled, tried again, run, given up for lost and begun again."""

import logging
import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import log

from skerry.jobs import queue
from skerry.jobs.models import Job
from skerry.jobs.progress import Cancelled, Progress, Superseded, TryAgain, heartbeat
from skerry.jobs.registry import Kind, kind_of, scheduled

logger = logging.getLogger(__name__)

ERROR_CHARS = 4000


@dataclass
class Reaped:
    """What the reaper found: how many jobs it began anew, gave up, and put back into the queue."""

    requeued: int = 0
    failed: int = 0
    resent: int = 0


@transaction.atomic
def enqueue(kind: str, *, owner=None, **args) -> Job:
    """Ask for a job; it begins after the caller's commit. Raises LookupError for an unknown kind."""
    kind_of(kind)
    job = Job.objects.create(kind=kind, owner=owner, args=args)
    hand_over(job)
    return job


@transaction.atomic
def cancel(*, job: Job, by=None, now: datetime | None = None) -> None:
    """Stop a job: at once when it still waits, else at its next step; one that is over stays as it is.

    The act of a person who does not own the job goes on record.
    """
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.is_over:
        return
    if locked.state == Job.State.QUEUED:
        locked.state, locked.finished_at = Job.State.CANCELLED, now or timezone.now()
    locked.cancel_requested = True
    locked.save(update_fields=["state", "finished_at", "cancel_requested"])
    record(locked, "jobs.cancel", by)


@transaction.atomic
def retry(*, job: Job, by=None, now: datetime | None = None) -> Job:
    """Begin a failed or cancelled job anew, as the same row with all its tries.

    The act of a person who does not own the job goes on record. Raises ValueError for a job in any other state.
    """
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if not locked.can_be_retried:
        raise ValueError(f"A job that is {locked.state} cannot be begun anew.")
    locked.state, locked.due_at = Job.State.QUEUED, now or timezone.now()
    locked.tries = locked.done_count = locked.total_count = 0
    locked.message = locked.error = ""
    locked.cancel_requested = False
    locked.result = locked.started_at = locked.heartbeat_at = locked.finished_at = None
    locked.save()
    hand_over(locked)
    record(locked, "jobs.retry", by)
    return locked


def record(job: Job, action: str, by) -> None:
    """Put what somebody did with the job of another, or of nobody, on record."""
    if by is not None and by.pk != job.owner_id:
        log(instance=job, action=action, user=by)


def hand_over(job: Job) -> None:
    """Put the job into the queue after commit. Should that fail, the reaper finds it outside the queue."""
    transaction.on_commit(lambda: run_job.enqueue(job_id=str(job.pk)), robust=True)


@task()
def run_job(job_id: str) -> None:
    """Run one job in the worker, or fail it when its kind has left the site.

    Harmless when the job was run or cancelled meanwhile.
    """
    job = claim(job_id=job_id, now=timezone.now())
    if job is None:
        return
    try:
        kind = kind_of(job.kind)
    except LookupError as error:
        finish(job, Job.State.FAILED, error=summary(error))
    else:
        run(job=job, kind=kind)


@transaction.atomic
def claim(*, job_id: str, now: datetime) -> Job | None:
    """Take a waiting job that is due, as the only worker to do so; None when there is nothing to take."""
    job = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.QUEUED, due_at__lte=now).first()
    if job is None:
        return None
    job.state = Job.State.RUNNING
    job.tries += 1
    job.run += 1
    job.started_at = job.heartbeat_at = now
    job.save(update_fields=["state", "tries", "run", "started_at", "heartbeat_at"])
    return job


def run(*, job: Job, kind: Kind) -> None:
    """Call the handler, outside any transaction, and record how it ended."""
    try:
        with heartbeat(job):
            result = kind.handler(Progress(job), **job.args)
        finish(job, Job.State.DONE, result=result, error="")
    except Cancelled:
        finish(job, Job.State.CANCELLED)
    except Superseded:
        logger.warning("Job %s was taken over by another run.", job)
    except TryAgain as reason:
        postpone(job, kind, reason)
    except Exception as error:
        logger.exception("Job %s failed.", job)
        finish(job, Job.State.FAILED, error=summary(error))


def finish(job: Job, state: str, **fields) -> None:
    """Record the end of this run, unless the job belongs to another run by now."""
    Job.objects.run_of(job).update(state=state, finished_at=timezone.now(), **fields)


def postpone(job: Job, kind: Kind, reason: TryAgain) -> None:
    """Let the job wait for another try, which the reaper begins, or fail it when it had its tries."""
    if job.tries >= kind.max_tries:
        finish(job, Job.State.FAILED, error=summary(reason))
        return
    Job.objects.run_of(job).update(
        state=Job.State.QUEUED, due_at=timezone.now() + reason.after, error=str(reason)[:ERROR_CHARS]
    )


def summary(error: BaseException) -> str:
    """Return the end of the traceback, which names the error and where it arose."""
    return "".join(traceback.format_exception(error))[-ERROR_CHARS:]


def reap(*, now: datetime | None = None) -> Reaped:
    """Find the jobs that lost their worker or their place in the queue, and see to them one by one."""
    now = now or timezone.now()
    reaped = Reaped()
    for job_id in list(Job.objects.stale(now).values_list("pk", flat=True)):
        state = give_up(job_id=job_id, now=now)
        reaped.requeued += state == Job.State.QUEUED
        reaped.failed += state == Job.State.FAILED
    queue.bury_orphans(run_job.module_path, now=now)
    waiting = list(Job.objects.overdue(now))
    known = queue.job_ids(run_job.module_path) if waiting else set()
    for job in waiting:
        if str(job.pk) not in known:
            hand_over(job)
            reaped.resent += 1
    return reaped


@transaction.atomic
def give_up(*, job_id, now: datetime) -> str | None:
    """Begin a silent job anew while it has tries left, else fail it; return its state, or None."""
    job = Job.objects.select_for_update(skip_locked=True).stale(now).filter(pk=job_id).first()
    if job is None:
        return None
    if job.cancel_requested:
        job.state, job.finished_at = Job.State.CANCELLED, now
    elif job.tries < max_tries(job):
        job.state = Job.State.QUEUED
        hand_over(job)
    else:
        job.state, job.finished_at = Job.State.FAILED, now
        job.error = _("The worker stopped in the middle. Tries: %(tries)s.") % {"tries": job.tries}
    job.save(update_fields=["state", "finished_at", "error"])
    return job.state


@scheduled("jobs.reap", every=timedelta(seconds=30))
def reap_by_the_clock() -> str:
    reaped = reap()
    return f"begun again {reaped.requeued}, given up {reaped.failed}, put back in line {reaped.resent}"


def max_tries(job: Job) -> int:
    """Return how often the job may be begun: once when its kind is no longer known."""
    try:
        return kind_of(job.kind).max_tries
    except LookupError:
        return 1
