"""What the attempts at a quiz say about it: from rows to figures that can be stored, drawn and handed out."""

import json
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Sum

from courses import items
from courses.quizzes.models import Attempt, AttemptSlot, ItemAnalysis, QuizPage
from courses.quizzes.queries.content import slots_of, texts
from courses.quizzes.queries.results import share_of
from courses.quizzes.statistics import Item, OptionRow, Sitting, Slot, Table, analyse_table, options, tabulate

Which = ItemAnalysis.Which

MOST_ROWS = 30
"""So many different answers of one question are listed; the others are counted together."""

OTHERS = "*"
"""Stands for all answers that are not listed."""

NOT_ANSWERED = {AttemptSlot.State.TODO, AttemptSlot.State.GAVE_UP}

ROW = (
    "attempt_id",
    "slot_key",
    "number",
    "max_mark",
    "version_id",
    "version__question_key",
    "fraction",
    "response",
    "language",
    "seconds",
    "state",
)


@dataclass(frozen=True)
class Words:
    """A version of a question as it was written first."""

    kind: items.ItemType
    content: dict
    key: dict

    def guess_score(self) -> float | None:
        """Return what a guess earns, as a part of the mark, where that can be said."""
        return self.kind.guess_score(self.content, self.key)

    def choices(self, response: dict) -> tuple[str, ...]:
        """Return what was chosen or typed; nothing for an answer that a person reads."""
        if self.kind.marking != "machine" or not response:
            return ()
        return tuple(token(part, answer) for part, answer in self.kind.tally(self.content, response))

    def known(self) -> list[str]:
        """Return the options of a question that has some, in their order."""
        controls = [one for one in self.kind.controls(self.content, {}) if one.kind in {"radio", "checkbox"}]
        return [token("", option.id) for control in controls[:1] for option in control.options]


@dataclass
class Answered:
    """What one attempt holds, by the key of the slot."""

    language: str
    fractions: dict[str, float | None] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def sitting(self, max_marks: dict[str, float]) -> Sitting:
        """Return the attempt with its marks, each as a part of what the slot is worth now."""
        return Sitting(
            marks={
                key: None if fraction is None else fraction * max_marks[key]
                for key, fraction in self.fractions.items()
                if key in max_marks
            },
            language=self.language,
            questions=self.questions,
            languages=self.languages,
            seconds=self.seconds,
            choices=self.choices,
        )


@dataclass
class Rows:
    """All that was read: the attempts, and for each slot its place, its worth and its questions' newest versions."""

    attempts: dict[int, Answered]
    places: dict[str, int] = field(default_factory=dict)
    max_marks: dict[str, float] = field(default_factory=dict)
    versions: dict[str, dict[str, int]] = field(default_factory=dict)


def fingerprint(quiz_key: UUID) -> tuple[int, str]:
    """Return how many attempts are marked to the end, and a word that changes when one is added or marked anew."""
    found = (
        Attempt.objects.finished()
        .filter(quiz_key=quiz_key)
        .aggregate(count=Count("pk"), last=Max("finished_at"), marks=Sum("mark"), most=Sum("max_mark"))
    )
    last = found["last"].isoformat() if found["last"] else ""
    return found["count"], f"{found['count']}:{last}:{found['marks'] or 0:.4f}:{found['most'] or 0:.2f}"


def counted(quiz_key: UUID, which: str) -> dict[int, str]:
    """Return pk -> language of the marked attempts that count: each person's first or best one, or all."""
    chosen: dict[int, Attempt] = {}
    found = Attempt.objects.finished().filter(quiz_key=quiz_key).order_by("number")
    every = list(found.only("user_id", "number", "mark", "max_mark", "language"))
    if which == Which.ALL:
        return {attempt.pk: attempt.language for attempt in every}
    for attempt in every:
        known = chosen.setdefault(attempt.user_id, attempt)
        if which == Which.BEST and share_of(attempt) > share_of(known):
            chosen[attempt.user_id] = attempt
    return {attempt.pk: attempt.language for attempt in chosen.values()}


def figures(quiz: QuizPage, which: str, *, least: int = 1) -> dict:
    """Return the statistics of a quiz as JSON: ``summary``, and ``items``, the slots in their order.

    An item holds what `courses.quizzes.statistics.Item` does, ``number``, ``kind``, ``version`` (whose words to show),
    ``options`` (None where answers are not counted) and ``drawn``: the same for each question drawn into it. Typed
    answers that fewer than ``least`` sittings gave are counted together. The attempts may have had different
    questions, when the quiz was changed: those with the questions that most of them had are counted.
    """
    words = _words(quiz.translation_key)
    rows = _rows(quiz.translation_key, counted(quiz.translation_key, which), words)
    worth = _worth(quiz, rows, _form(rows.attempts.values()))
    guesses = {
        question: words[version].guess_score() for slot in worth for question, version in rows.versions[slot].items()
    }
    slots = [
        Slot(slot, mark, _fixed(rows.versions[slot], guesses), drawn=len(rows.versions[slot]) > 1)
        for slot, mark in worth.items()
    ]
    sittings = [attempt.sitting(worth) for attempt in rows.attempts.values()]
    table = tabulate(slots=slots, sittings=sittings)
    analysis = analyse_table(table, guess_scores=guesses)
    maker = _Maker(rows, table, words, least)
    return {
        "summary": asdict(analysis.summary),
        "items": [
            {
                **maker.made(item, number),
                "drawn": [maker.made(other, number) for other in analysis.drawn if other.key == item.key],
            }
            for number, item in enumerate(analysis.items, start=1)
        ],
    }


