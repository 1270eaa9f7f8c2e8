import importlib

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

HOUSES = ("accounts", "jobs", "notices", "pages", "certificates", "quizzes", "modules")


class PrivacyConfig(AppConfig):
    name = "skerry.privacy"
    label = "privacy"
    verbose_name = _("Personal data")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the declarations: one module for each lower house."""
        for house in HOUSES:
            importlib.import_module(f"skerry.privacy.{house}")
