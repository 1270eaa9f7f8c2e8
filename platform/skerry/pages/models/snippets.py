from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A word of the trade with its meaning, shown where a lesson uses it."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("The same in all languages."))
    term = models.CharField(_("term"), max_length=100)
    definition = models.TextField(_("definition"), max_length=600)

    panels = [FieldPanel("key"), FieldPanel("term"), FieldPanel("definition")]
    translatable_fields = [
        SynchronizedField("key"),
        TranslatableField("term"),
        TranslatableField("definition"),
    ]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term
