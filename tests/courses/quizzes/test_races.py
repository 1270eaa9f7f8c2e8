"""What comes at once: starts, the same answer, two windows, handing in. And that each race is there without its guard.

On PostgreSQL the guard is the row's lock. SQLite has none: there a transaction holds the whole database from its
beginning, so the controls take away the transaction as well.
"""

import contextlib
import threading
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from courses.quizzes.models import Attempt, AttemptStep
from courses.quizzes.services import NotNow, answers, attempts, drawing, finish_attempt
from courses.quizzes.signals import attempt_finished
from tests.factories import sittings
from tests.factories.sittings import RIGHT, WRONG, answer, fresh, place

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 8


def together(*acts: Callable) -> list:
    """Do things in a thread each, all begun at once; return what each gave or raised."""
    line, found = threading.Barrier(len(acts), timeout=30), [None] * len(acts)

    def run(number: int, act: Callable) -> None:
        line.wait()
        try:
            found[number] = act()
        except (IntegrityError, NotNow) as error:
            found[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def meet(monkeypatch, module, name: str, parties: int, *, patience: float = 1) -> None:
    """Let as many as there are meet at a function before any goes on, if nothing keeps them apart.

    ``patience`` is in seconds: little where a guard does keep them apart, much where it is gone.
    """
    meeting, real = threading.Barrier(parties, timeout=patience), getattr(module, name)

    def wait_and_go_on(*args, **fields):
        with contextlib.suppress(threading.BrokenBarrierError):  # the others wait at the lock, as they should
            meeting.wait()
        return real(*args, **fields)

    monkeypatch.setattr(module, name, wait_and_go_on)


@pytest.fixture
def unguarded(monkeypatch):
    """Neither transaction nor lock."""
    bare = SimpleNamespace(atomic=contextlib.nullcontext)
    monkeypatch.setattr(attempts, "transaction", bare)
    monkeypatch.setattr(answers, "transaction", bare)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self)


def forget_constraints(monkeypatch, *names: str) -> None:
    """Take constraints away from the database, which is thrown away after the test.

    SQLite makes the table anew as the model says, so the model must have forgotten them too; what is only an index
    goes first.
    """
    gone = [each for each in Attempt._meta.constraints if each.name in names]
    monkeypatch.setattr(Attempt._meta, "constraints", [each for each in Attempt._meta.constraints if each not in gone])
    with connection.schema_editor() as editor:
        for constraint in sorted(gone, key=lambda each: each.condition is None):
            editor.remove_constraint(Attempt, constraint)


def start_many(monkeypatch, **fields) -> list:
    """Let one person start a quiz of one attempt many times at once."""
    quiz = sittings.quiz(attempts_allowed=1)
    user = sittings.participant(quiz)
    meet(monkeypatch, drawing, "places_for", MANY, **fields)
    return together(*[lambda: sittings.begin(quiz, user)] * MANY)


def test_many_starts_at_once_begin_one_attempt(monkeypatch):
    found = start_many(monkeypatch)
    assert {attempt.pk for attempt in found} == {Attempt.objects.get().pk}
    assert Attempt.objects.get().slots.count() == 1


def test_control_without_the_lock_the_database_still_refuses_a_second(monkeypatch, unguarded):
    found = start_many(monkeypatch, patience=60)
    assert Attempt.objects.count() == 1
    assert sum(isinstance(each, IntegrityError) for each in found) == MANY - 1


def test_control_without_lock_and_constraints_there_are_several(monkeypatch, unguarded):
    forget_constraints(monkeypatch, "quizzes_attempt_number_once", "quizzes_one_running_attempt")
    start_many(monkeypatch, patience=60)
    assert Attempt.objects.count() == MANY


@pytest.fixture
def attempt():
    """Return an attempt of a quiz that says nothing before the end."""
    return sittings.begin(sittings.quiz(behaviour="deferred"))


def test_the_same_answer_from_many_threads_is_one_step(attempt):
    key = uuid.uuid4()
    acks = together(*[lambda: answer(attempt, RIGHT, client_key=key)] * 4)
    assert sorted(ack.duplicate for ack in acks) == [False, True, True, True]
    assert AttemptStep.objects.filter(client_key=key).count() == 1
    assert place(attempt).sequence == 1


def test_a_retry_that_comes_while_another_window_answers_is_one_step(attempt):
    first, second = uuid.uuid4(), uuid.uuid4()
    acts = [lambda: answer(attempt, RIGHT, client_key=first), lambda: answer(attempt, WRONG, client_key=second)]
    acks = together(*acts * 3)
    assert not any(isinstance(ack, Exception) for ack in acks)
    kept = AttemptStep.objects.filter(client_key__in=[first, second])
    assert kept.count() == 2
    assert place(attempt).response == kept.latest("sequence").response


def test_two_windows_at_once_are_both_acknowledged_and_the_newest_wins(monkeypatch, attempt):
    meet(monkeypatch, answers, "_respond", 2)
    acks = together(lambda: answer(attempt, RIGHT, base=0), lambda: answer(attempt, WRONG, base=0))
    assert sorted((ack.sequence, ack.notice) for ack in acks) == [(1, ""), (2, "replaced")]
    steps = list(place(attempt).steps.filter(action="save").order_by("sequence"))
    assert sorted(step.response["text"] for step in steps) == ["3.5", "4"]
    assert place(attempt).response == steps[-1].response


def test_control_without_the_lock_one_of_two_windows_fails(monkeypatch, attempt, unguarded):
    meet(monkeypatch, answers, "_respond", 2, patience=60)
    found = together(lambda: answer(attempt, RIGHT), lambda: answer(attempt, WRONG))
    assert sum(isinstance(each, IntegrityError) for each in found) == 1


@pytest.mark.parametrize("turn", range(3))
def test_an_answer_and_the_end_at_once_agree_whether_it_counted(attempt, turn):
    ack, _finished = together(lambda: answer(attempt, RIGHT), lambda: finish_attempt(attempt=attempt))
    assert (fresh(attempt).passed, place(attempt).fraction) == ((True, 1) if ack.counted else (False, 0))
    actions = list(place(attempt).steps.order_by("sequence").values_list("action", flat=True))
    assert actions == ["start", "save", "finish"] if ack.counted else ["start", "finish", "late"]


def test_handing_in_many_times_at_once_is_handing_in_once(attempt):
    heard = []

    def hear(sender, attempt_id, **_rest):
        heard.append(attempt_id)

    attempt_finished.connect(hear)
    try:
        together(*[lambda: finish_attempt(attempt=attempt)] * 4)
    finally:
        attempt_finished.disconnect(hear)
    assert heard == [attempt.pk]
    assert place(attempt).steps.filter(action="finish").count() == 1
