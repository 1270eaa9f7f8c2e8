"""The rows of django-tasks-db behind our jobs: the queue itself never looks after a killed worker."""

from datetime import datetime

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.base import TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from skerry.jobs.models import STALE_AFTER, Job

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def is_in_database() -> bool:
    """Tell whether the queue is the one in our database."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def running_or_ready(task_path: str):
    return DBTaskResult.objects.filter(task_path=task_path, status__in=UNFINISHED)


def job_id_of(args_kwargs: dict) -> str:
    return args_kwargs["kwargs"].get("job_id", "")


def job_ids(task_path: str) -> set[str]:
    """Return the jobs that wait or run in the queue."""
    if not is_in_database():
        return set()
    return {job_id_of(args) for args in running_or_ready(task_path).values_list("args_kwargs", flat=True)}


def bury_orphans(task_path: str, *, now: datetime) -> int:
    """Mark rows that still say "running" for a job that no longer runs as failed; return how many."""
    if not is_in_database():
        return 0
    running = running_or_ready(task_path).filter(status=TaskResultStatus.RUNNING)
    silent = list(running.filter(started_at__lt=now - STALE_AFTER).values_list("pk", "args_kwargs"))
    if not silent:
        return 0
    alive = {str(pk) for pk in Job.objects.filter(state=Job.State.RUNNING).values_list("pk", flat=True)}
    orphans = [pk for pk, args in silent if job_id_of(args) not in alive]
    return running.filter(pk__in=orphans).update(
        status=TaskResultStatus.FAILED,
        finished_at=now,
        exception_class_path="skerry.jobs.queue.WorkerLost",
        traceback="The worker stopped in the middle of this.",
    )
