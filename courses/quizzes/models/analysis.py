"""What the attempts at a quiz said about it when they were last counted."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemAnalysis(models.Model):
    """The statistics of a quiz with more attempts than can be counted while somebody waits; no person is in it."""

    class Which(models.TextChoices):
        FIRST = "first", pgettext_lazy("which attempts are counted", "First attempts")
        BEST = "best", pgettext_lazy("which attempts are counted", "Best attempts")
        ALL = "all", pgettext_lazy("which attempts are counted", "All attempts")

    quiz_key = models.UUIDField(_("quiz"))
    which = models.CharField(_("which attempts"), max_length=8, choices=Which.choices)
    fingerprint = models.CharField(
        _("fingerprint"), max_length=120, help_text=_("Changes as soon as an attempt is handed in or marked anew.")
    )
    made_at = models.DateTimeField(_("as of"), default=timezone.now)
    data = models.JSONField(_("figures"))

    class Meta:
        verbose_name = _("statistics of a quiz")
        verbose_name_plural = _("statistics of quizzes")
        constraints = [models.UniqueConstraint(fields=["quiz_key", "which"], name="quizzes_analysis_once")]

    def __str__(self) -> str:
        return f"{self.quiz_key} {self.which}"
