"""A background task that fails is seen, though it only says so to a log."""

import pytest
from django_tasks import task

from tests.support.tasks import none_may_fail


@task()
def break_down() -> None:
    raise ZeroDivisionError("broken down")


def test_control_a_task_that_fails_is_seen(failed_tasks):
    with pytest.raises(AssertionError, match="broken down"), none_may_fail():
        break_down.enqueue()
    failed_tasks.clear()


def test_a_test_may_expect_the_failure(failed_tasks):
    break_down.enqueue()
    (said,) = failed_tasks
    assert "broken down" in said
    failed_tasks.clear()
