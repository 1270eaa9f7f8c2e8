"""The worker is killed with -9 in the middle of a job; the reaper finds out, another worker finishes it."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from skerry.jobs.models import Job
from skerry.jobs.services import enqueue, reap
from tests.skerry.jobs import handlers  # noqa: F401  registers the jobs of the tests

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60

pytestmark = pytest.mark.django_db(transaction=True)


def start_worker(*options: str, **environment: str) -> subprocess.Popen:
    """Start a worker in a process of its own, on the database of this test."""
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    database = json.dumps({name: str(connection.settings_dict[name]) for name in names})
    paths = os.pathsep.join([str(ROOT), str(ROOT / "platform"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("worker.py")), database, *options],
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def wait_for(condition, worker: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert worker.poll() is None, worker.stdout.read().decode()
        assert time.monotonic() < deadline, "the worker did not get there"
        time.sleep(0.05)


@pytest.fixture
def queue(settings):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a worker in another process needs a database outside this one's memory")
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects


def test_a_job_survives_its_killed_worker(queue, tmp_path):
    job = enqueue("tests.files", folder=str(tmp_path), hang_at=3)
    doomed = start_worker(TESTS_HANG="1")
    try:
        wait_for(lambda: Job.objects.filter(pk=job.pk, done_count=3).exists(), doomed)
    finally:
        doomed.kill()
        doomed.communicate()

    job.refresh_from_db()
    assert (job.state, job.done_count) == (Job.State.RUNNING, 3)
    assert [row.status for row in queue.all()] == [TaskResultStatus.RUNNING]
    assert reap(now=timezone.now()).requeued == 0

    assert reap(now=timezone.now() + timedelta(seconds=121)).requeued == 1
    assert sorted(row.status for row in queue.all()) == [TaskResultStatus.FAILED, TaskResultStatus.READY]

    heir = start_worker("--batch")
    output, _errors = heir.communicate(timeout=PATIENCE)
    assert heir.returncode == 0, output.decode()
    job.refresh_from_db()
    assert (job.state, job.done_count, job.tries) == (Job.State.DONE, 5, 2)
    made = {path.name: path.read_text().splitlines() for path in tmp_path.iterdir()}
    assert sorted(made) == ["1", "2", "3", "4", "5"]
    assert {len(lines) for lines in made.values()} == {1}, "a file was made twice"
    assert sorted(row.status for row in queue.all()) == [TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL]
