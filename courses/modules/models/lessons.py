from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.modules.blocks import PointBlock
from courses.modules.models.modules import ModulePage
from skerry.accounts.models import Scope
from skerry.pages import queries as pages
from skerry.pages.models.mixins import ContentFields


class LessonPage(ContentFields, Page):
    """A self-paced lesson: points that are read one by one or as one page."""

    summary = models.CharField(_("summary"), max_length=200)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=20, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    body = StreamField([("point", PointBlock())], verbose_name=_("points"))

    template = "modules/lesson_page.html"
    page_description = _("A lesson of five to seven points. Each point is a card of two to four minutes.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
        *ContentFields.content_panels,
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    subpage_types: list[str] = []
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("lesson")

    @cached_property
    def module(self) -> ModulePage:
        """The module that the lesson stands under."""
        return ModulePage.objects.get(path=self.path[: -self.steplen])

    def scopes(self) -> list[Scope]:
        return pages.page_scopes(self)

    def serve_preview(self, request, mode_name):
        """Draw the draft with the page's own view, as its readers will see it."""
        request.is_preview = True
        return self.serve(request)

    def serve(self, request, *args, **kwargs):
        from courses.modules.views import pages as views  # noqa: PLC0415  a page's view knows the page

        return views.lesson(request, self)
