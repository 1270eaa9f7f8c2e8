"""A job is asked for, runs after commit, reports, fails, is cancelled, is put off, is tried again."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from skerry.jobs import registry
from skerry.jobs.models import Job
from skerry.jobs.progress import Cancelled, Progress, Superseded, heartbeat
from skerry.jobs.services import cancel, claim, enqueue, finish, reap, retry, run, run_job
from tests.factories import people, records
from tests.skerry.jobs import handlers  # noqa: F401  registers the jobs of the tests

pytestmark = pytest.mark.django_db


def test_enqueue_runs_the_job_after_commit_and_not_before(django_capture_on_commit_callbacks, tmp_path):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.files", folder=str(tmp_path))
        assert list(tmp_path.iterdir()) == []
    job.refresh_from_db()
    assert (job.state, job.done_count, job.total_count, job.message) == (Job.State.DONE, 5, 5, "file 5")
    assert job.result == {"folder": str(tmp_path)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2", "3", "4", "5"]


@pytest.mark.django_db(transaction=True)
def test_enqueue_leaves_nothing_behind_when_the_transaction_is_rolled_back(tmp_path):
    with transaction.atomic():
        enqueue("tests.files", folder=str(tmp_path))
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["tests.unheard_of", "jobs.unheard_of"])
def test_enqueue_refuses_a_kind_nobody_does(kind):
    with pytest.raises(LookupError):
        enqueue(kind)
    assert not Job.objects.exists()


def test_a_name_belongs_to_one_function():
    with pytest.raises(ValueError, match="registered twice"):
        registry.job("tests.fails")(lambda progress: None)


def test_a_failing_handler_leaves_its_traceback(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.fails")
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.error.strip().endswith("ZeroDivisionError: nothing can be divided by nothing")
    assert "handlers.py" in job.error
    assert job.finished_at is not None


def test_running_a_job_again_does_nothing(django_capture_on_commit_callbacks, tmp_path):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.files", folder=str(tmp_path))
    (tmp_path / "3").unlink()
    run_job.call(job_id=str(job.pk))
    job.refresh_from_db()
    assert job.tries == 1
    assert not (tmp_path / "3").exists()


def test_a_waiting_job_is_cancelled_at_once(tmp_path):
    job = enqueue("tests.files", folder=str(tmp_path))
    cancel(job=job)
    run_job.call(job_id=str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert list(tmp_path.iterdir()) == []


def test_a_running_job_is_cancelled_at_its_next_step(tmp_path):
    job = claim(job_id=enqueue("tests.files", folder=str(tmp_path)).pk, now=timezone.now())
    cancel(job=job)
    run(job=job, kind=registry.kind_of(job.kind))
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


def test_step_stops_a_run_that_is_to_be_cancelled():
    job = claim(job_id=enqueue("tests.fails").pk, now=timezone.now())
    Progress(job).step(1, 3)
    cancel(job=job)
    with pytest.raises(Cancelled):
        Progress(job).step(2, 3)


def test_a_run_given_up_for_lost_can_change_nothing_any_more():
    lost = claim(job_id=enqueue("tests.fails").pk, now=timezone.now())
    reap(now=timezone.now() + timedelta(seconds=121))
    current = claim(job_id=lost.pk, now=timezone.now())
    assert current.tries == 2
    with pytest.raises(Superseded):
        Progress(lost).step(2, 2, "from the grave")
    finish(lost, Job.State.DONE, result={"from": "the grave"})
    current.refresh_from_db()
    assert (current.state, current.result, current.message) == (Job.State.RUNNING, None, "")


def test_a_job_put_off_waits_its_time_and_fails_after_its_last_try(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("tests.put_off")
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.QUEUED, "the line is down")
    assert claim(job_id=job.pk, now=timezone.now()) is None
    assert reap(now=timezone.now() + timedelta(minutes=4)).resent == 0
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert reap(now=timezone.now()).resent == 1
    job.refresh_from_db()
    assert (job.state, job.tries) == (Job.State.FAILED, 2)


def test_reap_leaves_a_job_alone_that_spoke_within_two_minutes():
    job = claim(job_id=enqueue("tests.fails").pk, now=timezone.now())
    assert reap(now=timezone.now() + timedelta(seconds=119)).requeued == 0
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_reap_gives_up_when_the_tries_are_used_up():
    job = enqueue("tests.files", folder="/nowhere")
    for _try in range(3):
        assert claim(job_id=job.pk, now=timezone.now()) is not None
        reaped = reap(now=timezone.now() + timedelta(seconds=121))
    job.refresh_from_db()
    assert (reaped.requeued, reaped.failed, job.state, job.tries) == (0, 1, Job.State.FAILED, 3)
    assert "3" in job.error


def test_reap_cancels_a_silent_job_that_was_to_be_cancelled():
    job = claim(job_id=enqueue("tests.fails").pk, now=timezone.now())
    cancel(job=job)
    reap(now=timezone.now() + timedelta(seconds=121))
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_during_a_single_long_step():
    long_ago = timezone.now() - timedelta(seconds=300)
    job = claim(job_id=Job.objects.create(kind="tests.fails", due_at=long_ago).pk, now=long_ago)
    assert Job.objects.stale(timezone.now()).exists()
    with heartbeat(job, seconds=0.05):
        deadline = timezone.now() + timedelta(seconds=10)
        while Job.objects.stale(timezone.now()).exists():
            assert timezone.now() < deadline
    assert reap(now=timezone.now()).requeued == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_that_lost_its_row_in_the_queue_is_put_back(settings, tmp_path):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    enqueue("tests.files", folder=str(tmp_path))
    later = timezone.now() + timedelta(seconds=31)
    assert reap(now=later).resent == 0
    DBTaskResult.objects.all().delete()
    assert reap(now=later).resent == 1
    assert DBTaskResult.objects.count() == 1


def test_a_failed_job_is_begun_anew_as_the_same_row(django_capture_on_commit_callbacks, tmp_path):
    job = enqueue("tests.files", folder=str(tmp_path))
    for _try in range(3):
        claim(job_id=job.pk, now=timezone.now())
        reap(now=timezone.now() + timedelta(seconds=121))
    with django_capture_on_commit_callbacks(execute=True):
        retry(job=job)
    job.refresh_from_db()
    assert Job.objects.count() == 1
    assert (job.state, job.tries, job.error, job.done_count) == (Job.State.DONE, 1, "", 5)
    assert job.result == {"folder": str(tmp_path)}


def test_a_cancelled_job_is_begun_anew(django_capture_on_commit_callbacks, tmp_path):
    job = claim(job_id=enqueue("tests.files", folder=str(tmp_path)).pk, now=timezone.now())
    cancel(job=job)
    run(job=job, kind=registry.kind_of(job.kind))
    with django_capture_on_commit_callbacks(execute=True):
        retry(job=job)
    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == (Job.State.DONE, False)
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize("state", [Job.State.QUEUED, Job.State.RUNNING, Job.State.DONE])
def test_no_other_job_is_begun_anew(state, django_capture_on_commit_callbacks):
    job = Job.objects.create(kind="tests.fails", state=state, tries=2)
    with django_capture_on_commit_callbacks() as after, pytest.raises(ValueError, match="begun anew"):
        retry(job=job)
    job.refresh_from_db()
    assert (job.state, job.tries, after) == (state, 2, [])


def test_a_job_whose_kind_has_left_the_site_fails(django_capture_on_commit_callbacks):
    job = Job.objects.create(kind="tests.gone", state=Job.State.CANCELLED)
    with django_capture_on_commit_callbacks(execute=True):
        retry(job=job)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "LookupError" in job.error


def test_a_lost_run_is_not_mistaken_for_the_first_run_of_a_retry():
    """Both are first tries; only the number of the run tells them apart."""
    lost = claim(job_id=enqueue("tests.fails").pk, now=timezone.now())
    Job.objects.filter(pk=lost.pk).update(state=Job.State.FAILED)
    retry(job=lost)
    current = claim(job_id=lost.pk, now=timezone.now())
    assert (lost.tries, current.tries) == (1, 1)
    finish(lost, Job.State.DONE, result={"from": "the grave"})
    current.refresh_from_db()
    assert (current.state, current.result) == (Job.State.RUNNING, None)


def test_cancelling_what_is_over_changes_nothing():
    job = Job.objects.create(kind="tests.fails", state=Job.State.DONE)
    cancel(job=job)
    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == (Job.State.DONE, False)


@pytest.mark.parametrize(("act", "action"), [(cancel, "jobs.cancel"), (retry, "jobs.retry")])
def test_the_act_of_another_person_goes_on_record(act, action):
    owner, steward = people.person(), people.person(role="steward")
    state = Job.State.QUEUED if act is cancel else Job.State.FAILED
    for by in (owner, steward):
        act(job=records.job(owner, state=state), by=by)
    entry = ModelLogEntry.objects.get(action=action)
    assert (entry.user, entry.object_id) == (steward, str(Job.objects.latest("created_at").pk))
