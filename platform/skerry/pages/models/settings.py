from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

FIRST_OPEN_LANGUAGES = ("en", "sv", "lv")


def first_open_languages() -> list[str]:
    return list(FIRST_OPEN_LANGUAGES)


class LanguagesField(models.JSONField):
    """A list of language codes, ticked in the admin."""

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            choices=settings.LANGUAGES,
            widget=forms.CheckboxSelectMultiple,
            required=True,
        )


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """What the operator of a site decides: languages, host, funding and contact."""

    open_languages = LanguagesField(
        _("open languages"),
        default=first_open_languages,
        help_text=_("The languages that visitors are offered. Others can be prepared without being shown."),
    )
    host_organisation = models.CharField(
        _("host organisation"),
        max_length=200,
        blank=True,
        help_text=_("Who runs the site and issues its certificates."),
    )
    contact_email = models.EmailField(_("contact address"), default="hello@skerry.example")
    funding_programme = models.CharField(
        _("funding programme"),
        max_length=200,
        blank=True,
        help_text=_("Shown with the emblem of the European Union, for example: Interreg Baltic Sea Region."),
    )
    funding_project = models.CharField(_("project, in short"), max_length=100, blank=True)
    funding_shown = models.BooleanField(_("show the funding block"), default=True)

    panels = [
        FieldPanel("open_languages"),
        MultiFieldPanel([FieldPanel("host_organisation"), FieldPanel("contact_email")], heading=_("Host")),
        MultiFieldPanel(
            [FieldPanel("funding_shown"), FieldPanel("funding_programme"), FieldPanel("funding_project")],
            heading=_("Funding"),
        ),
    ]

    class Meta:
        verbose_name = _("Skerry's settings")

    def clean(self) -> None:
        """Refuse to close the default language, which every reader without a better one gets."""
        super().clean()
        if settings.LANGUAGE_CODE not in self.open_languages:
            raise ValidationError({"open_languages": _("English must stay open: it is what readers fall back on.")})
