from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "skerry.pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import Page  # noqa: PLC0415  app ready

        from skerry.notices.registry import languages_from  # noqa: PLC0415  app ready
        from skerry.pages import checks, queries, receivers  # noqa: F401, PLC0415  app ready

        languages_from(queries.open_languages)

        # At the top of the tree stand home pages alone. The stock page cannot say so itself; ours all name their own.
        Page.subpage_types = ["pages.HomePage"]
