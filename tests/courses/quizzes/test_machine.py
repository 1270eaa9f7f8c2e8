"""Whatever order things happen in, an attempt keeps its word: random walks through all that can happen to it."""

import uuid
from collections import Counter
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from courses import items
from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep, QuizPage
from courses.quizzes.models.attempts import NETWORK_GRACE
from courses.quizzes.services import (
    Ack,
    NotNow,
    Refused,
    close_overdue,
    finish_attempt,
    grant_accommodation,
    move_on,
    save_answer,
    start_attempt,
)
from courses.quizzes.signals import attempt_finished
from tests.factories import people, sittings
from tests.factories.sittings import NOON, minutes

pytestmark = pytest.mark.django_db

SAYINGS = {
    "numeric": [{"text": [typed]} for typed in ("3.5", "3,50", "4", "abc", "")],
    "short_text": [{"text": [typed]} for typed in ("users", "Civil  Society", "trade", "")],
    "essay": [{"text": [typed]} for typed in ("All sides matter.", "None does.", "")],
}
CLOCKS = ["none", "submit", "grace", "abandon"]


def outcome_of(service, **fields):
    """Return what a service gives, or why it refuses."""
    try:
        return service(**fields)
    except (NotNow, Refused) as refused:
        return refused


class Sent(NamedTuple):
    """An answer that was acknowledged."""

    slot: int
    key: uuid.UUID
    raw: dict
    check: bool
    language: str
    response: dict
    ack: Ack


