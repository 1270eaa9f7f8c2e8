"""Background tasks run at once in the tests, and one that fails only says so to a log: here it is seen."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

failed: list[str] = []


def note(task_result, **_kwargs) -> None:
    """Keep what a failed task said."""
    if task_result.status == TaskResultStatus.FAILED:
        failed.append(f"{task_result.task.module_path}\n{task_result.errors[-1].traceback}")


@contextmanager
def none_may_fail() -> Iterator[list[str]]:
    """Raise AssertionError at the end when a task has failed and was not taken off the list."""
    failed.clear()
    task_finished.connect(note)
    try:
        yield failed
    finally:
        task_finished.disconnect(note)
    assert not failed, "A background task failed:\n" + "\n".join(failed)
