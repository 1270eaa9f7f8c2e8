"""Questions that come into the bank from a file: first what would happen, then, one transaction for each, what does."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from wagtail.log_actions import log
from wagtail.models import Collection, Locale

from courses.quizzes import authoring
from courses.quizzes.formats import FORMATS, Draft, Fault, Note, Reading
from courses.quizzes.models import Question
from courses.quizzes.queries import exchange
from courses.quizzes.services.images import with_local_images
from courses.quizzes.services.matching import code_of, merged, placed, with_own_ids
from skerry.accounts.models import User
from skerry.jobs.registry import job, scheduled
from skerry.pages.storage import private_storage, random_path_in

FOLDER = "question-imports"
KEEP = datetime.timedelta(days=2)
"""How long a file waits for its import."""

REPORT_LINES = 1_000
"""Most lines of a report that are kept with the job."""

LOCKED = gettext_noop("The question is locked; it stays as it is.")
TWICE = gettext_noop("The same code stands in the file before; a question has a code of its own.")
SAME = gettext_noop("The same question stands in the file before.")
REFUSED = gettext_noop("The question does not fit the bank's form.")


class Action(StrEnum):
    """What happens to a question of a file."""

    CREATE = "create"
    UPDATE = "update"
    KEEP = "keep"
    DROP = "drop"


@dataclass(slots=True)
class Step:
    """One question of the file: what happens to it, to which question of the bank, and why nothing does."""

    action: Action
    draft: Draft
    code: str
    pk: int | None = None
    reason: str = ""
    detail: str = ""
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """What an import does, question by question, and what was said about the file."""

    bank: tuple[str, ...]
    language: str
    steps: list[Step] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def taken(self) -> list[Step]:
        return [step for step in self.steps if step.action is not Action.DROP]

    @property
    def changed(self) -> int:
        """How many questions come in with something changed or left out."""
        return sum(any(note.action != "kept" for note in step.notes) for step in self.taken)

    @property
    def kept(self) -> int:
        return len(self.taken) - self.changed

    @property
    def dropped(self) -> int:
        """How many questions and passages of the file do not come in."""
        passages = sum(note.action == "dropped" for note in self.notes)
        return len(self.steps) - len(self.taken) + len(self.faults) + passages

    def __str__(self) -> str:
        return f"kept {self.kept}, changed {self.changed}, dropped {self.dropped}"

    def lines(self) -> list[tuple[int, str, str]]:
        """Return line, action and words for everything that there is to say, in the order of the file."""
        found = [(fault.line, "fault", _said(fault.message, fault.detail)) for fault in self.faults]
        found += [(note.line, note.action, _said(note.reason, note.element)) for note in self.notes]
        for step in self.steps:
            said = f"{step.code}: {_said(step.reason, step.detail)}" if step.reason else step.code
            found.append((step.draft.line, step.action.value, said))
            found += [(note.line, note.action, _said(note.reason, note.element)) for note in step.notes]
        return sorted(found, key=lambda each: each[0])


def _said(reason: str, about: str) -> str:
    """Return a reason in the reader's language, with what it is about before it."""
    return f"{about}: {gettext(reason)}" if about else gettext(reason)


def bank_path(bank: str) -> tuple[str, ...]:
    """Return the names in a bank's name such as "Programme/B1". Raises ValueError if there is none in it."""
    names = tuple(" ".join(name.split()) for name in bank.split("/"))
    if not all(names):
        raise ValueError(gettext("The bank needs a name, such as Programme/B1."))
    return names


def plan(reading: Reading, *, bank: str, language: str) -> Plan:
    """Return what `apply` would do to a bank, and write nothing. Raises ValueError for a bank without a name."""
    path = bank_path(bank)
    known = exchange.Known(path, language)
    made = Plan(path, language, notes=list(reading.notes), faults=list(reading.faults))
    seen = _Seen()
    for draft in reading.drafts:
        made.steps.append(_step(draft, known, seen, reading.unsaid))
    return made


