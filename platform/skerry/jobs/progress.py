"""What a running job says about itself, and how it is told to stop."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from skerry.jobs.models import Job

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 20
PAUSE_SECONDS = 0.05


class Cancelled(BaseException):
    """Someone asked for the job to be cancelled; no handler's ``except Exception`` may swallow it."""


class Superseded(BaseException):
    """This run was given up for lost and the job belongs to another run by now."""


class TryAgain(Exception):  # noqa: N818  a request to the caller
    """The work could not be done now and is worth another try ``after`` a while."""

    def __init__(self, reason: str, *, after: timedelta):
        super().__init__(reason)
        self.after = after


def runs_at_once() -> bool:
    """Tell whether jobs run in the process that asks for them, as in the test suite, and not in a worker."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend)


class Progress:
    """The handler's line to the job: where it is, whether it is still wanted."""

    def __init__(self, job: Job):
        self.job = job

    def step(self, done: int, total: int, message: str = "") -> None:
        """Note that ``done`` of ``total`` objects are done; call it once per object, between transactions.

        Raises Cancelled when the job is to stop here. On SQLite it pauses, so that people whose answers are
        to be saved get their turn at the one write lock.
        """
        found = Job.objects.run_of(self.job).update(
            done_count=done, total_count=total, message=message[:200], heartbeat_at=timezone.now()
        )
        if not found:
            raise Superseded(self.job.pk)
        if Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Cancelled(self.job.pk)
        if connection.vendor == "sqlite" and not runs_at_once():
            time.sleep(PAUSE_SECONDS)


def beat(job: Job) -> None:
    """Say that the worker of ``job`` is alive. A beat that fails is let go: the next one follows soon."""
    try:
        Job.objects.run_of(job).update(heartbeat_at=timezone.now())
    except DatabaseError:
        logger.warning("The heartbeat of job %s could not be written.", job.pk, exc_info=True)


@contextmanager
def heartbeat(job: Job, seconds: float = HEARTBEAT_SECONDS) -> Iterator[None]:
    """Keep ``job``'s heart beating from a thread, however long a single step takes."""
    over = threading.Event()

    def keep_beating() -> None:
        try:
            while not over.wait(seconds):
                beat(job)
        finally:
            connection.close()

    thread = threading.Thread(target=keep_beating, name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=seconds)
