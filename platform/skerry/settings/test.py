"""The suite: fast password hashing, tasks run at once, files of their own."""

import tempfile
from pathlib import Path

from skerry.settings import env
from skerry.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-the-test-suite-" * 3
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SERVE_MEDIA = True
DEMO = True
CACHE_MAY_BE_PRIVATE = True
IS_LOOPBACK = True
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405  tests put the database back from its template
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": env.cache(env.read("SKERRY_CACHE_URL", "locmem:"))}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "skerry-test-media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False

# A query for each row is a fault in any test. Fetching two objects by key is not, and the budgets see it.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # noqa: F405
MIDDLEWARE = ["tests.support.queries.watch", *MIDDLEWARE]  # noqa: F405
ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