def _marked(quiz_key: UUID):
    """Return the rows of all attempts at the quiz that are marked to the end."""
    return AttemptSlot.objects.filter(
        attempt__quiz_key=quiz_key, attempt__state=Attempt.State.FINISHED, is_dropped=False
    )


def _words(quiz_key: UUID) -> dict[int, Words]:
    """Return version -> its item type and its words in the language it was written in, for all that were answered."""
    kinds = dict(_marked(quiz_key).order_by().values_list("version_id", "version__kind").distinct())
    found = texts(list(kinds), settings.LANGUAGE_CODE)
    return {pk: Words(items.get(kind), found[pk].content, found[pk].key) for pk, kind in kinds.items()}


def _rows(quiz_key: UUID, languages: dict[int, str], words: dict[int, Words]) -> Rows:
    """Read the answers of the attempts that count, in one query that never holds them all."""
    rows = Rows({pk: Answered(language) for pk, language in languages.items()})
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in _marked(quiz_key).values_list(*ROW, named=True).iterator(chunk_size=2000):
        attempt, spoken = rows.attempts.get(row.attempt_id), words[row.version_id]
        if attempt is None or spoken.kind.marking == "none":
            continue
        slot, question = str(row.slot_key), str(row.version__question_key)
        attempt.fractions[slot] = None if row.state in NOT_ANSWERED else row.fraction or 0.0
        attempt.questions[slot] = question
        if row.language:
            attempt.languages[slot] = row.language
        if row.seconds:
            attempt.seconds[slot] = row.seconds
        # The same answers come again and again; each is held once.
        chosen = spoken.choices(row.response)
        attempt.choices[slot] = known.setdefault(chosen, chosen)
        rows.places.setdefault(slot, row.number)
        rows.max_marks[slot] = max(rows.max_marks.get(slot, 0.0), float(row.max_mark))
        newest = rows.versions.setdefault(slot, {})
        newest[question] = max(newest.get(question, 0), row.version_id)
    return rows


def _form(attempts: Iterable[Answered]) -> frozenset[str]:
    """Return the slots that most attempts had; the larger set when two are as frequent."""
    forms = Counter(frozenset(attempt.fractions) for attempt in attempts)
    return max(forms, key=lambda form: (forms[form], len(form), sorted(form)), default=frozenset())


def _worth(quiz: QuizPage, rows: Rows, form: frozenset[str]) -> dict[str, float]:
    """Return slot -> marks at most, in the order of the quiz, for the slots that are worth anything."""
    now: dict[str, float] = {}
    for slot in slots_of(quiz):
        for index in range(slot.draw_count if slot.is_draw else 1):
            own = slot.translation_key if index == 0 else uuid.uuid5(slot.translation_key, str(index))
            now[str(own)] = float(slot.max_mark)
    gone = sorted(form - now.keys(), key=lambda slot: (rows.places[slot], slot))
    worth = {slot: now.get(slot, rows.max_marks[slot]) for slot in (*(key for key in now if key in form), *gone)}
    return {slot: mark for slot, mark in worth.items() if mark > 0}


def _fixed(versions: dict[str, int], guesses: dict[str, float | None]) -> float | None:
    """Return what a guess earns in a slot that always has the same question; unknown where questions are drawn."""
    return guesses[next(iter(versions))] if len(versions) == 1 else None


def token(part: str, answer: str) -> str:
    """Return a part and its answer as one word, see `courses.items.ItemType.tally`."""
    return json.dumps([part, answer], ensure_ascii=False)


class _Maker:
    """Puts beside the figures of a question what is needed to show it."""

    def __init__(self, rows: Rows, table: Table, words: dict[int, Words], least: int) -> None:
        self.rows, self.table, self.words, self.least = rows, table, words, least

    def made(self, item: Item, number: int) -> dict:
        """Return an item as JSON; a slot into which questions are drawn has no words of its own."""
        versions = self.rows.versions[item.key]
        version = versions.get(item.question) if item.question or len(versions) > 1 else next(iter(versions.values()))
        words = self.words[version] if version else None
        return {
            **asdict(item),
            "number": number,
            "kind": words.kind.kind if words else "",
            "version": version,
            "options": self._options(item, words) if words and words.kind.marking == "machine" else None,
        }

    def _options(self, item: Item, words: Words) -> list[dict]:
        known = words.known()
        found = options(self.table, key=item.key, question=item.question, known=known)
        is_typed = not words.kind.tally_labels(words.content)
        return _listed(found, known, self.least if is_typed else 1)


def _listed(rows: Iterable[OptionRow], known: list[str], least: int) -> list[dict]:
    """Return the rows as JSON: known ones, frequent ones, and the others as one."""
    kept, rest = [], []
    for row in rows:
        is_shown = row.option in known or not row.option or (row.count >= least and len(kept) < MOST_ROWS)
        (kept if is_shown else rest).append(asdict(row))
    if rest:
        together = {name: sum(row[name] for row in rest) for name in ("count", "share", "upper", "lower")}
        kept.append({"option": OTHERS, **together})
    return kept
