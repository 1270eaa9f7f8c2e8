"""Thirty-eight sittings of six questions: whole, partial and negative marks, three languages, two gaps."""

import csv
from pathlib import Path

from courses.quizzes.statistics import Sitting, Slot

MAX_MARKS = {"q1": 1, "q2": 1, "q3": 2, "q4": 1, "q5": 1, "q6": 3}
SLOTS = [Slot(key, max_mark) for key, max_mark in MAX_MARKS.items()]


def sittings() -> list[Sitting]:
    """Return the sittings of `sittings.csv`, which `expected.R` reads too."""
    with (Path(__file__).parent / "sittings.csv").open(newline="") as lines:
        return [
            Sitting(
                marks={key: float(row[key]) if row[key] else None for key in MAX_MARKS},
                language=row["language"],
            )
            for row in csv.DictReader(lines)
        ]
