"""Changes to many questions of the bank at once. Each act is on record with who did it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection
from wagtail_localize.models import Translation

from courses.quizzes.models import Question


class Refusal(NamedTuple):
    """A question that was left as it is, and why."""

    question: Question
    reason: str


class Outcome(NamedTuple):
    """What became of the questions of an act, one of each in the language it was written in."""

    done: list[Question]
    refused: list[Refusal]


def _of(questions: Iterable[Question]) -> list[list[Question]]:
    """Return each question once, as its rows in all languages, locked, the one that was written first."""
    keys = {question.translation_key for question in questions}
    found = Question.objects.select_for_update(of=("self",)).filter(translation_key__in=keys)
    by_key: dict = {}
    for row in found.select_related("locale", "latest_revision").order_by("pk"):
        by_key.setdefault(row.translation_key, []).append(row)
    return sorted(by_key.values(), key=lambda rows: rows[0].code)


def _locked_for(rows: list[Question], by) -> str:
    """Return why the person may not change a question now, empty if it is free."""
    if any((lock := row.get_lock()) and lock.for_user(by) for row in rows):
        return _("It is locked.")
    return ""


def _change(row: Question, change: Callable[[Question], None], by) -> None:
    """Change what is live, and beside it what is drafted, so that the next publication does not undo it."""
    change(row)
    row.save()
    if row.latest_revision_id is None:
        return
    draft = row.get_latest_revision_as_object()
    change(draft)
    was_live = row.live_revision_id is not None and row.live_revision_id == row.latest_revision_id
    revision = draft.save_revision(user=by, changed=False, clean=False)
    if was_live:
        Question.objects.filter(pk=row.pk).update(live_revision=revision)


@transaction.atomic
def _change_all(questions, change: Callable[[Question], None], *, action: str, data: dict, by) -> Outcome:
    done, refused = [], []
    for rows in _of(questions):
        if reason := _locked_for(rows, by):
            refused.append(Refusal(rows[0], reason))
            continue
        for row in rows:
            _change(row, change, by)
        log(instance=rows[0], action=action, user=by, data=data)
        done.append(rows[0])
    return Outcome(done, refused)


def categorise(*, questions: Iterable[Question], category: Collection, by) -> Outcome:
    """Put questions into a category, in all languages."""

    def change(row: Question) -> None:
        row.category = category

    data = {"category": category.name}
    return _change_all(questions, change, action="quizzes.question.categorise", data=data, by=by)


def retag(*, questions: Iterable[Question], add: Iterable[str] = (), remove: Iterable[str] = (), by) -> Outcome:
    """Add tags to questions and take tags away, in all languages. Case makes no difference to what is taken away."""
    add, remove = list(add), list(remove)
    gone = {name.casefold() for name in remove}

    def change(row: Question) -> None:
        row.tags.add(*add)
        row.tags.remove(*(tag.name for tag in row.tags.all() if tag.name.casefold() in gone))

    data = {"added": add, "removed": remove}
    return _change_all(questions, change, action="quizzes.question.retag", data=data, by=by)


def set_difficulty(*, questions: Iterable[Question], difficulty: str, by) -> Outcome:
    """Say how hard questions are, in all languages."""

    def change(row: Question) -> None:
        row.difficulty = difficulty

    data = {"difficulty": str(Question.Difficulty(difficulty).label)}
    return _change_all(questions, change, action="quizzes.question.difficulty", data=data, by=by)


def _untranslated(row: Question) -> int:
    """Return how many sentences of a translation are missing; publishing it would show them untranslated."""
    translation = Translation.objects.filter(
        source__object_id=row.translation_key, target_locale_id=row.locale_id, enabled=True
    ).first()
    if translation is None:
        return 0
    total, done = translation.get_progress()
    return total - done


def _why_not(row: Question) -> str:
    """Return why a row cannot be published as it was last saved, empty if it can."""
    if _untranslated(row):
        return _("Its translation is not complete.")
    try:
        row.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _publish(row: Question, by) -> None:
    if row.live and not row.has_unpublished_changes:
        return
    revision = row.latest_revision or row.save_revision(user=by)
    revision.publish(user=by)


@transaction.atomic
def make_ready(*, questions: Iterable[Question], by) -> Outcome:
    """Publish questions as they were last saved, in the languages that are given.

    With a question in the language it was written in come back its translations that were retired with it, where
    they are complete. What has faults or lacks sentences is left as it is.
    """
    given = {question.pk for question in questions}
    done, refused = [], []
    for rows in _of(questions):
        written = rows[0]
        chosen = [row for row in rows if row.pk in given]
        faults = [(row, reason) for row in chosen if (reason := _locked_for([row], by) or _why_not(row))]
        if faults:
            refused += [Refusal(row, reason) for row, reason in faults]
            continue
        for row in chosen:
            _publish(row, by)
        if written in chosen:
            for row in rows[1:]:
                if row not in chosen and row.state == Question.State.RETIRED and not _why_not(row):
                    _publish(row, by)
        done.append(chosen[0])
    return Outcome(done, refused)


@transaction.atomic
def retire(*, questions: Iterable[Question], by) -> Outcome:
    """Take questions out of use in all languages. Attempts that are running or over stay as they are."""
    done, refused = [], []
    for rows in _of(questions):
        if reason := _locked_for(rows, by):
            refused.append(Refusal(rows[0], reason))
            continue
        for row in rows:
            if row.live:
                row.unpublish(user=by)
        done.append(rows[0])
    return Outcome(done, refused)
