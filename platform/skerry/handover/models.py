from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportedObject(models.Model):
    """What a bundle brought, and how it stood here afterwards: the base from which both sides may move."""

    kind = models.CharField(_("kind"), max_length=40)
    identity = models.UUIDField(_("identity"))
    locale = models.CharField(_("language"), max_length=8, blank=True)
    sha256 = models.CharField(_("hash in the bundle"), max_length=64)
    revision = models.CharField(
        _("state after the import"),
        max_length=64,
        help_text=_("The latest revision, or a hash where there are no revisions."),
    )
    bundle = models.CharField(_("title of the bundle"), max_length=200)
    imported_at = models.DateTimeField(_("imported at"), default=timezone.now)

    class Meta:
        verbose_name = _("imported object")
        verbose_name_plural = _("imported objects")
        constraints = [models.UniqueConstraint(fields=["kind", "identity", "locale"], name="handover_imported_once")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.identity}{f'.{self.locale}' if self.locale else ''}"
