"""A question of every kind in English and Swedish, the same in every run: ids, order, words."""

import json
import random
import uuid

from wagtail.models import Locale

from courses.modules.models import ModulePage
from courses.quizzes.models import Question, QuizPage
from courses.quizzes.services import start_attempt
from tests.factories import content, sittings
from tests.factories.content import numbers

LANGUAGES = ("en", "sv")
RUBRIC = [
    {"text": ("Names who takes part", "Säger vilka som är med"), "points": "2"},
    {"text": ("Says what they gain", "Säger vad de vinner"), "points": "1"},
]
KINDS = {
    "single_choice": {
        "stem": ("<p>What is no source of advantage?</p>", "<p>Vad är ingen källa till fördelar?</p>"),
        "options": [
            {"text": ("A shared labour pool", "Gemensam arbetskraft"), "fraction": "0"},
            {"text": ("Lower taxes", "Lägre skatter"), "fraction": "1"},
            {"text": ("Suppliers nearby", "Leverantörer nära"), "fraction": "0"},
        ],
        "shuffle": False,
    },
    "multiple_choice": {
        "stem": ("<p>Who makes up the triple helix?</p>", "<p>Vilka utgör trippelhelixen?</p>"),
        "options": [
            {"text": ("Firms", "Företag"), "fraction": "0.5"},
            {"text": ("The weather", "Vädret"), "fraction": "-1"},
            {"text": ("Universities", "Universitet"), "fraction": "0.5"},
        ],
        "shuffle": False,
    },
    "true_false": {
        "stem": ("<p>A cluster has one owner.</p>", "<p>Ett kluster har en enda ägare.</p>"),
        "answer": False,
    },
    "matching": {
        "stem": ("<p>Give each country its capital.</p>", "<p>Ge varje land dess huvudstad.</p>"),
        "pairs": [
            {"prompt": ("Latvia", "Lettland"), "answer": ("Riga", "Riga")},
            {"prompt": ("Denmark", "Danmark"), "answer": ("Copenhagen", "Köpenhamn")},
        ],
        "distractors": [{"text": ("Vienna", "Wien")}],
    },
    "ordering": {
        "stem": ("<p>Put the life of a cluster in order.</p>", "<p>Ordna ett klusters livsfaser.</p>"),
        "items": [{"text": ("Birth", "Födelse")}, {"text": ("Growth", "Tillväxt")}, {"text": ("Renewal", "Förnyelse")}],
        "scoring": "absolute",
    },
    "numeric": {
        "stem": ("<p>How long is the bridge?</p>", "<p>Hur lång är bron?</p>"),
        "answer": "3.5",
        "tolerance": "0.1",
        "tolerance_kind": "nominal",
        "unit": "km",
    },
    "short_text": {
        "stem": ("<p>What is the fourth helix called?</p>", "<p>Vad heter den fjärde helixen?</p>"),
        "accept": ("civil society\nusers", "civilsamhället\nanvändare"),
        "case_sensitive": False,
    },
    "essay": {
        "stem": ("<p>Describe your cluster.</p>", "<p>Beskriv ditt kluster.</p>"),
        "min_words": "3",
        "max_words": "200",
        "rubric": RUBRIC,
    },
    "file_upload": {
        "stem": ("<p>Hand in your plan.</p>", "<p>Lämna in din plan.</p>"),
        "extensions": "pdf\ntxt",
        "max_files": "2",
        "rubric": RUBRIC,
    },
    "scale": {
        "stem": ("<p>I know whom I serve.</p>", "<p>Jag vet vem jag arbetar för.</p>"),
        "labels": [{"text": ("No", "Nej")}, {"text": ("Partly", "Delvis")}, {"text": ("Yes", "Ja")}],
        "other": True,
    },
    "matrix": {
        "stem": ("<p>How well does it work?</p>", "<p>Hur bra fungerar det?</p>"),
        "rows": [{"text": ("Meetings", "Möten")}, {"text": ("Reports", "Rapporter")}],
        "columns": [{"text": ("Badly", "Dåligt")}, {"text": ("Well", "Bra")}, {"text": ("Very well", "Mycket bra")}],
    },
    "description": {
        "stem": (
            "<p>The last part is about your own work. Nothing in it is marked.</p>",
            "<p>Den sista delen handlar om ditt eget arbete. Inget i den bedöms.</p>",
        )
    },
}


def _in_language(value, place: int, name: str):
    """Return a value as the desk stores it, in one of the languages; rows get ids that tell what they are."""
    if isinstance(value, tuple):
        return value[place]
    if not isinstance(value, list):
        return value
    rows = []
    for index, row in enumerate(value):
        mark = f"{name}.{index}"
        id_ = str(uuid.uuid5(uuid.NAMESPACE_URL, mark))
        rows.append({"type": "item", "value": _all_in_language(row, place, mark), "id": id_})
    return rows


def _all_in_language(fields: dict, place: int, mark: str) -> dict:
    return {name: _in_language(value, place, f"{mark}.{name}") for name, value in fields.items()}


def word(kind: str, english: str, language: str) -> str:
    """Return what an English word of a question of a kind is in a language."""

    def words(value):
        if isinstance(value, tuple):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from words(inner)

    return dict(words(KINDS[kind])).get(english, english) if language == "sv" else english


def question(kind: str) -> Question:
    """Make a published question of a kind with its published Swedish translation; returns the English one."""
    written = []
    for place, language in enumerate(LANGUAGES):
        locale = Locale.objects.get(language_code=language)
        made = (
            written[0].copy_for_translation(locale) if written else Question(code=f"E-Q{next(numbers)}", locale=locale)
        )
        value = {"hint": "", "feedback": "", **_all_in_language(KINDS[kind], place, kind)}
        made.item = json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, kind))}])
        made.full_clean()
        made.save()
        made.save_revision().publish()
        written.append(made)
    written[0].refresh_from_db()
    return written[0]


def quiz(parent: ModulePage, *kinds: str, **fields) -> QuizPage:
    """Make a published quiz of one question for each kind, in both languages; returns the English page."""
    slots = [sittings.slot(question(kind)) for kind in kinds or KINDS]
    made = sittings.quiz_of(slots, parent, **{"title": "What we know", **fields})
    swedish = made.copy_for_translation(Locale.objects.get(language_code="sv"))
    swedish.title = "Vad vi vet"
    content.publish(swedish)
    return made


def begin(asked: QuizPage, user, language: str, **fields):
    """Start an attempt whose drawing is the same in every run."""
    return start_attempt(user=user, quiz=asked, language=language, rng=random.Random(7), **fields)
