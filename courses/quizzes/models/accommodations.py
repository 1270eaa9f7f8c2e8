"""What one person gets beyond what a quiz gives everybody."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccommodationQuerySet(models.QuerySet):
    def of(self, user_id: int, quiz_key):
        """Return the person's accommodation in a quiz, or one that gives nothing."""
        found = self.filter(user_id=user_id, quiz_key=quiz_key).first()
        return found or Accommodation(user_id=user_id, quiz_key=quiz_key)


class Accommodation(models.Model):
    """More time, more attempts, a later close for one person in one quiz. A running attempt gains from it at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="accommodations", on_delete=models.CASCADE
    )
    quiz_key = models.UUIDField(_("quiz"), db_index=True)
    extra_minutes = models.PositiveSmallIntegerField(_("more time, in minutes"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    closes_at = models.DateTimeField(_("closes for this person"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.SET_NULL
    )
    granted_at = models.DateTimeField(_("granted at"), default=timezone.now)

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["user_id"]
        constraints = [models.UniqueConstraint(fields=["user", "quiz_key"], name="quizzes_accommodation_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.quiz_key}"
