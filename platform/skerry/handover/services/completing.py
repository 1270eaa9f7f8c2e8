"""A demo account works through a module as a person would: read, answer, press Done, pass, confirm the name.

Every write carries a key derived from the person and what is written: a second run finds each of them done.
"""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone, translation

from courses import items
from courses.certificates.models import Certificate
from courses.certificates.services import confirm_name
from courses.items import RIGHT
from courses.modules import outline
from courses.modules.models import Completion, Enrolment, LessonPage, ModulePage
from courses.modules.services import answer_check, finish_lesson, read_point
from courses.quizzes import queries as quizzes
from courses.quizzes.models import AttemptSlot, QuizPage
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from skerry.accounts.models import User

RESPONSES: Mapping[str, Callable[[dict], dict[str, Any]]] = {
    "single_choice": lambda key: {"choice": [id_ for id_, part in key["fractions"].items() if part > RIGHT]},
    "multiple_choice": lambda key: {"choice": [id_ for id_, part in key["fractions"].items() if part > 0]},
    "true_false": lambda key: {"choice": ["true" if key["answer"] else "false"]},
    "matching": lambda key: {"pairs": key["right"]},
    "ordering": lambda key: {"order": key["order"]},
    "numeric": lambda key: {"text": key["answer"]},
    "short_text": lambda key: {"text": next(line for line in key["accept"] if "*" not in line)},
}
"""Kind of question -> the right response by its key. A question of another kind is left unanswered."""


def right_answer(kind: str, key: dict) -> dict[str, list[str]]:
    """Return the right answer to a question as a form would post it."""
    return items.get(kind).serialise(RESPONSES[kind](key))


def complete(*, user: User, module: ModulePage) -> None:
    """Have the person complete a module they are enrolled in. Doing it again changes nothing."""
    enrolment = Enrolment.objects.get(user=user, module_key=module.translation_key)
    with translation.override(user.language):
        if not Completion.objects.filter(enrolment=enrolment).exists():
            local = module.get_translations(inclusive=True).get(locale__language_code=user.language)
            for lesson in LessonPage.objects.child_of(local).live().order_by("path"):
                _read(enrolment, lesson, user.language)
            for quiz in QuizPage.objects.child_of(local).live().order_by("path"):
                _pass(user, quiz)
        certificate = Certificate.objects.live().filter(user=user, achievement_key=module.translation_key).first()
        if certificate and certificate.awaits_name:
            confirm_name(certificate=certificate, name=user.name, by=user, now=timezone.now())


def _key(enrolment: Enrolment, *what: object) -> uuid.UUID:
    return uuid.uuid5(enrolment.user.public_id, "/".join(str(part) for part in what))


def _read(enrolment: Enrolment, lesson: LessonPage, language: str) -> None:
    for point in outline.points_of(lesson):
        read_point(
            enrolment=enrolment,
            lesson=lesson,
            point_id=uuid.UUID(point["id"]),
            client_key=_key(enrolment, "read", point["id"]),
            language=language,
        )
        for check in (part for part in point["parts"] if part["kind"] == "check"):
            answer_check(
                enrolment=enrolment,
                lesson=lesson,
                check_id=uuid.UUID(check["id"]),
                option_id=next(option["id"] for option in check["options"] if option["correct"]),
                client_key=_key(enrolment, "check", check["id"]),
                language=language,
            )
    finish_lesson(
        enrolment=enrolment,
        lesson=lesson,
        client_key=_key(enrolment, "done", lesson.translation_key),
        language=language,
    )


def _pass(user: User, quiz: QuizPage) -> None:
    best = quizzes.best_attempt(user, quiz.translation_key)
    if best and best.passed:
        return
    attempt = start_attempt(user=user, quiz=quiz, language=user.language)
    slots = list(attempt.slots.select_related("version"))
    texts = quizzes.texts([slot.version_id for slot in slots], user.language)
    for slot in slots:
        if not slot.is_closed and slot.version.kind in RESPONSES:
            _answer(user, attempt.public_id, slot, texts[slot.version_id].key)
    finish_attempt(attempt=attempt)


def _answer(user: User, attempt_id: uuid.UUID, slot: AttemptSlot, key: dict) -> None:
    save_answer(
        user=user,
        attempt_id=attempt_id,
        slot_key=slot.slot_key,
        raw=right_answer(slot.version.kind, key),
        client_key=uuid.uuid5(attempt_id, str(slot.slot_key)),
        language=user.language,
        check=True,
    )
