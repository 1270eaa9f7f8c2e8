"""Which questions of a quiz were corrected since people answered them, and what a planned regrade would change."""

from collections import Counter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count

from courses import items
from courses.items.plain import plain
from courses.quizzes.models import Attempt, AttemptSlot, Question, QuestionVersion, Regrade, RegradeChange
from courses.quizzes.queries.content import texts


class Answered(NamedTuple):
    """A question that people have met in a quiz, in its newest version.

    ``attempts`` have met it, ``behind`` of them in an older version; ``by_person`` where no machine marks it.
    """

    question_key: UUID
    version: QuestionVersion
    code: str
    stem: str
    lang: str
    attempts: int
    behind: int
    by_person: bool


def met(quiz_key: UUID):
    """Return the questions of the attempts at a quiz, but for attempts that were left and do not count."""
    return AttemptSlot.objects.filter(attempt__quiz_key=quiz_key).exclude(attempt__state=Attempt.State.ABANDONED)


def newest_version(question_key: UUID) -> QuestionVersion | None:
    """Return the newest version of a question, whether it is in use now or not."""
    return QuestionVersion.objects.filter(question_key=question_key).order_by("-number").first()


def answered_questions(quiz_key: UUID, language: str) -> list[Answered]:
    """Return the questions that have marks, those first that were corrected since somebody met them."""
    rows = met(quiz_key).values_list("version__question_key", "version_id").annotate(Count("pk")).order_by()
    newest: dict[UUID, QuestionVersion] = {}
    for version in QuestionVersion.objects.filter(question_key__in={row[0] for row in rows}).order_by("number"):
        newest[version.question_key] = version
    words = texts([version.pk for version in newest.values()], language)
    named = Question.objects.filter(translation_key__in=newest).values_list("translation_key", "code")
    codes: dict[UUID, str] = dict(named)
    found = []
    for key, version in newest.items():
        kind = items.get(version.kind)
        own = [(version_id, count) for question_key, version_id, count in rows if question_key == key]
        behind = sum(count for version_id, count in own if version_id != version.pk)
        if kind.marking != "none":
            text = words[version.pk]
            stem = plain(text.content.get("stem", ""))
            total = sum(count for _version_id, count in own)
            by_person = kind.marking == "person"
            found.append(Answered(key, version, codes.get(key, ""), stem, text.locale, total, behind, by_person))
    return sorted(found, key=lambda row: (not row.behind, row.code))


class Effect(NamedTuple):
    """What a regrade does, in numbers of attempts."""

    total: int
    changed: int
    better: int
    worse: int
    newly_passed: int
    no_longer_passed: int
    running: int
    left_alone: int


def _percent(side: dict[str, Any]) -> int:
    return side["percent"] or 0


class Sides(NamedTuple):
    """What was noted of one change: before and after."""

    pk: int
    before: dict[str, Any]
    after: dict[str, Any]


def sides_of(regrade: Regrade) -> list[Sides]:
    """Return both sides of every change of a regrade, in one query: what changes first, what is under way last."""
    named = regrade.changes.order_by("attempt__user__name", "attempt__user__email", "attempt__number")
    rows = [Sides(*row) for row in named.values_list("pk", "before", "after")]
    return sorted(rows, key=lambda row: (bool(row.after.get("running")), not is_change(row.before, row.after)))


def effect_of(sides: list[Sides]) -> Effect:
    """Count what a regrade changes, from the changes that were noted."""
    counts: Counter = Counter()
    for _pk, before, after in sides:
        counts["total"] += 1
        counts["running"] += bool(after.get("running"))
        counts["left_alone"] += bool(after.get("left_alone"))
        counts["changed"] += is_change(before, after)
        counts["better"] += _percent(after) > _percent(before)
        counts["worse"] += _percent(after) < _percent(before)
        counts["newly_passed"] += bool(after["passed"]) and before["passed"] is False
        counts["no_longer_passed"] += bool(before["passed"]) and after["passed"] is False
    return Effect(*(counts[name] for name in Effect._fields))


def is_change(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether anything of the marks differs between two sides of a change."""
    return any(before[name] != after[name] for name in before)


def changes_of(sides: list[Sides]) -> list[RegradeChange]:
    """Return the changes with their attempts and people, in the order given."""
    found = RegradeChange.objects.select_related("attempt__user").in_bulk([row.pk for row in sides])
    return [found[row.pk] for row in sides]
