from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from skerry.pages.blocks import TEXT_FEATURES, SectionBlock

# First parts of addresses that routes use: a page under a home page may not take them.
RESERVED_SLUGS = frozenset(
    "_util accounts admin api applications assets attempts calendar certificates desk dev documents feeds forum "
    "healthz id jobs learning manage media metrics notices oai quizzes readyz reflections search static "
    "styleguide verify".split()
) | frozenset(code for code, _name in settings.LANGUAGES)


class HomePage(Page):
    """The front page of one language."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.TextField(_("lead"), max_length=400)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("sections"), blank=True)

    template = "pages/home_page.html"
    page_description = _("The front page of one language: what the site is and where to begin.")
    max_count_per_parent = None
    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead"), FieldPanel("sections")]
    search_fields = [*Page.search_fields, index.SearchField("headline"), index.SearchField("lead")]
    subpage_types = [
        "pages.StandardPage",
        "pages.AccessibilityPage",
        "modules.ProgrammeIndexPage",
    ]
    # The address of a home page is the language, so its slug is nobody's to translate.
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("headline"),
        TranslatableField("lead"),
        TranslatableField("sections"),
    ]

    class Meta:
        verbose_name = _("home page")


class UnderHome(models.Model):
    """A page whose address may stand directly under the language, where the routes stand too."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS and (self.depth or 3) <= 3:
            raise ValidationError({"slug": _("This address is used by the site itself. Choose another.")})


class StandardPage(UnderHome, Page):  # noqa: DJ008  a page says its own name
    """A page of text: about, privacy, contact."""

    summary = models.TextField(_("summary"), max_length=280, blank=True)
    body = StreamField([("section", SectionBlock())], verbose_name=_("body"))
    in_footer = models.BooleanField(_("listed at the foot of every page"), default=True)

    template = "pages/standard_page.html"
    page_description = _("A page of text, such as About, Privacy or Contact.")
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("in_footer")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    subpage_types = ["pages.StandardPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("page of text")


class AccessibilityPage(UnderHome, Page):  # noqa: DJ008  a page says its own name
    """The accessibility statement, by the model of Decision (EU) 2018/1523."""

    class Status(models.TextChoices):
        FULL = "full", _("fully conformant")
        PARTIAL = "partial", _("partially conformant")
        NOT = "not", _("not conformant")

    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.PARTIAL)
    status_text = RichTextField(_("what the status means"), features=TEXT_FEATURES)
    gaps = StreamField(
        [
            (
                "gap",
                StructBlock(
                    [
                        ("what", CharBlock(label=_("What is not accessible"), max_length=300)),
                        ("why", CharBlock(label=_("Why"), max_length=300)),
                        ("alternative", CharBlock(label=_("What you can do instead"), max_length=300)),
                    ],
                    icon="warning",
                    label=_("Gap"),
                ),
            )
        ],
        verbose_name=_("what is not accessible"),
        blank=True,
    )
    method = RichTextField(_("how the statement was prepared"), features=TEXT_FEATURES)
    prepared_on = models.DateField(_("prepared on"))
    review_due = models.DateField(_("review due"), help_text=_("At least once a year."))
    feedback = RichTextField(_("how to tell us"), features=TEXT_FEATURES)
    enforcement = RichTextField(_("enforcement"), features=TEXT_FEATURES)
    in_footer = models.BooleanField(_("listed at the foot of every page"), default=True)

    template = "pages/accessibility_page.html"
    page_description = _("The accessibility statement that the law asks for.")
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("status"), FieldPanel("status_text"), FieldPanel("gaps")], heading=_("Status")),
        MultiFieldPanel(
            [FieldPanel("method"), FieldPanel("prepared_on"), FieldPanel("review_due")], heading=_("Preparation")
        ),
        MultiFieldPanel([FieldPanel("feedback"), FieldPanel("enforcement")], heading=_("Feedback and enforcement")),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("in_footer")]
    subpage_types: list[str] = []
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("accessibility statement")

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Heading and rich text of the statement's later parts."""
        return [
            (_("How this statement was prepared"), self.method),
            (_("Tell us about barriers"), self.feedback),
            (_("Enforcement"), self.enforcement),
        ]
