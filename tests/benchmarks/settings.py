"""The site as it is measured: as on a server, on this machine, with views to compare by."""

import os
from pathlib import Path

from skerry.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-the-benchmark-" * 3
ALLOWED_HOSTS = ["127.0.0.1"]
SERVE_MEDIA = True
DEMO = True
ROOT_URLCONF = "tests.benchmarks.urls"
INSTALLED_APPS = ["tests.benchmarks", *INSTALLED_APPS]  # noqa: F405
MIDDLEWARE = ["tests.benchmarks.middleware.Gauge", *MIDDLEWARE]  # noqa: F405
STATIC_ROOT = Path(os.environ.get("BENCH_STATIC", VAR_DIR / "static"))  # noqa: F405
# All connections come from one address within seconds. Tasks are queued as ever, and nobody works them off.
ACCOUNT_RATE_LIMITS = False
# Milliseconds that every request sleeps, and then computes, to no purpose: the figures have to show it.
BENCH_SLOW = int(os.environ.get("BENCH_SLOW") or 0)
