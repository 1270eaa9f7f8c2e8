"""The question bank: what a question is in one language, and where it stands in the bank."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.models import (
    Collection,
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    get_root_collection_id,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses import items
from courses.quizzes import authoring, messages, outcomes
from courses.quizzes.blocks import ItemField
from skerry.pages.models.mixins import Licensed


class QuestionQuerySet(models.QuerySet):
    def ready(self):
        """Published, so that quizzes may use it."""
        return self.filter(live=True)

    def retired(self):
        """Taken out of use: once published, no longer. Attempts at it stay as they are."""
        return self.filter(live=False, first_published_at__isnull=False)

    def drafts(self):
        """Never published yet."""
        return self.filter(live=False, first_published_at__isnull=True)

    def as_written(self):
        """One row for each question: the one in the language it was written in, which is there before any other."""
        same = self.model.objects.filter(translation_key=models.OuterRef("translation_key"))
        return self.filter(~models.Exists(same.filter(pk__lt=models.OuterRef("pk"))))

    def below(self, category: Collection):
        """In a category or one under it."""
        return self.filter(category__path__startswith=category.path)


class QuestionTag(TaggedItemBase):
    """A tag of a question."""

    content_object = ParentalKey("quizzes.Question", related_name="tagged_items", on_delete=models.CASCADE)


class Question(
    PreviewableMixin,
    LockableMixin,
    DraftStateMixin,
    RevisionMixin,
    Licensed,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A question of the bank, in one language. Its identity in all languages is the translation key.

    Category, tags, difficulty and outcomes are those of the source language; translations bring words only.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a question", "Draft")
        READY = "ready", pgettext_lazy("state of a question", "Ready")
        RETIRED = "retired", pgettext_lazy("state of a question", "Retired")

    class Difficulty(models.TextChoices):
        EASY = "easy", pgettext_lazy("difficulty of a question", "Easy")
        MEDIUM = "medium", pgettext_lazy("difficulty of a question", "Medium")
        HARD = "hard", pgettext_lazy("difficulty of a question", "Hard")

    code = models.CharField(_("code"), max_length=40, help_text=_("For your own order, for example B1-Q1."))
    item = ItemField(verbose_name=_("question"))
    category = models.ForeignKey(
        Collection,
        verbose_name=_("category"),
        related_name="questions",
        default=get_root_collection_id,
        on_delete=models.PROTECT,
    )
    tags = ClusterTaggableManager(through=QuestionTag, blank=True, verbose_name=_("tags"))
    difficulty = models.CharField(_("difficulty"), max_length=8, choices=Difficulty.choices, default=Difficulty.MEDIUM)
    author = models.CharField(_("author"), max_length=120, blank=True, help_text=_("Who wrote the question."))

    objects = QuestionQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("category")]),
        FieldPanel("item"),
        MultiFieldPanel(
            [FieldPanel("tags"), FieldPanel("difficulty"), InlinePanel("tested_outcomes", label=_("Outcome"))],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("licence"), FieldPanel("attribution")],
            heading=_("Author and licence"),
            classname="collapsed",
        ),
        PublishingPanel(),
    ]
    translatable_fields = [
        SynchronizedField("code", overridable=False),
        SynchronizedField("category", overridable=False),
        SynchronizedField("difficulty", overridable=False),
        SynchronizedField("author", overridable=False),
        SynchronizedField("licence", overridable=False),
        SynchronizedField("attribution", overridable=False),
        TranslatableField("item"),
    ]
    search_fields = [
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.SearchField("item"),
        index.AutocompleteField("item"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
        index.FilterField("first_published_at"),
        index.FilterField("category_id"),
        index.FilterField("difficulty"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def public_id(self):
        """The identity that outlives the site: the same in all languages."""
        return self.translation_key

    @property
    def kind(self) -> str:
        return self.item[0].block_type if self.item else ""

    @property
    def state(self) -> str:
        """Where the question stands: Wagtail's own record of its publication says it all."""
        if self.live:
            return self.State.READY
        return self.State.RETIRED if self.first_published_at else self.State.DRAFT

    def clean(self) -> None:
        """Refuse a question without a key, with doubled options, or otherwise unanswerable."""
        super().clean()
        if not self.item:
            return
        found = items.get(self.kind).problems(authoring.data_of(self.item[0]))
        if found:
            raise ValidationError({"item": [messages.problem(problem) for problem in found]})

    def draft_in(self, language: str) -> "Question | None":
        """Return the question in a language as it was last saved; this very object in its own."""
        if language == self.locale.language_code:
            return self
        row = Question.objects.filter(translation_key=self.translation_key, locale__language_code=language).first()
        return row and row.get_latest_revision_as_object()

    def source_language(self) -> str:
        """Return the code of the language that the question was written in."""
        first = Question.objects.filter(translation_key=self.translation_key).order_by("pk").select_related("locale")
        return next((row.locale.language_code for row in first[:1]), self.locale.language_code)

    @property
    def preview_modes(self):
        """One for each language that the question has, its own first."""
        others = Question.objects.filter(translation_key=self.translation_key).exclude(locale_id=self.locale_id)
        locales = [self.locale, *(row.locale for row in others.select_related("locale").order_by("pk"))]
        return [(locale.language_code, locale.get_display_name()) for locale in locales]

    def serve_preview(self, request, mode_name):
        """Draw the question as a learner reads it, the interface in the language of the mode too."""
        with translation.override(mode_name or self.locale.language_code):
            return super().serve_preview(request, mode_name).render()

    def get_preview_template(self, request, mode_name):
        return "quizzes/question_preview.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {**context, **authoring.preview(self, mode_name)}


def _outcome_choices() -> list[tuple[str, str]]:
    return [("", "---------"), *outcomes.listed()]


class QuestionOutcome(models.Model):
    """An outcome that a question tests, by the identity it has in all languages."""

    question = ParentalKey(Question, related_name="tested_outcomes", on_delete=models.CASCADE)
    outcome_key = models.UUIDField(_("outcome"), db_index=True)

    panels = [FieldPanel("outcome_key", widget=forms.Select(choices=lazy(_outcome_choices, list)()))]

    class Meta:
        verbose_name = _("outcome of a question")
        verbose_name_plural = _("outcomes of questions")
        constraints = [models.UniqueConstraint(fields=["question", "outcome_key"], name="quizzes_outcome_once")]

    def __str__(self) -> str:
        return str(self.outcome_key)
