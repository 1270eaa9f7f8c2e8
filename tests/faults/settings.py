"""The benchmark's settings, with a server that dies at the worst moment."""

import os

from tests.benchmarks.settings import *  # noqa: F403

MIDDLEWARE = ["tests.faults.middleware.Fate", *MIDDLEWARE]  # noqa: F405
# The file that notes who died, and how many seconds there are between one death and the next; none without a file.
FAULTS_DEATHS = os.environ.get("BENCH_DEATHS", "")
FAULTS_EVERY = float(os.environ.get("BENCH_DEATH_EVERY") or 5)
