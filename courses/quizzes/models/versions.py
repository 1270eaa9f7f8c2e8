"""What attempts stand on: questions as they were when they were published."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class QuestionVersion(models.Model):
    """What a question was when it was published. Never changed: attempts stand on it."""

    question_key = models.UUIDField(_("question"), db_index=True)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=40)
    structure = models.CharField(_("hash of what is the same in all languages"), max_length=64)
    source_locale = models.CharField(_("source language"), max_length=8)
    created_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question_key", "number"]
        constraints = [models.UniqueConstraint(fields=["question_key", "number"], name="quizzes_version_number_once")]

    def __str__(self) -> str:
        return f"{self.question_key} v{self.number}"


class VersionText(models.Model):
    """A version's words in one language: what may be shown, and apart from it what gives the answer away."""

    version = models.ForeignKey(QuestionVersion, related_name="texts", on_delete=models.PROTECT)
    locale = models.CharField(_("language"), max_length=8)
    content = models.JSONField(_("content"))
    key = models.JSONField(_("key"))
    created_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("text of a version")
        verbose_name_plural = _("texts of versions")
        constraints = [models.UniqueConstraint(fields=["version", "locale"], name="quizzes_text_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.locale}"
