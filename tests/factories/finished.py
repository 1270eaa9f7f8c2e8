"""Many finished attempts at a quiz at once, as rows: what services would leave behind of them."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from courses.quizzes import queries
from courses.quizzes.models import Attempt, AttemptSlot, QuizPage
from skerry.accounts.models import User
from tests.factories.content import numbers

State = AttemptSlot.State


def users(count: int) -> list[User]:
    """Make people who never sign in."""
    return User.objects.bulk_create(
        User(email=f"sitter{next(numbers)}@skerry.example", name="Ilze Ozola") for _number in range(count)
    )


def sat(
    quiz: QuizPage,
    fractions: Sequence[Sequence[float | None]],
    *,
    languages: Sequence[str] = ("en",),
    responses: Sequence[Sequence[dict]] = (),
    by: Sequence[User] = (),
    number: int = 1,
    seconds: int = 0,
    keys: Sequence = (),
) -> list[Attempt]:
    """Make one finished attempt for each row of fractions, one fraction (None: no answer) for each slot.

    Languages go round. `responses` holds what was answered, row by row. `keys` are the questions of the slots where
    they are not those of the quiz.
    """
    slots = queries.slots_of(quiz)
    versions = queries.newest_versions([*(slot.question.translation_key for slot in slots if slot.question), *keys])
    taken = [versions[key] for key in (keys or [slot.question.translation_key for slot in slots])]
    people = by or users(len(fractions))
    attempts = Attempt.objects.bulk_create(
        Attempt(
            user=person,
            quiz_key=quiz.translation_key,
            number=number,
            state=Attempt.State.FINISHED,
            behaviour=quiz.behaviour,
            pass_mark=quiz.pass_mark,
            language=languages[place % len(languages)],
            finished_at=timezone.now(),
            mark=sum(Decimal(str(part or 0)) * slot.max_mark for part, slot in zip(row, slots, strict=True)),
            max_mark=sum(slot.max_mark for slot in slots),
        )
        for place, (person, row) in enumerate(zip(people, fractions, strict=True))
    )
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            number=index + 1,
            slot_key=slot.translation_key,
            version=version,
            max_mark=slot.max_mark,
            state=State.GAVE_UP if part is None else State.RIGHT if part == 1 else State.WRONG,
            fraction=part or 0.0,
            response=responses[place][index] if responses else {},
            language=attempt.language,
            seconds=seconds,
        )
        for place, (attempt, row) in enumerate(zip(attempts, fractions, strict=True))
        for index, (slot, part, version) in enumerate(zip(slots, row, taken, strict=True))
    )
    return attempts
