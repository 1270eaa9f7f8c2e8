from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.modules import outline, queries
from courses.modules.models import Enrolment, Fulfilment, JournalEntry, LessonPage, LessonProgress, LessonStep
from courses.modules.services.completion import fulfil

JOURNAL_LIMIT = 10_000


class Refused(Exception):  # noqa: N818
    """Nothing was kept; the text says why and what to do."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def _progress(enrolment: Enrolment, lesson_key: UUID, now) -> LessonProgress:
    progress, _created = LessonProgress.objects.select_for_update().get_or_create(
        enrolment=enrolment, lesson_key=lesson_key, defaults={"started_at": now}
    )
    return progress


def _already(client_key: UUID, enrolment: Enrolment) -> bool:
    """Tell whether this very write arrived before. Raises Refused for a key that is another person's."""
    step = LessonStep.objects.filter(client_key=client_key).first()
    if step and step.enrolment_id != enrolment.pk:
        raise Refused("key_used", _("This was already sent. Load the page again."))
    return bool(step)


def _touch(enrolment: Enrolment, language: str, now) -> None:
    """Keep when the person was last active, and in which language: the certificate will be in it."""
    Enrolment.objects.filter(pk=enrolment.pk).update(active_at=now, language=language)
    enrolment.active_at, enrolment.language = now, language


@transaction.atomic
def read_point(*, enrolment: Enrolment, lesson: LessonPage, point_id: UUID, client_key: UUID, language: str, now=None):
    """Keep that a point was read: it is where the person goes on from, on any device."""
    now = now or timezone.now()
    if _already(client_key, enrolment):
        return
    if str(point_id) not in {point["id"] for point in outline.points_of(lesson)}:
        raise Refused("unknown_point", _("This card is no longer part of the lesson. Your place is kept."))
    progress = _progress(enrolment, lesson.translation_key, now)
    progress.point_id = point_id
    if str(point_id) not in progress.read_points:
        progress.read_points = [*progress.read_points, str(point_id)]
    progress.save(update_fields=["point_id", "read_points"])
    LessonStep.objects.create(
        enrolment=enrolment,
        lesson_key=lesson.translation_key,
        kind=LessonStep.Kind.READ,
        block_id=point_id,
        language=language,
        client_key=client_key,
        at=now,
    )
    _touch(enrolment, language, now)


@transaction.atomic
def answer_check(
    *,
    enrolment: Enrolment,
    lesson: LessonPage,
    check_id: UUID,
    option_id: str,
    client_key: UUID,
    language: str,
    now=None,
):
    """Keep the answer to a knowledge check. Raises Refused for an option that the check does not have."""
    now = now or timezone.now()
    if _already(client_key, enrolment):
        return
    check = outline.find_check(outline.points_of(lesson), check_id)
    found = outline.outcome(check, option_id) if check else None
    if found is None:
        raise Refused("unknown_option", _("Choose one of the options first."))
    _progress(enrolment, lesson.translation_key, now)
    LessonStep.objects.create(
        enrolment=enrolment,
        lesson_key=lesson.translation_key,
        kind=LessonStep.Kind.CHECK,
        block_id=check_id,
        response=found["chosen"],
        right=found["right"],
        language=language,
        client_key=client_key,
        at=now,
    )
    _touch(enrolment, language, now)


@transaction.atomic
def finish_lesson(*, enrolment: Enrolment, lesson: LessonPage, client_key: UUID, language: str, now=None):
    """The person pressed Done. Raises Refused while a knowledge check has no answer."""
    now = now or timezone.now()
    if _already(client_key, enrolment):
        return
    points = outline.points_of(lesson)
    answered = queries.checks_answered(enrolment, lesson.translation_key)
    missing = [check for check in outline.check_ids(points) if check not in answered]
    if missing:
        raise Refused(
            "checks_missing",
            ngettext(
                "One knowledge check has no answer yet. Any answer will do.",
                "%(count)d knowledge checks have no answer yet. Any answers will do.",
                len(missing),
            )
            % {"count": len(missing)},
        )
    progress = _progress(enrolment, lesson.translation_key, now)
    progress.read_points = sorted({*progress.read_points, *(point["id"] for point in points)})
    progress.point_id = points[-1]["id"] if points else None
    progress.done_at = progress.done_at or now
    progress.save(update_fields=["read_points", "point_id", "done_at"])
    LessonStep.objects.create(
        enrolment=enrolment,
        lesson_key=lesson.translation_key,
        kind=LessonStep.Kind.DONE,
        language=language,
        client_key=client_key,
        at=now,
    )
    _touch(enrolment, language, now)
    fulfil(enrolment=enrolment, kind=Fulfilment.Kind.LESSON, target_key=lesson.translation_key, now=now)


@transaction.atomic
def write_journal(
    *, enrolment: Enrolment, lesson: LessonPage, block_id: UUID, text: str, client_key: UUID, language: str, now=None
) -> JournalEntry:
    """Keep a private journal entry. Raises Refused for a text that is too long or holds what cannot be stored."""
    now = now or timezone.now()
    text = text.replace("\r\n", "\n").strip()
    if len(text) > JOURNAL_LIMIT:
        raise Refused(
            "too_long", _("The entry is too long. Shorten it to %(limit)d characters.") % {"limit": JOURNAL_LIMIT}
        )
    if "\x00" in text:
        raise Refused("control_character", _("The entry holds a character that cannot be stored. Type it again."))
    if not outline.has_reflection(outline.points_of(lesson), block_id):
        raise Refused("unknown_prompt", _("This prompt is no longer part of the lesson."))
    entry, _created = JournalEntry.objects.select_for_update().get_or_create(
        enrolment=enrolment,
        lesson_key=lesson.translation_key,
        block_id=block_id,
        defaults={"client_key": client_key, "language": language},
    )
    entry.text, entry.client_key, entry.language, entry.written_at = text, client_key, language, now
    entry.save(update_fields=["text", "client_key", "language", "written_at"])
    _touch(enrolment, language, now)
    return entry
