"""What a person has done. Every row points at content by translation key, so it is one in all languages."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EnrolmentQuerySet(models.QuerySet):
    def of(self, user):
        """The person's enrolments, the latest active first; none for a visitor."""
        return self.filter(user_id=user.pk).order_by("-active_at") if user.is_authenticated else self.none()


class Enrolment(models.Model):
    """A person takes a module."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="enrolments", on_delete=models.CASCADE)
    module_key = models.UUIDField(_("module"), db_index=True)
    enrolled_at = models.DateTimeField(_("enrolled at"), default=timezone.now)
    active_at = models.DateTimeField(_("last active at"), default=timezone.now)
    language = models.CharField(_("language"), max_length=8)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["user", "module_key"], name="modules_enrolled_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.module_key}"


class LessonProgress(models.Model):
    """Where a person is in a lesson, and since when it is done."""

    enrolment = models.ForeignKey(Enrolment, related_name="lessons", on_delete=models.CASCADE)
    lesson_key = models.UUIDField(_("lesson"))
    point_id = models.UUIDField(_("point last read"), null=True, blank=True)
    read_points = models.JSONField(_("points read"), default=list)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress in a lesson")
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="modules_progress_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_key}"


class LessonStep(models.Model):
    """One thing done in a lesson, written once and never changed: a point read, a check answered, Done pressed."""

    class Kind(models.TextChoices):
        READ = "read", pgettext_lazy("step in a lesson", "Point read")
        CHECK = "check", pgettext_lazy("step in a lesson", "Knowledge check answered")
        DONE = "done", pgettext_lazy("step in a lesson", "Lesson done")

    enrolment = models.ForeignKey(Enrolment, related_name="steps", on_delete=models.CASCADE)
    lesson_key = models.UUIDField(_("lesson"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    block_id = models.UUIDField(_("point or check"), null=True, blank=True)
    response = models.CharField(_("option chosen"), max_length=36, blank=True)
    right = models.BooleanField(_("right"), null=True)
    language = models.CharField(_("language"), max_length=8)
    client_key = models.UUIDField(_("key made by the client"), unique=True, default=uuid.uuid4)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step in a lesson")
        verbose_name_plural = _("steps in lessons")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["enrolment", "lesson_key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.block_id}"


class JournalEntry(models.Model):
    """What a person wrote for themself under a reflection prompt. Nobody else reads it."""

    enrolment = models.ForeignKey(Enrolment, related_name="journal", on_delete=models.CASCADE)
    lesson_key = models.UUIDField(_("lesson"))
    block_id = models.UUIDField(_("reflection prompt"))
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=8)
    client_key = models.UUIDField(_("key of the last write"), unique=True)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key", "block_id"], name="modules_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.block_id}"


class Fulfilment(models.Model):
    """A requirement of a module that a person has met. Once met it stays met, whatever is edited later."""

    class Kind(models.TextChoices):
        LESSON = "lesson", pgettext_lazy("requirement", "Lesson")
        QUIZ = "quiz", pgettext_lazy("requirement", "Quiz")
        SESSION = "session", pgettext_lazy("requirement", "Session")

    enrolment = models.ForeignKey(Enrolment, related_name="fulfilments", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    target_key = models.UUIDField(_("what was required"))
    met_at = models.DateTimeField(_("met at"), default=timezone.now)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        verbose_name = _("requirement met")
        verbose_name_plural = _("requirements met")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind", "target_key"], name="modules_fulfilled_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_key}"


class Completion(models.Model):
    """The self-paced part of a module is complete. The rows met then, and the version of the content, are frozen."""

    enrolment = models.OneToOneField(Enrolment, related_name="completion", on_delete=models.CASCADE)
    completed_at = models.DateTimeField(_("completed at"), default=timezone.now)
    content_version = models.CharField(_("version of the content (SHA-256)"), max_length=64)
    requirements = models.JSONField(_("requirements met"), default=list)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.completed_at:%Y-%m-%d}"