class _Seen:
    """The codes and questions of the file so far."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.prints: set[str] = set()

    def refusal(self, draft: Draft) -> str:
        """Return why a question comes too late, "" if it does not."""
        if draft.code:
            late = draft.code in self.codes
            self.codes.add(draft.code)
            return TWICE if late else ""
        print_ = exchange.fingerprint(draft)
        late = print_ in self.prints
        self.prints.add(print_)
        return SAME if late else ""


def _step(draft: Draft, known: exchange.Known, seen: _Seen, unsaid: frozenset[str]) -> Step:
    """Decide on one question: by its code, by its title where it has no code, else by what it is."""
    draft, notes = placed(draft)
    code, more = code_of(draft)
    step = Step(Action.CREATE, with_own_ids(draft), code, notes=[*draft.notes, *notes, *more])
    step.reason = seen.refusal(draft)
    if step.reason:
        step.action = Action.DROP
        return step
    found = known.with_code(code) if draft.code or draft.title else []
    alike = known.alike(draft)
    step.pk = found[0] if len(found) == 1 or (found and draft.code) else next(iter(alike), None)
    if step.pk is None:
        return step
    existing = known.drafts[step.pk]
    step.draft = merged(draft, existing, unsaid)
    if not draft.code and not draft.title:
        step.code = existing.code
    if _same(step, existing):
        step.action = Action.KEEP
    elif step.pk in known.locked:
        step.action, step.reason = Action.DROP, LOCKED
    else:
        step.action = Action.UPDATE
    return step


def _same(step: Step, existing: Draft) -> bool:
    """Whether the bank has all that a file says of a question already."""
    draft = step.draft
    return (
        exchange.fingerprint(draft) == exchange.fingerprint(existing)
        and step.code == existing.code
        and (draft.category, set(draft.tags)) == (existing.category, set(existing.tags))
        and draft.about == existing.about
    )


def apply(
    reading: Reading,
    *,
    bank: str,
    language: str,
    publish: bool = False,
    by=None,
    tick: Callable[[], None] = lambda: None,
) -> Plan:
    """Take in a reading, one transaction for each question, and return what was done.

    Whatever happened meanwhile is seen: each question is decided on anew under the lock of its bank. New questions are
    drafts, and changes to questions are drafts beside what is published, unless they are to be published. `tick` is
    called after each question. Raises ValueError for a bank without a name, Locale.DoesNotExist.
    """
    path, locale = bank_path(bank), Locale.objects.get(language_code=language)
    done = Plan(path, language, notes=list(reading.notes), faults=list(reading.faults))
    seen, known = _Seen(), exchange.Known(path, language)
    for draft in reading.drafts:
        with transaction.atomic():
            Collection.objects.select_for_update().get(pk=Collection.get_first_root_node().pk)
            known.catch_up(code_of(draft)[0], draft)
            step = _step(draft, known, seen, reading.unsaid)
            try:
                with transaction.atomic():
                    _write(step, path, locale, publish=publish, by=by, known=known)
            except ValidationError as error:
                step.action, step.reason, step.detail = Action.DROP, REFUSED, "; ".join(error.messages)[:300]
        done.steps.append(step)
        tick()
    return done


def _write(step: Step, path: tuple[str, ...], locale: Locale, *, publish: bool, by, known: exchange.Known) -> None:
    if step.action not in (Action.CREATE, Action.UPDATE):
        return
    category = _category((*path, *step.draft.category))
    is_new = step.action is Action.CREATE
    if is_new:
        question = Question(locale=locale, live=False)
    else:
        stored = Question.objects.select_for_update(of=("self",)).select_related("latest_revision").get(pk=step.pk)
        question = exchange.as_edited(stored)
    _fill(question, step, category)
    question.full_clean(exclude=["latest_revision", "live_revision"])
    if is_new:
        question.save()
        log(instance=question, action="wagtail.create", user=by, content_changed=True)
    revision = question.save_revision(user=by, log_action=not is_new)
    if publish:
        revision.publish(user=by)
    step.pk = question.pk
    known.renew(question.pk)


def _fill(question: Question, step: Step, category: Collection) -> None:
    draft = step.draft
    old = question.item[0] if question.item and question.kind == draft.kind else None
    data = with_local_images(draft, category, step.notes)
    raw = authoring.raw_of(draft.kind, data, old.id if old else str(uuid.uuid4()))
    block = Question._meta.get_field("item").stream_block
    question.item = block.to_python(raw)
    block.clean(question.item)
    question.code, question.category = step.code, category
    for name, value in draft.about.items():
        setattr(question, name, value)
    question.tags.set(list(draft.tags))


def _category(path: tuple[str, ...]) -> Collection:
    """Return the category at a path, and make what is missing of it."""
    found = Collection.get_first_root_node()
    for name in path:
        below = found.get_children().filter(name=name).first()
        if below is None:
            found = Collection.objects.get(pk=found.pk)
            below = found.add_child(name=name)
        found = below
    return found


def store(raw: bytes) -> str:
    """Keep a file until it is imported; return the name it goes by."""
    return private_storage().save(random_path_in(FOLDER), ContentFile(raw))


def stored(name: str) -> bytes:
    """Return the content of a kept file; raises FileNotFoundError when it is gone."""
    with private_storage().open(name) as file:
        return file.read()


@job("quizzes.import_questions", title=gettext_lazy("Take questions into the bank"))
def import_questions(
    progress, *, file: str, format: str, bank: str, language: str, publish: bool, by: int | None
) -> dict:
    """Import a kept file. Begun again after it was broken off, it finds what it did and leaves that as it is."""
    reading = FORMATS[format].read(stored(file))
    total, count = len(reading.drafts), 0

    def tick() -> None:
        nonlocal count
        count += 1
        progress.step(count, total)

    person = User.objects.filter(pk=by).first()
    done = apply(reading, bank=bank, language=language, publish=publish, by=person, tick=tick)
    private_storage().delete(file)
    with translation.override(person.language if person else settings.LANGUAGE_CODE):
        lines = done.lines()
    return {
        "url": reverse("quizzes_import_report", args=[progress.job.pk]),
        "bank": "/".join(done.bank),
        "kept": done.kept,
        "changed": done.changed,
        "dropped": done.dropped,
        "lines": lines[:REPORT_LINES],
        "more": max(0, len(lines) - REPORT_LINES),
    }


@scheduled("quizzes.sweep_imports", every=datetime.timedelta(hours=6))
def sweep_imports(now: datetime.datetime | None = None) -> str:
    """Delete files whose import was never asked for."""
    storage, before, swept = private_storage(), (now or timezone.now()) - KEEP, 0
    folders = storage.listdir(FOLDER)[0] if storage.exists(FOLDER) else []
    for folder in folders:
        for name in storage.listdir(f"{FOLDER}/{folder}")[1]:
            path = f"{FOLDER}/{folder}/{name}"
            if storage.get_modified_time(path) < before:
                storage.delete(path)
                swept += 1
    return str(swept)
