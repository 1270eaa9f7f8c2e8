from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.modules.blocks import AgendaBlock
from skerry.accounts.models import Scope
from skerry.pages import queries as pages
from skerry.pages.blocks import TEXT_FEATURES
from skerry.pages.models.mixins import ContentFields


class ModulePage(ContentFields, Page):
    """A training module: what it is for, what it asks, and its lessons and quiz under it."""

    class Level(models.TextChoices):
        BASIC = "basic", pgettext_lazy("level of a module", "Basic")
        ADVANCED = "advanced", pgettext_lazy("level of a module", "Advanced")
        POLICY = "policy", pgettext_lazy("level of a module", "Policy")

    class State(models.TextChoices):
        PREPARATION = "preparation", pgettext_lazy("state of a module", "In preparation")
        OPEN = "open", pgettext_lazy("state of a module", "Open")
        CLOSED = "closed", pgettext_lazy("state of a module", "Closed")

    class Access(models.TextChoices):
        OPEN = "open", _("Open: anyone reads; an account saves progress")
        SIGNED_IN = "signed_in", _("Signed in: anyone with an account may enrol and read")
        COHORT = "cohort", _("Cohort: only those selected for it")

    code = models.CharField(_("code"), max_length=8, help_text=_("For example B1."))
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.BASIC)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PREPARATION)
    access = models.CharField(_("access"), max_length=10, choices=Access.choices, default=Access.OPEN)
    summary = models.TextField(_("summary"), max_length=280)
    scale = models.CharField(_("scale"), max_length=80, blank=True, help_text=_("For example: regional or national."))
    audience = models.TextField(_("audience"), blank=True)
    effort = models.TextField(_("effort"), blank=True, help_text=_("In words, as shown to the reader."))
    hours = models.DecimalField(
        _("hours of the self-paced part"),
        max_digits=4,
        decimal_places=1,
        default=Decimal("0"),
        validators=[MinValueValidator(0)],
        help_text=_("Printed on the certificate."),
    )
    prerequisites = models.CharField(_("prerequisites"), max_length=200, blank=True)
    outcomes = StreamField(
        [("outcome", CharBlock(label=_("Outcome"), max_length=250, icon="tick"))],
        verbose_name=_("outcomes"),
        blank=True,
        help_text=_("Each begins with a verb: what a participant can do afterwards."),
    )
    planned_lessons = StreamField(
        [("lesson", CharBlock(label=_("Title"), max_length=200, icon="doc-full"))],
        verbose_name=_("planned lessons"),
        blank=True,
        help_text=_("Shown while the module is in preparation."),
    )
    workshop = RichTextField(_("workshop"), features=TEXT_FEATURES, blank=True)
    agenda = StreamField([("row", AgendaBlock())], verbose_name=_("workshop agenda"), blank=True)
    assignment = RichTextField(_("assignment brief"), features=TEXT_FEATURES, blank=True)
    criteria = StreamField(
        [("criterion", CharBlock(label=_("Criterion"), max_length=200, icon="tick"))],
        verbose_name=_("criteria of the assignment"),
        blank=True,
    )

    template = "modules/module_page.html"
    page_description = _("A module: outcomes, effort, workshop and assignment. Its lessons and quiz stand under it.")
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("scale")]),
        FieldRowPanel([FieldPanel("state"), FieldPanel("access")]),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("prerequisites"),
                FieldRowPanel([FieldPanel("effort"), FieldPanel("hours")]),
            ],
            heading=_("Who and how long"),
        ),
        FieldPanel("outcomes"),
        FieldPanel("planned_lessons"),
        MultiFieldPanel([FieldPanel("workshop"), FieldPanel("agenda")], heading=_("Workshop")),
        MultiFieldPanel([FieldPanel("assignment"), FieldPanel("criteria")], heading=_("Assignment")),
        *ContentFields.content_panels,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcomes"),
        index.FilterField("level"),
        index.FilterField("state"),
    ]
    subpage_types = ["modules.LessonPage", "quizzes.QuizPage"]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("code")]

    class Meta:
        verbose_name = _("module")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def clean(self) -> None:
        """Refuse to open a module without outcomes: nobody could say what its certificate means."""
        super().clean()
        if self.state == self.State.OPEN and not self.outcomes:
            raise ValidationError({"outcomes": _("A module that is open needs at least one outcome.")})

    @property
    def scope(self) -> Scope:
        """The scope of a grant for this module, the same in all languages."""
        return Scope("page", str(self.translation_key))

    def scopes(self) -> list[Scope]:
        return pages.page_scopes(self)

    def serve_preview(self, request, mode_name):
        """Draw the draft with the page's own view, as its readers will see it."""
        request.is_preview = True
        return self.serve(request)

    def serve(self, request, *args, **kwargs):
        from courses.modules.views import pages as views  # noqa: PLC0415  a page's view knows the page

        return views.module(request, self)