class Walk(RuleBasedStateMachine):
    """One person at one quiz, on a clock of the test's own. The world is made once; each walk is rolled back."""

    quizzes: dict[bool, QuizPage]
    user = trainer = None

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        cache.clear()
        self.now = NOON
        self.attempts: list[Attempt] = []
        self.acknowledged: list[Sent] = []
        self.over: dict[int, str] = {}
        self.closed: set[int] = set()
        self.told: Counter[int] = Counter()
        self.seen: dict[int, int] = {}
        attempt_finished.connect(self.hear)

    def teardown(self):
        attempt_finished.disconnect(self.hear)
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def hear(self, attempt_id, **_rest):
        self.told[attempt_id] += 1

    @initialize(
        marked_by_person=st.booleans(),
        behaviour=st.sampled_from(["interactive", "immediate", "deferred"]),
        navigation=st.sampled_from(["free", "sequential"]),
        clock=st.sampled_from(CLOCKS),
        allowed=st.integers(0, 2),
    )
    def open(self, marked_by_person, behaviour, navigation, clock, allowed):
        self.quiz = QuizPage.objects.get(pk=self.quizzes[marked_by_person].pk)
        self.quiz.behaviour, self.quiz.navigation = behaviour, navigation
        self.quiz.attempts_allowed = allowed
        if clock != "none":
            self.quiz.time_limit, self.quiz.overdue, self.quiz.grace_period = 10, clock, 5
        self.quiz.save()
        self.start()

    @property
    def attempt(self) -> Attempt:
        return Attempt.objects.get(pk=self.attempts[-1].pk)

    @rule()
    def start(self):
        begun = outcome_of(start_attempt, user=self.user, quiz=self.quiz, language="en", now=self.now)
        if isinstance(begun, NotNow):
            assert begun.code == "no_attempts_left"
            assert len(self.attempts) >= self.quiz.attempts_allowed
            return
        if begun.pk not in {known.pk for known in self.attempts}:
            self.attempts.append(begun)
        assert begun.is_running

    def takes(self, attempt: Attempt, slot: AttemptSlot) -> bool:
        """Say whether an answer counts now, by the rules as they are told to people."""
        in_time = attempt.due_at is None or self.now <= attempt.due_at + NETWORK_GRACE
        is_behind = self.quiz.navigation == "sequential" and slot.number < attempt.reached
        return attempt.is_running and in_time and not slot.is_closed and not is_behind

    @rule(
        data=st.data(),
        number=st.integers(1, 3),
        check=st.booleans(),
        language=st.sampled_from(["en", "sv"]),
        window=st.sampled_from(["none", "first", "second"]),
        is_earlier=st.booleans(),
    )
    def answer(self, data, number, check, language, window, is_earlier):
        attempt = self.attempts[0] if is_earlier else self.attempts[-1]
        attempt.refresh_from_db()
        slot = sittings.place(attempt, number)
        raw = data.draw(st.sampled_from(SAYINGS[slot.version.kind]))
        # The first window knows of every answer, the second of those that it sent itself.
        base = {"none": None, "first": slot.sequence, "second": self.seen.get(slot.pk, 0)}[window]
        self.send(attempt, slot, raw, uuid.uuid4(), check=check, language=language, base=base)

    def send(self, attempt, slot, raw, key, *, check=False, language="en", base=None):
        before, takes, sequence = slot.response, self.takes(attempt, slot), slot.sequence
        ack = self.save(slot, key=key, raw=raw, check=check, language=language, base=base)
        if isinstance(ack, Refused):
            assert ack.code in {"not_a_number", "incomplete"}
            slot.refresh_from_db()
            assert (slot.response, slot.sequence) == (before, sequence)
            return
        kind = items.get(slot.version.kind)
        response = kind.parse(slot.version.texts.get(locale="en").content, raw, language)
        is_new = not kind.same(before, response)
        if not ack.duplicate:
            assert ack.counted == takes
            assert (ack.notice == "replaced") == (takes and is_new and base not in (None, sequence))
            self.seen[slot.pk] = ack.sequence
            self.acknowledged.append(Sent(slot.pk, key, raw, check, language, response, ack))
        slot.refresh_from_db()
        assert kind.same(slot.response, response if takes else before)

    def save(self, slot, *, key, **fields) -> Ack | Refused:
        return outcome_of(
            save_answer,
            user=self.user,
            attempt_id=slot.attempt.public_id,
            slot_key=slot.slot_key,
            client_key=key,
            now=self.now,
            **fields,
        )

    @precondition(lambda self: self.acknowledged)
    @rule(data=st.data(), is_changed=st.booleans())
    def retry(self, data, is_changed):
        """The acknowledgement was lost: the same key comes again, or comes with other words, which no client does."""
        sent = data.draw(st.sampled_from(self.acknowledged))
        slot = AttemptSlot.objects.select_related("attempt", "version").get(pk=sent.slot)
        raw = data.draw(st.sampled_from(SAYINGS[slot.version.kind])) if is_changed else sent.raw
        again = self.save(slot, key=sent.key, raw=raw, check=sent.check, language=sent.language)
        if isinstance(again, Refused):
            assert is_changed or sent.check
            assert again.code in {"not_a_number", "incomplete"}
        else:
            assert (again.duplicate, again.sequence) == (True, slot.sequence)
            assert again.counted or not sent.ack.counted or is_changed
        now = AttemptSlot.objects.values_list("sequence", "response", "state").get(pk=slot.pk)
        assert now == (slot.sequence, slot.response, slot.state)

    @rule(number=st.integers(1, 4))
    def go_on(self, number):
        reached = self.attempt.reached
        move_on(attempt=self.attempt, number=number)
        assert self.attempt.reached == max(reached, number)

    @rule()
    def hand_in(self):
        finish_attempt(attempt=self.attempts[-1], now=self.now)

    @rule(number=st.sampled_from([0.5, 1, 4, 9, 10]), is_the_clock_awake=st.booleans())
    def time_passes(self, number, is_the_clock_awake):
        self.now += minutes(number) + timedelta(seconds=1)
        if is_the_clock_awake:
            close_overdue(now=self.now)
            assert not Attempt.objects.running().filter(ends_at__lt=self.now).exists()

    @rule(more=st.integers(0, 30), again=st.integers(0, 2))
    def give_more(self, more, again):
        grant_accommodation(
            user=self.user, quiz=self.quiz, by=self.trainer, extra_minutes=more, extra_attempts=again, now=self.now
        )
        attempt = self.attempt
        if attempt.is_running and self.quiz.time_limit:
            assert attempt.due_at == attempt.started_at + minutes(self.quiz.time_limit + more)

    @invariant()
    def what_is_over_stays_over(self):
        for attempt in Attempt.objects.filter(user=self.user):
            if attempt.pk in self.over:
                assert attempt.state == self.over[attempt.pk]
            elif not attempt.is_running:
                self.over[attempt.pk] = attempt.state
            assert self.told[attempt.pk] == int(attempt.state == Attempt.State.FINISHED)
            if attempt.mark is not None:
                assert 0 <= attempt.mark <= attempt.max_mark
        assert Attempt.objects.running().filter(user=self.user).count() <= 1

    @invariant()
    def the_log_tells_the_whole_story(self):
        slots = AttemptSlot.objects.filter(attempt__user=self.user).select_related("attempt")
        for slot in slots.prefetch_related("steps"):
            steps = sorted(slot.steps.all(), key=lambda step: step.sequence)
            assert [step.sequence for step in steps] == list(range(slot.sequence + 1))
            assert steps[0].action == AttemptStep.Action.START
            counting = [step for step in steps if step.action != AttemptStep.Action.LATE]
            assert (counting[-1].state, counting[-1].response) == (slot.state, slot.response)
            marked = [step.fraction for step in counting if step.fraction is not None]
            assert slot.fraction == (marked[-1] if marked else None)
            assert slot.fraction is None or 0 <= slot.fraction <= 1
            finishes = [step.action for step in steps].count(AttemptStep.Action.FINISH)
            handed_in = slot.attempt.state in {Attempt.State.FINISHED, Attempt.State.MARKING}
            assert finishes == int(handed_in)
            assert slot.pk not in self.closed or slot.is_closed
            if slot.is_closed:
                self.closed.add(slot.pk)

    @invariant()
    def what_was_acknowledged_is_in_the_log_once(self):
        steps = AttemptStep.objects.filter(slot__attempt__user=self.user, client_key__isnull=False)
        found = Counter(steps.values_list("client_key", flat=True))
        assert found == Counter(sent.key for sent in self.acknowledged)
        kept = {step.client_key: step for step in steps}
        for sent in self.acknowledged:
            step = kept[sent.key]
            assert (step.slot_id, step.response) == (sent.slot, sent.response)
            assert (step.action != AttemptStep.Action.LATE) == sent.ack.counted


@pytest.fixture
def walk():
    """The walk with its world: two quizzes, one of them with a question that a person marks."""
    Walk.quizzes = {
        False: sittings.quiz("numeric", "short_text", "numeric"),
        True: sittings.quiz("numeric", "essay", "short_text"),
    }
    Walk.user, Walk.trainer = sittings.participant(Walk.quizzes[False]), people.person()
    return Walk


PACE = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    report_multiple_bugs=False,
)


def test_an_attempt_keeps_its_word_whatever_happens(walk):
    run_state_machine_as_test(walk, settings=PACE)


@pytest.mark.parametrize(
    "forgotten",
    [
        pytest.param("courses.quizzes.services.answers._write", id="the step of an answer"),
        pytest.param("courses.quizzes.services.totals.attempt_finished.send", id="the word of the end"),
        pytest.param("courses.quizzes.services.answers._too_late", id="the deadline"),
    ],
)
def test_control_the_walk_sees_what_is_forgotten(walk, monkeypatch, forgotten):
    monkeypatch.setattr(forgotten, lambda *_args, **_fields: "")
    with pytest.raises(AssertionError):
        run_state_machine_as_test(walk, settings=PACE)
