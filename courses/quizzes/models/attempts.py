"""A sitting of a quiz: a log of steps against frozen versions of questions."""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.quizzes.models.versions import QuestionVersion

NETWORK_GRACE = timedelta(seconds=60)
"""An answer that arrives so long after the deadline still counts: it may have been under way (Moodle's
graceperiodmin)."""


class AttemptQuerySet(models.QuerySet):
    def of(self, user):
        """The person's own attempts; none for a visitor."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def running(self):
        return self.filter(state=Attempt.State.RUNNING)

    def finished(self):
        """Handed in and marked to the end."""
        return self.filter(state=Attempt.State.FINISHED)

    def over(self):
        """No longer running, whether marked to the end or not."""
        return self.exclude(state=Attempt.State.RUNNING)

    def due_to_close(self, now: datetime):
        """Running attempts whose time, and the grace after it, is over."""
        return self.running().filter(ends_at__lt=now)


class Attempt(models.Model):
    """One sitting. What the quiz asked for is frozen with it."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("state of an attempt", "Running")
        MARKING = "marking", pgettext_lazy("state of an attempt", "Handed in, being marked")
        FINISHED = "finished", pgettext_lazy("state of an attempt", "Handed in")
        ABANDONED = "abandoned", pgettext_lazy("state of an attempt", "Not handed in")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="attempts", on_delete=models.CASCADE)
    quiz_key = models.UUIDField(_("quiz"), db_index=True)
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RUNNING)
    behaviour = models.CharField(_("behaviour"), max_length=16)
    tries = models.PositiveSmallIntegerField(_("tries"), default=1)
    penalty = models.DecimalField(_("penalty"), max_digits=4, decimal_places=3, default=Decimal("0"))
    pass_mark = models.PositiveSmallIntegerField(_("pass mark, in per cent"))
    language = models.CharField(_("language at the start"), max_length=8)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    finished_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    mark = models.DecimalField(_("marks"), max_digits=8, decimal_places=4, null=True, blank=True)
    max_mark = models.DecimalField(_("marks at most"), max_digits=8, decimal_places=2, default=Decimal("0"))
    passed = models.BooleanField(_("passed"), null=True)
    navigation = models.CharField(_("moving"), max_length=12, default="free")
    reached = models.PositiveSmallIntegerField(_("question reached"), default=1)
    time_limit = models.PositiveIntegerField(_("time limit, in seconds"), default=0)
    overdue = models.CharField(_("when time is up"), max_length=8, default="submit")
    due_at = models.DateTimeField(_("answers until"), null=True, blank=True)
    ends_at = models.DateTimeField(
        _("closed at the latest"), null=True, blank=True, help_text=_("After the grace; then the clock closes it.")
    )
    is_closed_by_clock = models.BooleanField(_("closed by the clock"), default=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["user", "quiz_key", "number"], name="quizzes_attempt_number_once"),
            models.UniqueConstraint(
                fields=["user", "quiz_key"],
                condition=models.Q(state="running"),
                name="quizzes_one_running_attempt",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], condition=models.Q(state="running"), name="quizzes_attempt_ends"),
            models.Index(fields=["quiz_key", "state"], name="quizzes_attempt_of_quiz"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    def takes_answers(self, arrived_at: datetime) -> bool:
        """Whether an answer that reached the server at this time counts."""
        return self.is_running and (self.due_at is None or arrived_at <= self.due_at + NETWORK_GRACE)

    @property
    def percent(self) -> int | None:
        """The share of the marks, rounded down so that a pass is never shown for a fail."""
        if self.mark is None or not self.max_mark:
            return None
        return int(max(Decimal(0), self.mark) * 100 / self.max_mark)


class AttemptSlot(models.Model):
    """One question of an attempt: which version, what was random, and where the answer stands."""

    class State(models.TextChoices):
        TODO = "todo", pgettext_lazy("state of an answer", "Not answered")
        COMPLETE = "complete", pgettext_lazy("state of an answer", "Answered")
        RIGHT = "right", pgettext_lazy("state of an answer", "Right")
        PARTIAL = "partial", pgettext_lazy("state of an answer", "Partly right")
        WRONG = "wrong", pgettext_lazy("state of an answer", "Wrong")
        GAVE_UP = "gave_up", pgettext_lazy("state of an answer", "Not answered")
        WAITS = "waits", pgettext_lazy("state of an answer", "Waits to be marked")
        DONE = "done", pgettext_lazy("state of an answer", "Done")

    attempt = models.ForeignKey(Attempt, related_name="slots", on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField(_("number"))
    slot_key = models.UUIDField(_("slot"))
    version = models.ForeignKey(QuestionVersion, related_name="+", on_delete=models.PROTECT)
    frozen = models.JSONField(_("what was random"), default=dict)
    max_mark = models.DecimalField(_("marks at most"), max_digits=5, decimal_places=2, default=Decimal("1"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.TODO)
    response = models.JSONField(_("answer"), default=dict)
    language = models.CharField(_("language of the answer"), max_length=8, blank=True)
    tries_used = models.PositiveSmallIntegerField(_("tries used"), default=0)
    sequence = models.PositiveIntegerField(_("sequence of the last step"), default=0)
    last_checked = models.JSONField(_("answer last checked"), null=True, blank=True)
    fraction = models.FloatField(_("part of the mark"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    seconds = models.PositiveIntegerField(_("seconds in view"), default=0)
    section = models.UUIDField(_("section that begins here"), null=True, blank=True)
    is_dropped = models.BooleanField(_("dropped from the marks"), default=False)
    is_set_by_person = models.BooleanField(_("mark set by a person"), default=False)
    comment = models.TextField(_("comment of the trainer"), blank=True)

    class Meta:
        verbose_name = _("question of an attempt")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot_key"], name="quizzes_slot_once"),
            models.UniqueConstraint(fields=["attempt", "number"], name="quizzes_slot_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}:{self.number}"

    def get_state_display(self) -> str:
        """Return the state in words; Django's own would translate all of them for each."""
        return str(self.State(self.state).label)

    @property
    def is_closed(self) -> bool:
        """The question can no longer be answered."""
        return self.state not in {self.State.TODO, self.State.COMPLETE}

    @property
    def is_answered(self) -> bool:
        return self.state != self.State.TODO or bool(self.response)


class AttemptStep(models.Model):
    """One thing that happened to a question of an attempt. Written once, never changed."""

    class Action(models.TextChoices):
        START = "start", pgettext_lazy("step of an attempt", "Started")
        SAVE = "save", pgettext_lazy("step of an attempt", "Answer saved")
        CHECK = "check", pgettext_lazy("step of an attempt", "Answer checked")
        FINISH = "finish", pgettext_lazy("step of an attempt", "Handed in")
        LATE = "late", pgettext_lazy("step of an attempt", "Arrived too late: kept, not counted")
        MARK = "mark", pgettext_lazy("step of an attempt", "Marked by a person")
        OVERRIDE = "override", pgettext_lazy("step of an attempt", "Mark set by a trainer")
        REGRADE = "regrade", pgettext_lazy("step of an attempt", "Marked again with a corrected question")

    slot = models.ForeignKey(AttemptSlot, related_name="steps", on_delete=models.CASCADE)
    sequence = models.PositiveIntegerField(_("sequence"))
    action = models.CharField(_("action"), max_length=8, choices=Action.choices)
    state = models.CharField(_("state afterwards"), max_length=12, choices=AttemptSlot.State.choices)
    response = models.JSONField(_("answer"), default=dict)
    language = models.CharField(_("language"), max_length=8, blank=True)
    fraction = models.FloatField(_("part of the mark"), null=True, blank=True)
    client_key = models.UUIDField(_("key made by the client"), unique=True, null=True, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        help_text=_("Empty for the person's own steps and those of the clock."),
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of an attempt")
        verbose_name_plural = _("steps of attempts")
        ordering = ["slot", "sequence"]
        constraints = [models.UniqueConstraint(fields=["slot", "sequence"], name="quizzes_step_once")]

    def __str__(self) -> str:
        return f"{self.slot_id}#{self.sequence} {self.action}"
