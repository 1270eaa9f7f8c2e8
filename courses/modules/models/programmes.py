from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.modules.blocks import FactBlock, PartnerBlock
from skerry.pages.blocks import SectionBlock
from skerry.pages.models.mixins import ContentFields
from skerry.pages.models.pages import UnderHome


class ProgrammeIndexPage(UnderHome, Page):
    """The list of programmes of one language."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    template = "modules/programme_index_page.html"
    page_description = _("The list of all programmes. There is one in each language.")
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["modules.ProgrammePage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("list of programmes")


class ProgrammePage(ContentFields, Page):
    """A programme with its facts, partners and audience; its modules stand under it."""

    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    summary = models.TextField(_("summary"), max_length=280)
    facts = StreamField([("fact", FactBlock())], verbose_name=_("facts"), blank=True)
    audience = StreamField(
        [("group", CharBlock(label=_("Group"), max_length=200, icon="group"))], verbose_name=_("audience"), blank=True
    )
    partners = StreamField([("partner", PartnerBlock())], verbose_name=_("partners"), blank=True)
    body = StreamField([("section", SectionBlock())], verbose_name=_("body"), blank=True)
    sources = StreamField([("source", FactBlock(label=_("Source")))], verbose_name=_("sources"), blank=True)

    template = "modules/programme_page.html"
    page_description = _("A programme: what it is, who carries it, whom it is for. Its modules stand under it.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("short_title"),
        FieldPanel("summary"),
        FieldPanel("facts"),
        FieldPanel("audience"),
        FieldPanel("body"),
        FieldPanel("partners"),
        FieldPanel("sources"),
        *ContentFields.content_panels,
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    subpage_types = ["modules.ModulePage", "pages.StandardPage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("programme")
