from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from skerry.accounts.models import Scope
from skerry.pages import queries as pages
from skerry.pages.blocks import TEXT_FEATURES


class QuizPage(Page):
    """A quiz: questions of the bank in slots, and how they are answered and marked."""

    class Behaviour(models.TextChoices):
        INTERACTIVE = "interactive", pgettext_lazy("behaviour of a quiz", "Feedback after each answer, hint on a miss")
        DEFERRED = "deferred", pgettext_lazy("behaviour of a quiz", "Feedback at the end")

    intro = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    behaviour = models.CharField(
        _("behaviour"), max_length=16, choices=Behaviour.choices, default=Behaviour.INTERACTIVE
    )
    tries = models.PositiveSmallIntegerField(
        _("tries for each question"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("With feedback after each answer. The hint is shown after the first miss."),
    )
    penalty = models.DecimalField(
        _("penalty for each earlier try"),
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.333"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("As a part of the mark: 0.333 takes a third away."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, in per cent"), default=70, validators=[MaxValueValidator(100)]
    )

    template = "quizzes/quiz_page.html"
    page_description = _("A quiz on the questions of the bank. Attempts are unlimited, and the best one counts.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("behaviour"),
                FieldRowPanel([FieldPanel("tries"), FieldPanel("penalty"), FieldPanel("pass_mark")]),
            ],
            heading=_("Answering and marking"),
        ),
        InlinePanel("slots", heading=_("Questions"), label=_("Question"), min_num=1),
    ]
    subpage_types: list[str] = []
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("behaviour", overridable=False),
        SynchronizedField("tries", overridable=False),
        SynchronizedField("penalty", overridable=False),
        SynchronizedField("pass_mark", overridable=False),
    ]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def scopes(self) -> list[Scope]:
        return pages.page_scopes(self)

    def serve_preview(self, request, mode_name):
        """Draw the draft with the page's own view, as its readers will see it."""
        request.is_preview = True
        return self.serve(request)

    def serve(self, request, *args, **kwargs):
        from courses.quizzes.views import pages as views  # noqa: PLC0415  a page's view knows the page

        return views.quiz(request, self)


class QuizSlot(TranslatableMixin, Orderable):
    """A place in a quiz. Its translation key is its identity in every language and every attempt."""

    page = ParentalKey(QuizPage, related_name="slots", on_delete=models.CASCADE)
    question = models.ForeignKey(
        "quizzes.Question", verbose_name=_("question"), related_name="slots", on_delete=models.PROTECT
    )
    max_mark = models.DecimalField(
        _("marks"), max_digits=5, decimal_places=2, default=Decimal("1"), validators=[MinValueValidator(0)]
    )

    panels = [FieldPanel("question"), FieldPanel("max_mark")]
    translatable_fields = [TranslatableField("question"), SynchronizedField("max_mark", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("slot")
        verbose_name_plural = _("slots")

    def __str__(self) -> str:
        return f"{self.sort_order} {self.question_id}"
