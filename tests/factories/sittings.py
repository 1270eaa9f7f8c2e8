"""Quizzes of every make, and people in the middle of them, at times of the test's own."""

import json
import uuid
from datetime import UTC, datetime, timedelta

from wagtail.models import Collection, Locale

from courses.modules.models import ModulePage
from courses.modules.services import enrol
from courses.quizzes.models import Attempt, AttemptSlot, Question, QuizPage, QuizSlot
from courses.quizzes.services import Ack, save_answer, start_attempt
from tests.factories import content, people
from tests.factories.content import block, items, numbers

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
RIGHT, WRONG = {"text": ["3.5"]}, {"text": ["4"]}
"""Answers to the numeric question."""

KINDS = {
    **content.ITEMS,
    "description": {},
    "essay": {
        "min_words": "",
        "max_words": "",
        "template": "",
        "model": "<p>All sides.</p>",
        "notes": "<p>Look for balance.</p>",
        "rubric": items({"text": "Names all sides", "points": "2"}),
    },
    "file_upload": {"extensions": "pdf\ntxt", "max_files": "2", "model": "", "notes": "", "rubric": items()},
}


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def category(name: str, parent: Collection | None = None) -> Collection:
    """Make a category of the bank."""
    return (parent or Collection.get_first_root_node()).add_child(instance=Collection(name=name))


def question(kind: str = "numeric", *, within: Collection | None = None, tags=(), outcomes=(), **fields) -> Question:
    """Make a published question, where in the bank and on what it is to be found by a draw."""
    value = {"stem": f"<p>Question {next(numbers)}?</p>", "hint": "", "feedback": "", **KINDS.get(kind, {}), **fields}
    made = Question(
        code=f"S-Q{next(numbers)}",
        locale=Locale.objects.get(language_code="en"),
        item=json.dumps([block(kind, value)]),
        **({"category": within} if within else {}),
    )
    made.tags.add(*tags)
    for key in outcomes:
        made.tested_outcomes.add(made.tested_outcomes.model(outcome_key=key))
    made.save()
    made.save_revision().publish()
    made.refresh_from_db()
    return made


def slot(asked: Question | None = None, **fields) -> QuizSlot:
    """Make a place in a quiz: for a question, or one that draws."""
    return QuizSlot(question=asked, locale=Locale.objects.get(language_code="en"), **fields)


def quiz_of(slots: list[QuizSlot], parent: ModulePage | None = None, **fields) -> QuizPage:
    """Make a published quiz of places."""
    page = QuizPage(**{"title": f"Quiz {next(numbers)}", "slug": f"sitting-{next(numbers)}", **fields})
    for order, each in enumerate(slots):
        each.sort_order = order
        page.slots.add(each)
    return content.publish((parent or content.module()).add_child(instance=page))


def quiz(*kinds: str, **fields) -> QuizPage:
    """Make a published quiz of one new question for each kind; of a numeric one where none is named."""
    return quiz_of([slot(question(kind)) for kind in kinds or ("numeric",)], **fields)


def participant(of: QuizPage):
    """Make a person who takes part in what a quiz stands under."""
    user = people.person()
    enrol(user=user, module=of.get_parent().specific, language="en")
    return user


def begin(asked: QuizPage, user=None, *, now: datetime = NOON, **fields) -> Attempt:
    """Start an attempt, by a new participant unless a person is named."""
    return start_attempt(user=user or participant(asked), quiz=asked, language="en", now=now, **fields)


def place(attempt: Attempt, number: int = 1) -> AttemptSlot:
    """Return a question of an attempt as the database has it."""
    return attempt.slots.select_related("version", "attempt").get(number=number)


def answer(attempt: Attempt, raw=RIGHT, *, number: int = 1, now: datetime = NOON, **fields) -> Ack:
    """Answer a question of an attempt, by default rightly and at noon."""
    return save_answer(
        **{
            "user": attempt.user,
            "attempt_id": attempt.public_id,
            "slot_key": place(attempt, number).slot_key,
            "raw": raw,
            "client_key": uuid.uuid4(),
            "language": "en",
            "now": now,
            **fields,
        }
    )


def fresh(attempt: Attempt) -> Attempt:
    """Return an attempt as the database has it."""
    return Attempt.objects.get(pk=attempt.pk)


def asked_in(attempt: Attempt) -> QuizPage:
    """Return the quiz of an attempt, in the language it was written in."""
    return QuizPage.objects.get(translation_key=attempt.quiz_key, locale__language_code="en")
