"""Programmes, modules, lessons and quizzes for tests, published through Wagtail's own means."""

import itertools
import json
import uuid

from wagtail.models import Locale, Page, Site

from courses.modules.models import LessonPage, ModulePage, ProgrammeIndexPage, ProgrammePage
from courses.quizzes.models import Question, QuizPage, QuizSlot
from skerry.pages.models import HomePage

numbers = itertools.count(1)


def block(kind: str, value) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def items(*values) -> list[dict]:
    """Rows of a ListBlock, with identities."""
    return [block("item", value) for value in values]


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def programme_index() -> ProgrammeIndexPage:
    """Return the list of programmes in English, with its home page where the site has none."""
    found = ProgrammeIndexPage.objects.filter(locale__language_code="en").first()
    if found:
        return found
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Skerry", slug="skerry", headline="Learn", lead="Together"))
    Site.objects.update(root_page=publish(home))
    return publish(home.add_child(instance=ProgrammeIndexPage(title="Programmes", slug="programmes")))


def programme(title: str = "Baltic Leadership Programme") -> ProgrammePage:
    """Make a programme under the list of programmes in English."""
    page = ProgrammePage(title=title, slug=f"programme-{next(numbers)}", summary="For cluster managers.")
    return publish(programme_index().add_child(instance=page))


def module(parent: ProgrammePage | None = None, **fields) -> ModulePage:
    """Make an open module with one outcome."""
    number = next(numbers)
    page = ModulePage(
        **{
            "title": f"Module {number}",
            "slug": f"module-{number}",
            "code": f"T{number}",
            "summary": "What a neutral broker does.",
            "state": ModulePage.State.OPEN,
            "hours": 2,
            "outcomes": json.dumps([block("outcome", "Explain what a neutral broker does")]),
            **fields,
        }
    )
    return publish((parent or programme()).add_child(instance=page))


def check() -> dict:
    """A knowledge check whose first option is right."""
    return block(
        "check",
        {
            "question": "Who carries the projects of a cluster?",
            "options": items(
                {"text": "The members", "correct": True, "feedback": "They own them."},
                {"text": "The office", "correct": False, "feedback": "It serves them."},
            ),
            "explanation": "The office serves the agenda.",
        },
    )


def point(heading: str, *content) -> dict:
    text = block("text", "<p>The office listens, connects and reports. It owns no project of its own.</p>")
    return block("point", {"heading": heading, "content": [text, *content]})


def lesson(parent: ModulePage, points: list[dict] | None = None, **fields) -> LessonPage:
    """Make a lesson of two points, the second with a knowledge check and a reflection prompt."""
    number = next(numbers)
    reflection = block("reflection", {"prompt": "Whom do you serve?", "help": ""})
    points = points if points is not None else [point("Listen"), point("Connect", check(), reflection)]
    page = LessonPage(
        **{
            "title": f"Lesson {number}",
            "slug": f"lesson-{number}",
            "summary": "Neutrality is the asset.",
            "minutes": 10,
            "body": json.dumps(points),
            **fields,
        }
    )
    return publish(parent.add_child(instance=page))


ITEMS = {
    "single_choice": {
        "options": items(
            {"text": "Labour pool", "fraction": "0", "feedback": ""},
            {"text": "Lower taxes", "fraction": "1", "feedback": ""},
            {"text": "Suppliers", "fraction": "0", "feedback": ""},
        ),
        "shuffle": True,
    },
    "numeric": {"answer": "3.5", "tolerance": "0", "tolerance_kind": "nominal", "unit": ""},
    "short_text": {"accept": "civil society\nusers", "case_sensitive": False},
    "essay": {
        "min_words": "0",
        "max_words": "0",
        "template": "",
        "rubric": items({"text": "Names the members", "points": "3"}, {"text": "Says who decides", "points": "1"}),
        "model": "<p>The members carry the projects.</p>",
        "notes": "",
    },
}


def question(kind: str = "single_choice", locale: str = "en", **fields) -> Question:
    """Make a published question of a kind."""
    value = {
        "stem": "<p>Which is not a source of advantage?</p>",
        "hint": "<p>Think of neighbours.</p>",
        "feedback": "<p>Taxes are the same everywhere.</p>",
        **ITEMS[kind],
        **fields,
    }
    made = Question(
        code=f"T-Q{next(numbers)}",
        locale=Locale.objects.get(language_code=locale),
        item=json.dumps([block(kind, value)]),
    )
    made.save()
    made.save_revision().publish()
    made.refresh_from_db()
    return made


def quiz(parent: ModulePage, questions: list[Question] | None = None, **fields) -> QuizPage:
    """Make a published quiz of the questions, one slot for each."""
    number = next(numbers)
    page = QuizPage(**{"title": f"Quiz {number}", "slug": f"quiz-{number}", **fields})
    for order, made in enumerate(questions if questions is not None else [question()]):
        page.slots.add(QuizSlot(question=made, sort_order=order, locale=made.locale))
    return publish(parent.add_child(instance=page))
