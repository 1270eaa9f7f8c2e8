"""Run the worker in a process of its own on the database of the test: ``worker.py DATABASE [options]``."""

import json
import sys

import django
from django.conf import settings
from django.core.management import call_command

settings.DATABASES["default"].update(json.loads(sys.argv[1]))
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
django.setup()

from tests.skerry.jobs import handlers  # noqa: E402, F401  registers the jobs of the tests

call_command("work", *sys.argv[2:], interval=0.1, startup_delay=False)
