"""The benchmark's settings, with a server that dies at the worst moment."""

import os

from tests.benchmarks.settings import *  # noqa: F403

MIDDLEWARE = ["tests.faults.middleware.Fate", *MIDDLEWARE]  # noqa: F405
FAULTS_DEATH = float(os.environ.get("BENCH_DEATH") or 0)
FAULTS_DEATHS = os.environ.get("BENCH_DEATHS", "")
