from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from skerry.privacy.registry import impersonal


class HandoverConfig(AppConfig):
    name = "skerry.handover"
    label = "handover"
    verbose_name = _("Handover")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        impersonal("handover.ImportedObject")
