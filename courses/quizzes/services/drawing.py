"""Which questions an attempt gets: fixed ones and some drawn at random, in which order."""

import random
import uuid
from collections import Counter
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from courses import items
from courses.quizzes import queries
from courses.quizzes.models import AttemptSlot, Question, QuestionVersion, QuizPage, QuizSlot


class Place(NamedTuple):
    """One question of an attempt: the slot it comes from, its own key, its version, the slot that heads its section."""

    slot: QuizSlot
    slot_key: UUID
    version: QuestionVersion
    section: UUID | None


def candidates(slot: QuizSlot) -> set[UUID]:
    """Return the keys of the ready questions that a draw may take, by what is said of them where they were written."""
    found = Question.objects.ready().as_written()
    if slot.draw_category_id:
        found = found.below(slot.draw_category)
    if slot.draw_tag:
        found = found.filter(tags__name__iexact=slot.draw_tag)
    if slot.draw_outcome:
        found = found.filter(tested_outcomes__outcome_key=slot.draw_outcome)
    return set(found.values_list("translation_key", flat=True))


class Shortage(NamedTuple):
    """A draw that may find fewer questions than it wants."""

    slot: QuizSlot
    wanted: int
    found: int


def shortages(slots: list[QuizSlot]) -> list[Shortage]:
    """Return the draws that may come out short, fixed questions and earlier draws having taken theirs before them."""
    fixed = {slot.question.translation_key for slot in slots if not slot.is_draw}
    earlier: list[tuple[set[UUID], int]] = []
    short = []
    for slot in slots:
        if slot.is_draw:
            pool = candidates(slot) - fixed
            found = max(0, len(pool) - sum(min(count, len(pool & other)) for other, count in earlier))
            earlier.append((pool, slot.draw_count))
            if found < slot.draw_count:
                short.append(Shortage(slot, slot.draw_count, found))
    return short


def _times_seen(user, keys: set[UUID]) -> Counter:
    met = AttemptSlot.objects.filter(attempt__user=user, version__question_key__in=keys)
    return Counter(met.values_list("version__question_key", flat=True))


def _draw(slots: list[QuizSlot], user, taken: set[UUID], rng: random.Random) -> dict[int, list[UUID]]:
    """Return pk of each drawing slot -> question keys: least seen by the person first, none twice."""
    pools = {slot.pk: candidates(slot) - taken for slot in slots if slot.is_draw}
    seen = _times_seen(user, set().union(*pools.values())) if any(pools.values()) else Counter()
    drawn: dict[int, list[UUID]] = {}
    for slot in slots:
        if slot.is_draw:
            pool = sorted(pools[slot.pk] - taken)
            rng.shuffle(pool)
            drawn[slot.pk] = sorted(pool, key=lambda key: seen[key])[: slot.draw_count]
            taken = taken | set(drawn[slot.pk])
    return drawn


def _shuffled(group: list[Place], rng: random.Random) -> list[Place]:
    """Return the places of a section in a random order; those that keep their place do."""
    free = [place for place in group if not place.slot.keeps_place]
    rng.shuffle(free)
    return [place if place.slot.keeps_place else free.pop() for place in group]


def places_for(quiz: QuizPage, user, rng: random.Random) -> list[Place]:
    """Return the questions of a new attempt in their order; questions that are not ready are left out."""
    slots = queries.slots_of(quiz)
    fixed = {slot.question.translation_key for slot in slots if not slot.is_draw}
    drawn = _draw(slots, user, fixed, rng)
    wanted = [(slot, drawn[slot.pk] if slot.is_draw else [slot.question.translation_key]) for slot in slots]
    versions = queries.newest_versions([key for _slot, keys in wanted for key in keys])
    sections: list[list[Place]] = []
    section = None
    for slot, keys in wanted:
        section = slot.translation_key if slot.section else section
        if slot.section or not sections:
            sections.append([])
        for index, key in enumerate(key for key in keys if key in versions):
            own = slot.translation_key if index == 0 else uuid.uuid5(slot.translation_key, str(index))
            sections[-1].append(Place(slot, own, versions[key], section))
    if queries.source_quiz(quiz).shuffle:
        sections = [_shuffled(section, rng) for section in sections]
    return [place for section in sections for place in section]


def section_starts(places: list[Place]) -> dict[int, UUID]:
    """Return index of a place -> key of the slot whose section heading stands before it."""
    starts: dict[int, UUID] = {}
    last = None
    for index, place in enumerate(places):
        if place.section and place.section != last:
            starts[index] = place.section
        last = place.section
    return starts


def marks_at_most(places: list[Place]) -> Decimal:
    """Return the marks of an attempt at these places; what is only asked has none."""
    marked = (place for place in places if items.get(place.version.kind).marking != "none")
    return sum((place.slot.max_mark for place in marked), Decimal(0))
