import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STALE_AFTER = timedelta(seconds=120)
"""A running job that has not been heard of for so long has lost its worker."""

LOST_AFTER = timedelta(seconds=30)
"""A waiting job that is due for so long should have a row in the queue."""


class JobQuerySet(models.QuerySet):
    def stale(self, now: datetime):
        """Jobs whose worker has fallen silent."""
        return self.filter(state=Job.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)

    def overdue(self, now: datetime):
        """Jobs that wait longer than a queue that knows of them would let them."""
        return self.filter(state=Job.State.QUEUED, due_at__lt=now - LOST_AFTER)

    def run_of(self, job: "Job"):
        """The row of ``job`` as long as this very run of it is the one that counts."""
        return self.filter(pk=job.pk, state=Job.State.RUNNING, run=job.run)


class Job(models.Model):
    """A piece of slow work, with its progress: what was asked for, by whom, how far it is and how it ended.

    ``run`` numbers the runs and tells them apart: a worker that was given up for dead and comes back finds
    that its number is no longer the current one, and can change nothing any more. ``tries`` counts the runs since
    somebody last asked for the job, which is held against the most that its kind allows.
    """

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("state of a job", "Waiting")
        RUNNING = "running", pgettext_lazy("state of a job", "Running")
        DONE = "done", pgettext_lazy("state of a job", "Done")
        FAILED = "failed", pgettext_lazy("state of a job", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("state of a job", "Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        related_name="jobs",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    args = models.JSONField(_("arguments"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    done_count = models.PositiveIntegerField(_("done"), default=0)
    total_count = models.PositiveIntegerField(_("of"), default=0)
    message = models.CharField(_("message"), max_length=200, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField(_("error"), blank=True)
    cancel_requested = models.BooleanField(_("to be cancelled"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    run = models.PositiveIntegerField(_("number of the run"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "heartbeat_at"], name="jobs_job_silent"),
            models.Index(fields=["state", "due_at"], name="jobs_job_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen to the job by itself."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}

    @property
    def can_be_retried(self) -> bool:
        """The job ended without its work being done."""
        return self.state in {self.State.FAILED, self.State.CANCELLED}

    @property
    def can_be_cancelled(self) -> bool:
        """The job goes on, and nobody has asked for its end yet."""
        return not self.is_over and not self.cancel_requested


class Schedule(models.Model):
    """When a function that is due again and again was last begun, and what went wrong then, if anything."""

    name = models.CharField(_("name"), max_length=80, primary_key=True)
    last_run_at = models.DateTimeField(_("last run"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_due(self, *, every: timedelta, now: datetime) -> bool:
        """Tell whether ``every`` has passed since the last run."""
        return self.last_run_at is None or self.last_run_at + every <= now
