from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(NamedTuple):
    """Where a role holds: a kind of thing and its identity, as data. ``SITE`` is everywhere.

    Kinds in use: ``site`` (no identity), ``page`` (the translation key of a page, for the page and all under it)
    and ``locale`` (a language code, for translators).
    """

    kind: str
    identity: str = ""


SITE = Scope("site")


class Role(models.TextChoices):
    """The roles of DESIGN's vocabulary; visitor and applicant need no grant."""

    PARTICIPANT = "participant", pgettext_lazy("role", "Participant")
    ALUMNUS = "alumnus", pgettext_lazy("role", "Alumnus")
    TRAINER = "trainer", pgettext_lazy("role", "Trainer")
    EDITOR = "editor", pgettext_lazy("role", "Editor")
    TRANSLATOR = "translator", pgettext_lazy("role", "Translator")
    MANAGER = "manager", pgettext_lazy("role", "Programme manager")
    STEWARD = "steward", pgettext_lazy("role", "Steward")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


class GrantQuerySet(models.QuerySet):
    def within(self, scopes):
        """Grants that hold in any of ``scopes`` or everywhere."""
        condition = models.Q(scope_kind=SITE.kind)
        for scope in scopes:
            condition |= models.Q(scope_kind=scope.kind, scope_id=scope.identity)
        return self.filter(condition)


class Grant(models.Model):
    """A role that a person holds within a scope. Rules read grants and nothing else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="grants", on_delete=models.CASCADE)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    scope_kind = models.CharField(_("kind of scope"), max_length=16, default=SITE.kind)
    scope_id = models.CharField(_("identity of the scope"), max_length=64, blank=True, default=SITE.identity)
    created_at = models.DateTimeField(_("granted at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.SET_NULL
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant of a role")
        verbose_name_plural = _("grants of roles")
        ordering = ["role", "scope_kind", "scope_id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "scope_kind", "scope_id"], name="accounts_grant_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.scope_kind} {self.scope_id})"

    @property
    def scope(self) -> Scope:
        return Scope(self.scope_kind, self.scope_id)
