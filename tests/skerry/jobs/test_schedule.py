"""What is due by the clock is called once, however many ticks there are, and one that fails stops no other."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from skerry.jobs import registry, schedule
from skerry.jobs.management.commands import work
from skerry.jobs.models import Job, Schedule
from skerry.jobs.registry import scheduled
from skerry.jobs.schedule import tick

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


class Clock:
    """Schedules for the tests, and how often each was called."""

    def __init__(self):
        self.calls: list[str] = []
        self.broken: set[str] = set()

    def add(self, name: str, every: timedelta = MINUTE) -> None:
        def call() -> str:
            self.calls.append(name)
            if name in self.broken:
                raise ZeroDivisionError(name)
            return f"{name} did its work"

        call.__qualname__ = name
        scheduled(name, every=every)(call)


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(registry, "SCHEDULES", {})
    monkeypatch.setattr(schedule, "SCHEDULES", registry.SCHEDULES)
    monkeypatch.setattr(schedule, "load_houses", lambda: None)
    made = Clock()
    made.add("tests.a")
    return made


def test_a_schedule_is_called_at_once_and_then_when_its_time_has_passed(clock):
    now = timezone.now()
    for seconds, calls in ((0, 1), (1, 1), (59, 1), (60, 2), (61, 2), (600, 3)):
        tick(now=now + timedelta(seconds=seconds))
        assert len(clock.calls) == calls, seconds


def test_each_has_its_own_time(clock):
    clock.add("tests.b", every=3 * MINUTE)
    now = timezone.now()
    for minutes in range(4):
        tick(now=now + minutes * MINUTE)
    assert clock.calls == ["tests.a", "tests.b", "tests.a", "tests.a", "tests.a", "tests.b"]


def test_one_that_fails_is_recorded_and_stops_no_other(clock):
    clock.add("tests.b")
    clock.broken = {"tests.a"}
    now = timezone.now()
    failed, fine = tick(now=now)
    assert (failed.name, fine.name, fine.said) == ("tests.a", "tests.b", "tests.b did its work")
    errors = dict(Schedule.objects.values_list("name", "last_error"))
    assert errors["tests.a"].strip().endswith("ZeroDivisionError: tests.a")
    assert errors["tests.b"] == ""
    assert tick(now=now + timedelta(seconds=30)) == [], "it waits for its time like any other"

    clock.broken = set()
    tick(now=now + MINUTE)
    assert Schedule.objects.get(name="tests.a").last_error == ""


def test_a_name_belongs_to_one_function(clock):
    with pytest.raises(ValueError, match="registered twice"):
        scheduled("tests.a", every=MINUTE)(lambda: None)


def test_a_tick_between_two_runs_writes_nothing(clock, django_assert_num_queries):
    tick()
    with django_assert_num_queries(1):
        assert tick() == []


def two_ticks_at_once(monkeypatch, take) -> None:
    """Let two ticks see what is due before either of them takes it."""
    meeting = threading.Barrier(2, timeout=30)

    def meet_and_take(**kwargs) -> bool:
        meeting.wait()
        return take(**kwargs)

    def run() -> None:
        try:
            tick()
        finally:
            connection.close()

    monkeypatch.setattr(schedule, "take", meet_and_take)
    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_call_it_once(clock, monkeypatch):
    Schedule.objects.create(name="tests.a")
    two_ticks_at_once(monkeypatch, schedule.take)
    assert clock.calls == ["tests.a"]


@pytest.mark.django_db(transaction=True)
def test_control_without_the_second_look_under_the_lock_it_is_called_twice(clock, monkeypatch):
    Schedule.objects.create(name="tests.a")
    two_ticks_at_once(monkeypatch, lambda entry, now: True)
    assert clock.calls == ["tests.a", "tests.a"]


def printed() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("tick", stdout=out, stderr=err)
    except CommandError as error:
        err.write(f"CommandError: {error}")
    return out.getvalue(), err.getvalue()


def test_the_command_says_what_it_called(clock):
    clock.add("tests.b")
    clock.broken = {"tests.b"}
    assert printed() == (
        "tests.a: tests.a did its work\n",
        "tests.b: failed: ZeroDivisionError: tests.b\n",
    )
    assert printed() == ("Nothing is due.\n", "")


def test_the_command_fails_when_nothing_could_be_done(clock):
    clock.broken = {"tests.a"}
    assert "CommandError: Nothing of what was due" in printed()[1]


def test_the_schedules_of_all_houses_are_known_and_the_reaper_is_one(django_capture_on_commit_callbacks):
    long_ago = timezone.now() - timedelta(seconds=300)
    Job.objects.create(kind="tests.gone", state=Job.State.RUNNING, tries=1, heartbeat_at=long_ago)
    assert "jobs.reap: begun again 0, given up 1, put back in line 0\n" in printed()[0]
    assert Job.objects.get().state == Job.State.FAILED


def test_loading_the_houses_finds_a_schedule_nobody_has_imported(monkeypatch):
    found = []
    monkeypatch.setattr(registry, "import_module", found.append)
    registry.load_houses()
    assert {"skerry.jobs.services", "skerry.notices.services", "courses.quizzes.services"} <= set(found)
    assert all(name.split(".")[0] in registry.ROOTS for name in found)


def test_the_worker_goes_on_ticking_after_a_round_that_failed(monkeypatch):
    rounds = []

    class Over(BaseException):
        pass

    def fail():
        rounds.append(1)
        if len(rounds) == 3:
            raise Over
        raise ZeroDivisionError

    monkeypatch.setattr(work, "tick", fail)
    monkeypatch.setattr(work.connection, "close", lambda: None)
    with pytest.raises(Over):
        work.keep_ticking(seconds=0)
    assert len(rounds) == 3
