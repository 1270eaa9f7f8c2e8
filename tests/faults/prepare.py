"""What needs Django: ``python -m tests.faults.prepare copy|furnish|forget_key|audit ...``.

The last line of the output is JSON.
"""

import json
import sys

import django
from django.db import connection, models
from django.urls import reverse
from django.utils import translation

from tests.benchmarks.growth_data import session_of
from tests.benchmarks.prepare import LANGUAGE, copy
from tests.faults.audit import Kept, Told, compare

KINDS = ("numeric", "short_text", "numeric", "short_text")
TRIES = 5


def furnish(learners: str) -> dict:
    """Make a quiz and people who are signed in; return where everything is."""
    from tests.benchmarks.models import Row
    from tests.factories import sittings

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    quiz = sittings.quiz(*KINDS, tries=TRIES)
    slots = quiz.slots.order_by("sort_order").values_list("translation_key", flat=True)
    with translation.override(LANGUAGE):
        return {
            "quiz": str(quiz.translation_key),
            "start": reverse("quizzes:start", args=[quiz.translation_key]),
            "language": LANGUAGE,
            "slots": [str(key) for key in slots],
            "learners": [session_of(sittings.participant(quiz)) for _number in range(int(learners))],
        }


def forget_key() -> None:
    """Let the same key be kept twice."""
    from courses.quizzes.models import AttemptStep

    old = AttemptStep._meta.get_field("client_key")
    new = models.UUIDField(null=True)
    new.set_attributes_from_name(old.name)
    new.model = AttemptStep
    with connection.schema_editor() as editor:
        editor.alter_field(AttemptStep, old, new)


def audit(path: str, quiz: str) -> dict:
    """Hold what the learners of a quiz were told against the log; return the findings, and whether each log is gapless."""
    from courses.quizzes.models import AttemptSlot, AttemptStep

    with open(path, encoding="utf-8") as file:
        told = [Told(*each) for each in json.load(file)]
    steps = AttemptStep.objects.filter(slot__attempt__quiz_key=quiz, client_key__isnull=False)
    kept = [
        Kept(str(step.client_key), str(step.slot.attempt.public_id), str(step.slot.slot_key), step.response["text"])
        for step in steps.select_related("slot__attempt")
    ]
    slots = AttemptSlot.objects.filter(attempt__quiz_key=quiz)
    counted = slots.annotate(found=models.Count("steps"), last=models.Max("steps__sequence"))
    gaps = counted.exclude(found=models.F("sequence") + 1, last=models.F("sequence")).count()
    return {**compare(told, kept)._asdict(), "gaps": gaps}


if __name__ == "__main__":
    django.setup()
    act = {"copy": copy, "furnish": furnish, "forget_key": forget_key, "audit": audit}[sys.argv[1]]
    sys.stdout.write(json.dumps(act(*sys.argv[2:])) + "\n")
