"""What people do to marks: mark what no machine can, and mark again after a correction."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.quizzes.models.attempts import AttemptSlot
from courses.quizzes.models.versions import QuestionVersion
from skerry.pages.storage import private_storage, random_path_in

CLAIM = timedelta(minutes=10)
"""How long an answer stays with whoever opened it to mark it."""


def upload_path(_file, _name: str) -> str:
    return random_path_in("answers")


class AttemptFile(models.Model):
    """A file that a person gave as an answer. It lies where no address leads; the site hands it out itself."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slot = models.ForeignKey(AttemptSlot, related_name="files", on_delete=models.CASCADE)
    file = models.FileField(_("file"), storage=private_storage, upload_to=upload_path)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField(_("size, in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")
        ordering = ["uploaded_at"]

    def __str__(self) -> str:
        return self.name


class Marking(models.Model):
    """One person's marks for one answer. A second marker's stands beside the first; who settles makes it final."""

    slot = models.ForeignKey(AttemptSlot, related_name="markings", on_delete=models.CASCADE)
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked by"),
        related_name="markings",
        null=True,
        on_delete=models.SET_NULL,
    )
    points = models.JSONField(
        pgettext_lazy("of a rubric", "points"), default=dict, help_text=_("By line of the rubric.")
    )
    fraction = models.FloatField(_("part of the mark"))
    comment = models.TextField(_("comment to the person"), blank=True)
    is_final = models.BooleanField(_("final"), default=False)
    is_settlement = models.BooleanField(
        _("settles two markings"), default=False, help_text=_("Made from two markings that differ, by whoever settled.")
    )
    marked_at = models.DateTimeField(_("marked at"), default=timezone.now)

    class Meta:
        verbose_name = _("marking")
        verbose_name_plural = _("markings")
        ordering = ["marked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "marker"], condition=models.Q(is_settlement=False), name="quizzes_marking_once"
            ),
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(is_final=True), name="quizzes_one_final_marking"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.fraction}"


class MarkingClaim(models.Model):
    """Who is marking an answer now, so that two do not begin the same. It binds nobody and ends by itself."""

    slot = models.OneToOneField(AttemptSlot, related_name="claim", on_delete=models.CASCADE)
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("taken by"), related_name="+", on_delete=models.CASCADE
    )
    claimed_at = models.DateTimeField(_("taken at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer that is being marked")
        verbose_name_plural = _("answers that are being marked")

    def __str__(self) -> str:
        return f"{self.slot_id} {self.marker_id}"

    @property
    def ends_at(self):
        return self.claimed_at + CLAIM


class MarkingComment(models.Model):
    """A comment kept for use again, under the question it was written for."""

    question_key = models.UUIDField(_("question"), db_index=True)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.SET_NULL
    )
    used_count = models.PositiveIntegerField(_("times used"), default=0)

    class Meta:
        verbose_name = _("comment of the comment bank")
        verbose_name_plural = _("comment bank")
        ordering = ["-used_count", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Regrade(models.Model):
    """An explicit act: what a corrected question does to attempts that were marked by the old one.

    Planned first (a dry run that lists who changes and how), applied by a job, kept for good.
    """

    class Policy(models.TextChoices):
        REPLACE = "replace", pgettext_lazy("policy of a regrade", "The new mark replaces the old one")
        BETTER = "better", pgettext_lazy("policy of a regrade", "The new mark, only if it is better")
        FULL = "full", pgettext_lazy("policy of a regrade", "Full marks for everybody")
        DROP = "drop", pgettext_lazy("policy of a regrade", "The question is dropped from the marks")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("state of a regrade", "Planned")
        APPLYING = "applying", pgettext_lazy("state of a regrade", "Being applied")
        APPLIED = "applied", pgettext_lazy("state of a regrade", "Applied")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz_key = models.UUIDField(_("quiz"), db_index=True)
    question_key = models.UUIDField(_("question"))
    version = models.ForeignKey(
        QuestionVersion, verbose_name=_("marked by this version"), related_name="+", on_delete=models.PROTECT
    )
    policy = models.CharField(_("policy"), max_length=8, choices=Policy.choices)
    reason = models.TextField(_("reason"), help_text=_("Told to those whose marks change."))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PLANNED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.SET_NULL
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)
    job_id = models.UUIDField(_("job that applies it"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.question_key} {self.policy}"


class RegradeChange(models.Model):
    """What a regrade does to one attempt, noted before it is done and when it was done."""

    regrade = models.ForeignKey(Regrade, related_name="changes", on_delete=models.CASCADE)
    attempt = models.ForeignKey("quizzes.Attempt", related_name="+", on_delete=models.CASCADE)
    before = models.JSONField(_("before"), encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), encoder=DjangoJSONEncoder)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of a regrade")
        verbose_name_plural = _("changes of regrades")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["regrade", "attempt"], name="quizzes_regrade_change_once")]

    def __str__(self) -> str:
        return f"{self.regrade_id} {self.attempt_id}"
