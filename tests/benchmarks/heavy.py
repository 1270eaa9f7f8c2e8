"""The heavy work of the staff, run where it would run and timed there: statistics, and marking again."""

import json
import random
import resource
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone

Said = dict[str, float]


@contextmanager
def timed(into: Said, name: str) -> Iterator[None]:
    """Note the seconds that something takes, by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    into[f"{name}, s"] = round(time.perf_counter() - clock, 2)
    into[f"{name}, cpu s"] = round(time.process_time() - processor, 2)


def grown_by(act: Callable[[], None]) -> int:
    """Return by how many MiB the most memory that the process ever had grows."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    act()
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024


def statistics(attempts: str, questions: str) -> Said:
    """Work out the statistics of a quiz of so many attempts and questions."""
    from courses.quizzes import queries
    from courses.quizzes.models import ItemAnalysis
    from courses.quizzes.queries.statistics import figures
    from tests.factories import finished, sittings

    asked = [sittings.question("single_choice") for _number in range(int(questions))]
    quiz = sittings.quiz_of([sittings.slot(each) for each in asked])
    versions = queries.newest_versions([each.translation_key for each in asked])
    texts = queries.texts([version.pk for version in versions.values()], "en")
    options = [[row["id"] for row in texts[versions[each.translation_key].pk].content["options"]] for each in asked]
    for _batch in range(int(attempts) // 1000):
        able = [random.random() for _number in range(1000)]
        fractions = [[float(random.random() < part) for _question in asked] for part in able]
        responses = [[{"choice": [random.choice(ids)]} for ids in options] for _part in able]
        finished.sat(quiz, fractions, responses=responses, by=_people(1000))
    said: Said = {}

    def work() -> None:
        with timed(said, "statistics"):
            found = figures(quiz, ItemAnalysis.Which.ALL)
        assert len(found["items"]) == len(asked)

    said["MiB more"] = grown_by(work)
    return said


def regrade(attempts: str) -> Said:
    """Correct a question that so many people have answered, plan what that does, and do it by the job."""
    from courses.quizzes.models import Regrade, RegradeChange
    from courses.quizzes.services.regrading import plan_regrade, start_regrade
    from skerry.jobs.registry import kind_of
    from skerry.jobs.services import claim, run
    from tests.factories import finished, people, sittings

    quiz = sittings.quiz(behaviour="deferred")
    wrong = {"text": "4", "number": "4"}
    many = int(attempts)
    _log(finished.sat(quiz, [[0.0]] * many, responses=[[wrong]] * many, by=_people(many)), wrong)
    question = quiz.slots.get().question
    raw = json.loads(json.dumps(question.item.get_prep_value(), default=str))
    raw[0]["value"]["answer"] = "4"
    question.item = json.dumps(raw)
    question.save_revision().publish()
    said: Said = {}
    by = people.person()
    with timed(said, "plan"):
        planned = plan_regrade(
            quiz_key=quiz.translation_key,
            question_key=question.translation_key,
            policy=Regrade.Policy.REPLACE,
            reason="The key was wrong.",
            by=by,
        )
    begun = start_regrade(regrade=planned, by=by)
    with timed(said, "job"):
        run(job=claim(job_id=str(begun.pk), now=timezone.now()), kind=kind_of(begun.kind))
    assert RegradeChange.objects.filter(regrade=planned, applied_at__isnull=False).count() == many
    return said


def _people(count: int) -> list:
    """Make people who never sign in; another process may have made some before."""
    from skerry.accounts.models import User

    names = (secrets.token_hex(8) for _number in range(count))
    return User.objects.bulk_create(User(email=f"{name}@skerry.example", name="One of many") for name in names)


def _log(attempts: list, response: dict) -> None:
    """Give attempts at one question the steps that led to where they are."""
    from courses.quizzes.models import AttemptSlot, AttemptStep

    slots = AttemptSlot.objects.filter(attempt__in=[attempt.pk for attempt in attempts])
    slots.update(sequence=2, last_checked=response)
    act = AttemptStep.Action
    for number, action in enumerate((act.START, act.SAVE, act.FINISH)):
        AttemptStep.objects.bulk_create(
            AttemptStep(
                slot=slot,
                sequence=number,
                action=action,
                state=slot.state if action == act.FINISH else "todo",
                response={} if action == act.START else response,
                fraction=slot.fraction if action == act.FINISH else None,
            )
            for slot in slots
        )
