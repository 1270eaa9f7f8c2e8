"""Jobs for the tests: they leave files behind, and can be told to hang, fail or be put off."""

import os
import time
from datetime import timedelta
from pathlib import Path

from skerry.jobs.progress import TryAgain
from skerry.jobs.registry import job

COUNT = 5


@job("tests.files", max_tries=3)
def make_files(progress, *, folder: str, hang_at: int = 0) -> dict:
    """Make five files, one by one, each once; hang at one of them where the environment says so."""
    for number in range(1, COUNT + 1):
        path = Path(folder) / str(number)
        if not path.exists():
            with path.open("a", encoding="ascii") as file:
                file.write(f"made by {os.getpid()}\n")
        progress.step(number, COUNT, f"file {number}")
        if number == hang_at and os.environ.get("TESTS_HANG"):
            time.sleep(600)
    return {"folder": folder}


@job("tests.fails")
def fail(progress) -> None:
    progress.step(1, 2)
    raise ZeroDivisionError("nothing can be divided by nothing")


@job("tests.put_off", max_tries=2)
def put_off(progress) -> None:
    raise TryAgain("the line is down", after=timedelta(minutes=5))
