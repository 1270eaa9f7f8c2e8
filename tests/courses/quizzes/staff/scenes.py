"""A quiz with people who sat it, for what trainers do afterwards."""

import json
import uuid
from copy import deepcopy
from typing import NamedTuple

from courses.modules.services import enrol
from courses.quizzes.models import Attempt, AttemptSlot, Question, QuestionVersion, QuizPage
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from skerry.accounts.models import Role, Scope
from tests.factories import content, people

RIGHT, WRONG, OTHER = "Lower taxes", "Labour pool", "Suppliers"


class Scene(NamedTuple):
    """A quiz, its questions, and a trainer of its programme."""

    quiz: QuizPage
    questions: list[Question]
    trainer: object
    module: object

    @property
    def key(self):
        return self.quiz.translation_key


def scene(*kinds: str, **fields) -> Scene:
    """Make a quiz of questions of these kinds, marked at the end unless said otherwise."""
    programme = content.programme()
    module = content.module(programme)
    questions = [content.question(kind) for kind in kinds or ("single_choice",)]
    quiz = content.quiz(module, questions, **{"behaviour": "deferred", **fields})
    scope = Scope("page", str(programme.translation_key))
    trainer = people.person("Tiina Trainer", role=Role.TRAINER, scope=scope)
    return Scene(quiz, questions, trainer, module)


def learner(made: Scene, name: str = "Ilze Bērziņa", **fields):
    user = people.person(name, **fields)
    enrol(user=user, module=made.module, language=user.language)
    return user


def option(slot: AttemptSlot, text: str) -> str:
    """Return the id of an option by its words."""
    options = slot.version.texts.get(locale="en").content["options"]
    return next(row["id"] for row in options if row["text"] == text)


def raw_for(slot: AttemptSlot, words: str) -> dict:
    if slot.version.kind == "single_choice":
        return {"choice": [option(slot, words)]}
    return {"text": [words]}


def answer(attempt: Attempt, number: int, words: str, **fields):
    """Answer a question of an attempt with an option's words, a number or a text."""
    slot = attempt.slots.select_related("version").get(number=number)
    return save_answer(
        **{
            "user": attempt.user,
            "attempt_id": attempt.public_id,
            "slot_key": slot.slot_key,
            "raw": raw_for(slot, words),
            "client_key": uuid.uuid4(),
            "language": "en",
            **fields,
        }
    )


def begun(made: Scene, user=None, *answers: str) -> Attempt:
    """Start a sitting and answer its questions in order."""
    user = user or learner(made)
    attempt = start_attempt(user=user, quiz=made.quiz, language="en")
    for number, words in enumerate(answers, start=1):
        answer(attempt, number, words)
    return attempt


def sat(made: Scene, *answers: str, user=None) -> Attempt:
    """Return a sitting that was handed in with these answers."""
    return finish_attempt(attempt=begun(made, user, *answers))


def repair(question: Question, right: str = WRONG, **values) -> Question:
    """Publish the question with another option right, or with other values."""
    block = deepcopy(next(iter(question.item.raw_data)))
    for row in block["value"].get("options", ()):
        row["value"]["fraction"] = "1" if row["value"]["text"] == right else "0"
    block["value"].update(values)
    question.item = json.dumps([block])
    question.save_revision().publish()
    question.refresh_from_db()
    return question


def newest(question: Question) -> QuestionVersion:
    return QuestionVersion.objects.filter(question_key=question.translation_key).order_by("number").last()
