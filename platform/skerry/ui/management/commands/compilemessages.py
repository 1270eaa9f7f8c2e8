from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from skerry.ui.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the translations, without msgfmt; what is up to date is left alone."
    requires_system_checks = []

    def handle(self, **_options) -> None:
        for folder in settings.LOCALE_PATHS:
            for path in compile_all(Path(folder)):
                self.stdout.write(str(path))
