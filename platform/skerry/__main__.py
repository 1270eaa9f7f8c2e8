"""The command line of Skerry: Django's management commands under its own name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skerry.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
