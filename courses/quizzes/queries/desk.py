"""What trainers see: who reached what in a quiz, what waits to be marked, and what two markers disagree on."""

import datetime
from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils.crypto import salted_hmac

from courses import items
from courses.items.plain import plain
from courses.quizzes import marking
from courses.quizzes.models import (
    Attempt,
    AttemptSlot,
    AttemptStep,
    Marking,
    MarkingClaim,
    MarkingComment,
    Question,
    QuizPage,
)
from courses.quizzes.models.marking import CLAIM
from courses.quizzes.queries.content import settings_of, texts
from courses.quizzes.queries.results import Result, gain, result_in
from skerry.accounts.models import Grant, Role, Scope

FAR = 0.15
"""The part of the mark from which two markings are told to be far apart."""

COMPARED = 8
"""How many earlier marks of a question are shown beside the next."""


class Row(NamedTuple):
    """A person, their attempts with the answers that wait in each, what counts, and the gain since the pre-test."""

    user: object
    attempts: list[tuple[Attempt, int]]
    result: Result
    gain: int | None


def people_who_sat(quiz_key: UUID, name: str = ""):
    """Return the people with an attempt at a quiz, by name; ``name`` is a part of the name or the address."""
    sat = Attempt.objects.filter(user=OuterRef("pk"), quiz_key=quiz_key)
    found = get_user_model().objects.filter(Exists(sat)).order_by("name", "email")
    return found.filter(Q(name__icontains=name) | Q(email__icontains=name)) if name else found


def _attempts(users, quiz_key: UUID) -> dict[int, list[Attempt]]:
    waits = Count("slots", filter=Q(slots__state=AttemptSlot.State.WAITS, slots__is_dropped=False))
    found: dict[int, list[Attempt]] = defaultdict(list)
    rows = Attempt.objects.filter(user__in=users, quiz_key=quiz_key).annotate(waits=waits)
    for attempt in rows.order_by("number"):
        found[attempt.user_id].append(attempt)
    return found


def result_rows(users, quiz_key: UUID) -> list[Row]:
    """Return a row for each person: two queries, one more for the pre-test of a post-test."""
    settings = settings_of(quiz_key)
    users = list(users)
    attempts = _attempts(users, quiz_key)
    pre_test = settings.pre_test if settings else None
    before = _attempts(users, pre_test) if pre_test else {}
    rows = []
    for user in users:
        own = attempts.get(user.pk, [])
        result = _result(own, quiz_key)
        share = gain(_result(before.get(user.pk, []), pre_test).share, result.share) if pre_test else None
        rows.append(
            Row(
                user,
                [(each, each.waits) for each in own],
                result,
                None if share is None else round(share * 100),
            )
        )
    return rows


def _result(attempts: list[Attempt], quiz_key: UUID) -> Result:
    settings = settings_of(quiz_key)
    counts, pass_mark = (settings.counts, settings.pass_mark) if settings else (QuizPage.Counts.HIGHEST, 0)
    if not settings and attempts:
        pass_mark = attempts[-1].pass_mark
    return result_in(attempts, counts=counts, pass_mark=pass_mark)


def attempt_at(quiz_key: UUID, public_id: UUID) -> Attempt | None:
    """Return an attempt at a quiz with its person."""
    return Attempt.objects.filter(quiz_key=quiz_key, public_id=public_id).select_related("user").first()


def questions_of(attempt: Attempt, language: str) -> list[dict]:
    """Return the questions of an attempt with answer, marks and the whole log: what came late or was replaced too."""
    slots = list(attempt.slots.select_related("version").prefetch_related("files", "markings__marker"))
    words = texts([slot.version_id for slot in slots], language)
    steps: dict[int, list[AttemptStep]] = defaultdict(list)
    for step in AttemptStep.objects.filter(slot__in=slots).select_related("actor").order_by("slot_id", "sequence"):
        steps[step.slot_id].append(step)
    return [_question(slot, words[slot.version_id], steps[slot.pk]) for slot in slots]


def _question(slot: AttemptSlot, text, steps: list[AttemptStep]) -> dict:
    kind = items.get(slot.version.kind)
    return {
        "slot": slot,
        "stem": text.content.get("stem", ""),
        "lang": text.locale,
        "answer": kind.to_text(text.content, slot.response),
        "least": marking.least_fraction(slot.version.kind, text.key),
        "right_answer": kind.model_answer(text.content, text.key),
        "is_marked": kind.marking != "none",
        "by_person": kind.marking == "person",
        "marks": None if slot.fraction is None else round(slot.fraction * float(slot.max_mark), 2),
        "steps": [
            {
                "step": step,
                "answer": kind.to_text(text.content, step.response),
                "is_same": bool(step.response) and step.response == before.response,
            }
            for before, step in zip([AttemptStep(), *steps], steps, strict=False)
        ],
    }


def question_columns(quiz_key: UUID) -> list[tuple[UUID, str]]:
    """Return key and code of every question that was met in a quiz, in the order of their numbers."""
    met = AttemptSlot.objects.filter(attempt__quiz_key=quiz_key)
    rows = (
        met.values_list("version__question_key")
        .annotate(first=Min("number"))
        .order_by("first", "version__question_key")
    )
    keys = [key for key, _first in rows]
    codes = dict(Question.objects.filter(translation_key__in=keys).values_list("translation_key", "code"))
    return [(key, codes.get(key, str(key))) for key in keys]


