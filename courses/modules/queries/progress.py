"""Where a person stands."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from courses.modules.models import Completion, Enrolment, Fulfilment, LessonProgress, LessonStep
from courses.modules.queries.contents import contents_of
from courses.quizzes.models import Attempt


@dataclass
class ModuleProgress:
    """Where a person stands in a module."""

    enrolment: Enrolment | None
    rows: list[dict[str, Any]] = field(default_factory=list)
    completion: Completion | None = None
    resume: dict[str, Any] | None = None

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row["met"])

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def minutes_left(self) -> int:
        return sum(row["minutes_left"] for row in self.rows if not row["met"])


def _lesson_row(entry: dict, progress: LessonProgress | None, met: bool) -> dict[str, Any]:
    read = set(progress.read_points) if progress else set()
    ids = entry["point_ids"]
    unread = [point for point in ids if point not in read]
    started = bool(progress)
    left = 0 if met else round(entry["minutes"] * len(unread) / max(1, len(ids)))
    return {
        **entry,
        "met": met,
        "started": started,
        "new_points": len(unread) if met and progress else 0,
        "read_count": len(ids) - len(unread),
        "point_count": len(ids),
        "minutes_left": max(left, 1) if not met else 0,
        "resume_url": _resume_url(entry, progress),
    }


def _resume_url(entry: dict, progress: LessonProgress | None) -> str:
    ids = entry["point_ids"]
    if progress is None or not ids:
        return entry["url"]
    last = str(progress.point_id)
    position = ids.index(last) + 1 if last in ids else 0
    return f"{entry['url']}?card={min(position + 1, len(ids))}"


def progress_of(user, module_key: UUID, language: str | None = None) -> ModuleProgress:
    """Return where the person stands in a module; rows without an enrolment are all unmet."""
    enrolment = Enrolment.objects.of(user).filter(module_key=module_key).first()
    return progress_in([enrolment] if enrolment else [], [module_key], language)[0]


def progress_in(
    enrolments: list[Enrolment], module_keys: list[UUID], language: str | None = None
) -> list[ModuleProgress]:
    """Return where one person stands in several modules, in as many queries as for one."""
    language = language or get_language()
    ids = [enrolment.pk for enrolment in enrolments]
    by_module = {enrolment.module_key: enrolment for enrolment in enrolments}
    lessons: dict[tuple[int, str], LessonProgress] = {}
    met: dict[tuple[int, str], Fulfilment] = {}
    completions: dict[int, Completion] = {}
    if ids:
        lessons = {
            (row.enrolment_id, str(row.lesson_key)): row for row in LessonProgress.objects.filter(enrolment__in=ids)
        }
        met = {(row.enrolment_id, str(row.target_key)): row for row in Fulfilment.objects.filter(enrolment__in=ids)}
        completions = {row.enrolment_id: row for row in Completion.objects.filter(enrolment__in=ids)}
    entries = contents_of(module_keys, language)
    return [_module_progress(by_module.get(key), entries[key], lessons, met, completions) for key in module_keys]


def _module_progress(enrolment, entries, lessons, met, completions) -> ModuleProgress:
    pk = enrolment.pk if enrolment else 0
    rows = []
    for entry in entries:
        fulfilled = met.get((pk, entry["key"]))
        if entry["kind"] == "lesson":
            row = _lesson_row(entry, lessons.get((pk, entry["key"])), bool(fulfilled))
        else:
            row = {**entry, "met": bool(fulfilled), "minutes_left": 10, "resume_url": entry["url"], "new_points": 0}
        row["met_at"] = fulfilled.met_at if fulfilled else None
        row["detail"] = fulfilled.detail if fulfilled else {}
        rows.append(row)
    return ModuleProgress(enrolment, rows, completions.get(pk), next((row for row in rows if not row["met"]), None))


def checks_answered(enrolment: Enrolment, lesson_key: UUID) -> dict[str, LessonStep]:
    """Return check id -> the person's latest answer to it."""
    steps = enrolment.steps.filter(lesson_key=lesson_key, kind=LessonStep.Kind.CHECK).order_by("at", "pk")
    return {str(step.block_id): step for step in steps}


def has_records(page) -> bool:
    """Tell whether anybody has learnt on a page or one below it."""
    keys = list(page.get_descendants(inclusive=True).values_list("translation_key", flat=True))
    return (
        Enrolment.objects.filter(module_key__in=keys).exists()
        or LessonProgress.objects.filter(lesson_key__in=keys).exists()
        or Attempt.objects.filter(quiz_key__in=keys).exists()
    )
