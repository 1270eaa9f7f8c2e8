from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses import items
from courses.quizzes import authoring, messages
from courses.quizzes.blocks import ItemField
from skerry.pages.models.mixins import Licensed


class Question(
    PreviewableMixin,
    LockableMixin,
    DraftStateMixin,
    RevisionMixin,
    Licensed,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A question of the bank, in one language. Its identity in all languages is the translation key."""

    code = models.CharField(_("code"), max_length=40, help_text=_("For your own order, for example B1-Q1."))
    item = ItemField(verbose_name=_("question"))

    panels = [
        FieldPanel("code"),
        FieldPanel("item"),
        MultiFieldPanel(
            [FieldPanel("licence"), FieldPanel("attribution")], heading=_("Licence"), classname="collapsed"
        ),
        PublishingPanel(),
    ]
    translatable_fields = [
        SynchronizedField("code"),
        SynchronizedField("licence"),
        SynchronizedField("attribution"),
        TranslatableField("item"),
    ]
    search_fields = [
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.SearchField("item"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def kind(self) -> str:
        return self.item[0].block_type if self.item else ""

    def clean(self) -> None:
        """Refuse a question without a key, with doubled options, or otherwise unanswerable."""
        super().clean()
        if not self.item:
            return
        found = items.get(self.kind).problems(authoring.data_of(self.item[0]))
        if found:
            raise ValidationError({"item": [messages.problem(problem) for problem in found]})

    def get_preview_template(self, request, mode_name):
        return "quizzes/question_preview.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {**context, **authoring.preview(self)}


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