def marks_by_question(attempts: list[Attempt]) -> dict[int, dict[UUID, float | None]]:
    """Return pk of an attempt -> question key -> its marks; None while there are none, or when it was dropped."""
    found: dict[int, dict[UUID, float | None]] = defaultdict(dict)
    rows = AttemptSlot.objects.filter(attempt__in=attempts)
    fields = ("attempt_id", "version__question_key", "fraction", "max_mark", "is_dropped")
    for attempt_id, key, fraction, most, is_dropped in rows.values_list(*fields):
        has_marks = fraction is not None and not is_dropped
        found[attempt_id][key] = round(fraction * float(most), 4) if has_marks else None
    return found


# The marking desk


def person_kinds() -> list[str]:
    """Return the kinds of question that people mark."""
    return [kind for kind in items.kinds() if items.get(kind).marking == "person"]


def answers(quiz_key: UUID):
    """Return the answers at a quiz that people mark, once they are handed in."""
    over = (Attempt.State.MARKING, Attempt.State.FINISHED)
    found = AttemptSlot.objects.filter(attempt__quiz_key=quiz_key, attempt__state__in=over, is_dropped=False)
    return found.filter(version__kind__in=person_kinds())


def waiting(quiz_key: UUID):
    """Return the answers that wait to be marked, or for a second person, the oldest first."""
    found = answers(quiz_key).filter(state=AttemptSlot.State.WAITS)
    given = Marking.objects.filter(is_settlement=False)
    another = given.filter(slot=OuterRef("slot"), pk__gt=OuterRef("pk"))
    found = found.filter(~Exists(given.filter(Exists(another), slot=OuterRef("pk"))))
    return found.order_by("attempt__finished_at", "pk")


def open_to(user, quiz_key: UUID, question_key: UUID | None, now: datetime.datetime):
    """Return the waiting answers that a person can mark now: not done by them, and in nobody else's hands."""
    taken = MarkingClaim.objects.filter(slot=OuterRef("pk"), claimed_at__gte=now - CLAIM).exclude(marker=user)
    own = Marking.objects.filter(slot=OuterRef("pk"), marker=user)
    found = waiting(quiz_key).filter(~Exists(taken), ~Exists(own))
    return found.filter(version__question_key=question_key) if question_key else found


def marked(quiz_key: UUID):
    """Return the answers that somebody has marked, the newest first."""
    seen = answers(quiz_key).filter(markings__isnull=False).distinct()
    return seen.order_by("-attempt__finished_at", "-pk")


def to_settle(quiz_key: UUID):
    """Return the answers that two people marked and nobody has settled, the oldest first."""
    by_two = Count("markings", filter=Q(markings__is_settlement=False))
    settled = Marking.objects.filter(slot=OuterRef("pk"), is_settlement=True)
    found = answers(quiz_key).annotate(by=by_two).filter(~Exists(settled), by__gte=2)
    return found.order_by("attempt__finished_at", "pk")


def with_people(slots):
    """Return the answers with whose they are, who has them, and what was given."""
    return slots.select_related("attempt__user", "version", "claim__marker").prefetch_related("markings__marker")


def holder_of(slot: AttemptSlot, now: datetime.datetime) -> MarkingClaim | None:
    """Return who is marking an answer now, if anybody is."""
    claim = getattr(slot, "claim", None)
    return claim if claim and claim.ends_at > now else None


def waiting_questions(quiz_key: UUID, language: str) -> list[dict]:
    """Return the questions with answers that wait: their words and how many."""
    rows = (
        waiting(quiz_key).order_by().values_list("version__question_key").annotate(Count("pk"), newest=Max("version"))
    )
    found = list(rows)
    words = texts([version_id for _key, _count, version_id in found], language)
    return [
        {"key": key, "count": count, "stem": plain(words[version_id].content.get("stem", ""))}
        for key, count, version_id in found
    ]


def code_of(slot: AttemptSlot) -> str:
    """Return a word for an answer that gives nobody away and is the same at every look."""
    return salted_hmac("quizzes.marking", str(slot.pk)).hexdigest()[:6]


def is_far_apart(fractions: list[float]) -> bool:
    """Whether markings differ by more than 15 % of the mark."""
    return max(fractions) - min(fractions) > FAR + 1e-9


def earlier_marks(slot: AttemptSlot) -> list[Marking]:
    """Return the newest marks that counted for other answers to this question in this quiz, for comparison."""
    found = Marking.objects.filter(
        is_final=True,
        slot__version__question_key=slot.version.question_key,
        slot__attempt__quiz_key=slot.attempt.quiz_key,
    )
    return list(found.exclude(slot=slot).select_related("slot__version").order_by("-marked_at")[:COMPARED])


def comment_bank(question_key: UUID) -> list[MarkingComment]:
    """Return the comments kept for a question, most used first."""
    return list(MarkingComment.objects.filter(question_key=question_key)[:50])


# Accommodations


def people_who_take_part(scopes: list[Scope], quiz_key: UUID):
    """Return who may be given more time: the participants of what the quiz stands under, and whoever has sat it."""
    takes_part = Grant.objects.within(scopes).filter(user=OuterRef("pk"), role=Role.PARTICIPANT)
    sat = Attempt.objects.filter(user=OuterRef("pk"), quiz_key=quiz_key)
    found = get_user_model().objects.filter(Q(Exists(takes_part)) | Q(Exists(sat)), is_active=True)
    return found.order_by("name", "email")
