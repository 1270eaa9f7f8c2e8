"""A quiz: where its questions come from, how they are answered and marked, what is shown when."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Collection, Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses.quizzes import behaviours, outcomes
from courses.quizzes.forms import QuizPageForm
from courses.quizzes.models.fields import WordsField
from skerry.accounts.models import Scope
from skerry.pages import queries as pages
from skerry.pages.blocks import TEXT_FEATURES

SHOWN = (
    ("answer", pgettext_lazy("shown in a review", "The person's answers")),
    ("correctness", pgettext_lazy("shown in a review", "Whether they are right")),
    ("marks", pgettext_lazy("shown in a review", "Marks")),
    ("feedback", pgettext_lazy("shown in a review", "Feedback to what was chosen")),
    ("explanation", pgettext_lazy("shown in a review", "The explanation for everybody")),
    ("right_answer", pgettext_lazy("shown in a review", "The right answer")),
    ("overall", pgettext_lazy("shown in a review", "The words on the whole result")),
)
"""What a review can show (Moodle's mod/quiz review options, marks at most always shown)."""

MOMENTS = ("during", "just_after", "later", "after_close")


def all_shown() -> list[str]:
    return [word for word, _label in SHOWN]


def shown_during() -> list[str]:
    return [word for word in all_shown() if word != "overall"]


class BandBlock(blocks.StructBlock):
    """Words on the whole result, from a share of the marks on."""

    from_percent = blocks.IntegerBlock(label=_("From this share, in per cent"), min_value=0, max_value=100, default=0)
    text = blocks.RichTextBlock(label=_("Words"), features=TEXT_FEATURES)

    class Meta:
        icon = "comment"
        label = _("Words on a result")


class QuizPage(Page):
    """A quiz: questions of the bank in slots, and how they are answered and marked."""

    class Counts(models.TextChoices):
        HIGHEST = "highest", pgettext_lazy("which attempt counts", "The best attempt")
        LAST = "last", pgettext_lazy("which attempt counts", "The last attempt")
        FIRST = "first", pgettext_lazy("which attempt counts", "The first attempt")
        AVERAGE = "average", pgettext_lazy("which attempt counts", "The average of all attempts")

    class Overdue(models.TextChoices):
        SUBMIT = "submit", pgettext_lazy("when time is up", "Hand in what was answered")
        GRACE = "grace", pgettext_lazy("when time is up", "Give a period of grace for handing in, not for answering")
        ABANDON = "abandon", pgettext_lazy("when time is up", "Leave it: what was not handed in does not count")

    class Navigation(models.TextChoices):
        FREE = "free", pgettext_lazy("moving through a quiz", "To any question at any time")
        SEQUENTIAL = "sequential", pgettext_lazy("moving through a quiz", "Forward only")

    intro = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    behaviour = models.CharField(
        _("behaviour"), max_length=16, choices=behaviours.choices, default=behaviours.INTERACTIVE
    )
    tries = models.PositiveSmallIntegerField(
        _("tries for each question"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("With several tries. The hint is shown after the first miss."),
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
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=0, help_text=_("0 sets no limit.")
    )
    counts = models.CharField(_("what counts"), max_length=8, choices=Counts.choices, default=Counts.HIGHEST)
    time_limit = models.PositiveSmallIntegerField(
        _("time limit, in minutes"), default=0, help_text=_("0 sets no limit.")
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    overdue = models.CharField(_("when time is up"), max_length=8, choices=Overdue.choices, default=Overdue.SUBMIT)
    grace_period = models.PositiveSmallIntegerField(_("period of grace, in minutes"), default=0)
    navigation = models.CharField(_("moving"), max_length=12, choices=Navigation.choices, default=Navigation.FREE)
    shuffle = models.BooleanField(
        _("shuffle the questions"), default=False, help_text=_("Within each section, but those that keep their place.")
    )
    review_during = WordsField(_("during the attempt"), words=SHOWN, default=shown_during, blank=True)
    review_just_after = WordsField(_("in the first two minutes after"), words=SHOWN, default=all_shown, blank=True)
    review_later = WordsField(_("later, while the quiz is open"), words=SHOWN, default=all_shown, blank=True)
    review_after_close = WordsField(_("after the quiz has closed"), words=SHOWN, default=all_shown, blank=True)
    bands = StreamField([("band", BandBlock())], verbose_name=_("words on the whole result"), blank=True)
    pre_test = models.ForeignKey(
        "self",
        verbose_name=_("pre-test"),
        related_name="post_tests",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Makes this quiz the post-test: it takes its questions as the pre-test does, and shows the gain."),
    )

    template = "quizzes/quiz_page.html"
    base_form_class = QuizPageForm
    page_description = _("A quiz on the questions of the bank.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldPanel("behaviour", help_text=_("Whether answers are checked at once, and how often.")),
                FieldRowPanel(
                    [
                        FieldPanel("tries"),
                        FieldPanel("penalty"),
                        FieldPanel("pass_mark", help_text=_("Who has this share of the marks or more has passed.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("attempts_allowed"),
                        FieldPanel("counts", help_text=_("The attempt whose marks are the person's result.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("navigation", help_text=_("Forward only: an answer cannot be changed later.")),
                        FieldPanel("shuffle"),
                    ]
                ),
            ],
            heading=_("Answering and marking"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("opens_at", help_text=_("Nobody can begin before. Leave it empty to open at once.")),
                        FieldPanel("closes_at", help_text=_("Running attempts end then. Leave it empty for no end.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("time_limit"),
                        FieldPanel("overdue", help_text=_("What becomes of an attempt that was not handed in.")),
                        FieldPanel("grace_period", help_text=_("Counts only where a period of grace is given.")),
                    ]
                ),
            ],
            heading=_("Time"),
            help_text=_("Times are those of your own time zone. You can give one person more time in the results."),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel(f"review_{moment}") for moment in MOMENTS],
            heading=_("What the person is shown, and when"),
            help_text=_("Take a tick away to keep something back until later. The marks at most are always shown."),
            classname="collapsed",
        ),
        FieldPanel(
            "bands",
            classname="collapsed",
            help_text=_("The words of the highest share that a person has reached are shown with the result."),
        ),
        PageChooserPanel("pre_test", "quizzes.QuizPage"),
        InlinePanel(
            "slots",
            heading=_("Questions"),
            label=_("Question"),
            help_text=_("Each entry is one question of the bank, or some that are drawn anew for each attempt."),
        ),
    ]
    subpage_types: list[str] = []
    override_translatable_fields = [
        SynchronizedField("slug"),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "behaviour tries penalty pass_mark attempts_allowed counts time_limit opens_at closes_at overdue "
                "grace_period navigation shuffle review_during review_just_after review_later review_after_close "
                "pre_test"
            ).split()
        ),
    ]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def clean(self) -> None:
        """Refuse a quiz that closes before it opens, and a post-test of itself or of another post-test."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The quiz closes before it opens.")})
        if self.pre_test and (self.pre_test.translation_key == self.translation_key or self.pre_test.pre_test_id):
            raise ValidationError({"pre_test": _("Choose a quiz that is no post-test itself.")})

    def scopes(self) -> list[Scope]:
        return pages.page_scopes(self)

    def serve_preview(self, request, mode_name):
        """Draw the draft with the page's own view, as its readers will see it."""
        request.is_preview = True
        return self.serve(request)

    def serve(self, request, *args, **kwargs):
        from courses.quizzes.views import pages as views  # noqa: PLC0415  a page's view knows the page

        return views.quiz(request, self)


def _outcome_choices() -> list[tuple[str, str]]:
    return [("", "---------"), *outcomes.listed()]


class QuizSlot(TranslatableMixin, Orderable):
    """A place in a quiz: one question, or some drawn from the bank when an attempt starts.

    Its translation key is its identity in every language and every attempt.
    """

    page = ParentalKey(QuizPage, related_name="slots", on_delete=models.CASCADE)
    section = models.CharField(
        _("section"), max_length=200, blank=True, help_text=_("A heading: a section of the quiz begins here.")
    )
    question = models.ForeignKey(
        "quizzes.Question",
        verbose_name=_("question"),
        related_name="slots",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Leave it empty to draw questions at random."),
    )
    max_mark = models.DecimalField(
        _("marks"), max_digits=5, decimal_places=2, default=Decimal("1"), validators=[MinValueValidator(0)]
    )
    keeps_place = models.BooleanField(_("keeps its place when questions are shuffled"), default=False)
    draw_count = models.PositiveSmallIntegerField(
        _("how many to draw"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    draw_category = models.ForeignKey(
        Collection,
        verbose_name=_("from this category"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    draw_tag = models.CharField(_("with this tag"), max_length=100, blank=True)
    draw_outcome = models.UUIDField(_("testing this outcome"), null=True, blank=True)

    panels = [
        FieldPanel("section"),
        FieldPanel("question"),
        FieldRowPanel(
            [
                FieldPanel("max_mark", help_text=_("For each question; 0 asks it without counting it.")),
                FieldPanel("keeps_place"),
            ]
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("draw_count"), FieldPanel("draw_category"), FieldPanel("draw_tag")]),
                FieldPanel("draw_outcome", widget=forms.Select(choices=lazy(_outcome_choices, list)())),
            ],
            heading=_("Draw at random"),
            help_text=_("Counts only without a question. A drawn question fits all of what is chosen here."),
        ),
    ]
    translatable_fields = [
        TranslatableField("section"),
        TranslatableField("question"),
        *(
            SynchronizedField(name, overridable=False)
            for name in "max_mark keeps_place draw_count draw_category draw_tag draw_outcome".split()
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("slot")
        verbose_name_plural = _("slots")

    def __str__(self) -> str:
        return f"{self.sort_order} {self.question_id or 'drawn'}"

    @property
    def is_draw(self) -> bool:
        """Questions are drawn here when an attempt starts."""
        return self.question_id is None

    def clean(self) -> None:
        """Refuse a slot that says neither which question nor what to draw from."""
        super().clean()
        if self.is_draw and not (self.draw_category_id or self.draw_tag or self.draw_outcome):
            raise ValidationError(
                {"question": _("Choose a question, or a category, a tag or an outcome to draw questions from.")}
            )
