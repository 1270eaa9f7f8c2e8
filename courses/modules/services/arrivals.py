"""What follows from things that happen in other houses."""

import uuid
from uuid import UUID

from django.db import transaction
from django.utils import translation

from courses.modules import outline
from courses.modules.models import Enrolment, Fulfilment, LessonPage, ModulePage
from courses.modules.services.completion import fulfil
from courses.modules.services.enrolment import enrol
from courses.modules.services.lessons import read_point
from skerry.accounts.rules import may
from skerry.pages import queries as pages


def quiz_finished(*, user_id: int, quiz_key: UUID, passed: bool, percent: int, at) -> None:
    """A quiz was handed in; passing it meets the module's requirement. Runs inside the quiz's transaction."""
    if not passed:
        return
    quiz = pages.live_by_key(quiz_key, translation.get_language())
    parent = quiz.get_parent() if quiz else None
    if parent is None:
        return
    enrolment = Enrolment.objects.filter(user_id=user_id, module_key=parent.translation_key).first()
    if enrolment:
        fulfil(
            enrolment=enrolment,
            kind=Fulfilment.Kind.QUIZ,
            target_key=quiz_key,
            detail={"percent": percent},
            now=at,
        )


@transaction.atomic
def settle_join(*, user, pending: dict | None) -> Enrolment | None:
    """Enrol a person who asked to join before having an account, and keep the card they were on."""
    if not pending:
        return None
    language = translation.get_language() or user.language
    page = pages.live_by_key(UUID(pending["module"]), language)
    module = page.specific if page else None
    if not isinstance(module, ModulePage) or not may(user, "modules.enrol", module):
        return None
    enrolment = enrol(user=user, module=module, language=language)
    found = pages.live_by_key(UUID(pending["lesson"]), language) if pending.get("lesson") else None
    lesson = found.specific if found else None
    if isinstance(lesson, LessonPage) and pending.get("card"):
        points = outline.points_of(lesson)
        for point in points[: min(int(pending["card"]) - 1, len(points))]:
            read_point(
                enrolment=enrolment,
                lesson=lesson,
                point_id=UUID(point["id"]),
                client_key=uuid.uuid4(),
                language=language,
            )
    return enrolment
