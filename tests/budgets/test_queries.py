"""How many queries each page takes: within its budget, and as many for thirty of what it lists as for one.

A page is asked for three times: as the first request after a publication, when nothing is kept any more;
as the second, when another page has brought back what all pages share; and once more.
"""

import uuid
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from courses.certificates.services import confirm_name
from courses.modules import queries as module_queries
from courses.modules import services as modules
from courses.modules.models import Enrolment, ModulePage
from courses.modules.outline import points_of
from courses.quizzes.models import Attempt
from courses.quizzes.services import finish_attempt, start_attempt
from skerry.pages import generation
from skerry.pages.models import HomePage
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db

ONE, MANY = 1, 30


class Budget(NamedTuple):
    """Queries at most: right after a publication, for the first to come to this page, and from then on."""

    anew: int
    first: int
    again: int


PUBLIC = Budget(12, 12, 12)
LESSON = Budget(16, 12, 12)
SIGNED_IN = Budget(30, 30, 12)
OWN = Budget(15, 12, 12)

VISITOR = {
    "home": PUBLIC,
    "list of programmes": PUBLIC,
    "programme": PUBLIC,
    "module": PUBLIC,
    "lesson": LESSON,
    "card": LESSON,
    "quiz": PUBLIC,
    "text": PUBLIC,
    "verification": PUBLIC,
    "sign in": PUBLIC,
    "sign up": PUBLIC,
    "interface": PUBLIC,
    "sitemap": PUBLIC,
}
LEARNER = {
    "home": SIGNED_IN,
    "programme": SIGNED_IN,
    "module": SIGNED_IN,
    "lesson": SIGNED_IN,
    "card": SIGNED_IN,
    "quiz": SIGNED_IN,
    "question": Budget(12, 12, 12),
    "before handing in": OWN,
    "result": OWN,
    "learning": OWN,
    "certificates": OWN,
    "certificate": OWN,
    "verification": OWN,
    "answer": Budget(8, 8, 8),
    "answer by form": OWN,
}
BUDGETS = {
    **{("visitor", name): budget for name, budget in VISITOR.items()},
    **{("learner", name): budget for name, budget in LEARNER.items()},
}


class Counts(NamedTuple):
    """The queries of the three times."""

    anew: list[str]
    first: list[str]
    again: list[str]


class Town(NamedTuple):
    """A site that lists a number of each thing, and someone who has as many records."""

    urls: dict[str, str]
    learner: object
    module: ModulePage
    attempt: Attempt


@contextmanager
def publication():
    """Let a publication be committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def full_point(number: int) -> dict:
    """A point with all that asks the database: a term of its own, a figure, a document."""
    return content.point(
        f"Point {number}",
        content.block("term", {"term": records.term().pk}),
        content.block("figure", {"image": records.image().pk, "alt": "Two boats", "caption": ""}),
        content.block("download", {"document": records.document().pk, "title": "Sheet", "description": ""}),
        content.check(),
    )


def build(size: int) -> Town:
    """Bring the site to ``size`` of everything that a page lists."""
    with publication():
        while len(module_queries.programmes("en")) < size:
            programme = content.programme()
            cache.clear()
        home = HomePage.objects.get()
        text = records.standard_page(home)
        taken = [content.module(programme) for _number in range(size)]
        for module in taken[1:]:
            content.lesson(module)
        for _number in range(size):
            content.lesson(taken[0])
        points = [full_point(number) for number in range(size)]
        lesson = content.lesson(content.module(programme), points)
        quiz = content.quiz(taken[0], [content.question() for _number in range(size)])
    learner = people.person()
    now = timezone.now()
    for number, module in enumerate([*taken, lesson.module]):
        modules.enrol(user=learner, module=module, language="en", now=now - timedelta(hours=number))
    for number in range(size):
        finish_attempt(attempt=start_attempt(user=learner, quiz=quiz, language="en"))
        certificate = records.certificate(learner, taken[number])
        confirm_name(certificate=certificate, name="Ilze", by=learner, now=now)
    finished = Attempt.objects.filter(user=learner).first()
    running = start_attempt(user=learner, quiz=quiz, language="en")
    enrolment = Enrolment.objects.of(learner).get(module_key=lesson.module.translation_key)
    for point in points_of(lesson):
        modules.read_point(
            enrolment=enrolment,
            lesson=lesson,
            point_id=uuid.UUID(point["id"]),
            client_key=uuid.uuid4(),
            language="en",
        )
    with translation.override("en"):
        urls = {
            "home": "/en/",
            "list of programmes": "/en/programmes/",
            "programme": programme.url,
            "module": taken[0].url,
            "lesson": lesson.url,
            "card": lesson.url + "?card=1",
            "quiz": quiz.url,
            "text": text.url,
            "verification": reverse("certificates:verify", args=[certificate.pk]),
            "sign in": reverse("account_login"),
            "sign up": reverse("account_signup"),
            "interface": reverse("docs"),
            "sitemap": reverse("sitemap"),
            "question": reverse("quizzes:attempt", args=[running.public_id]),
            "before handing in": reverse("quizzes:attempt", args=[running.public_id]) + "?q=end",
            "result": reverse("quizzes:result", args=[finished.public_id]),
            "learning": reverse("programmes:learning"),
            "certificates": reverse("certificates:list"),
            "certificate": reverse("certificates:detail", args=[certificate.pk]),
            "answer": reverse("api_answers", args=[running.public_id]),
            "answer by form": reverse("quizzes:answer", args=[running.public_id]),
        }
    return Town(urls, learner, taken[0], running)


def ask(client: Client, town: Town, name: str) -> list[str]:
    """Return the queries that an answer took."""
    url = town.urls[name]
    slot = town.attempt.slots.select_related("version").first()
    text = slot.version.texts.get(locale="en")
    answered = str(slot.response)
    chosen = next(option["id"] for option in text.content["options"] if option["id"] not in answered)
    key = str(uuid.uuid4())
    with CaptureQueriesContext(connection) as captured:
        if name == "answer":
            given = {"response": {"choice": [chosen]}, "language": "en", "key": key}
            body = {"slot": str(slot.slot_key), **given}
            response = client.post(url, body, content_type="application/json")
        elif name == "answer by form":
            response = client.post(url, {"slot": str(slot.slot_key), "choice": chosen, "key": key})
        else:
            response = client.get(url)
    assert response.status_code == (302 if name == "answer by form" else 200), (name, response.status_code)
    return [query["sql"] for query in captured]


def clients(town: Town) -> dict[str, Client]:
    learner = Client()
    learner.force_login(town.learner)
    return {"visitor": Client(), "learner": learner}


def anew(client: Client, town: Town, name: str, shared_by: Client | None = None) -> list[str]:
    """Ask for a page after a publication; another client may have brought back what pages share."""
    with publication():
        generation.renew()
    if shared_by:
        ask(shared_by, town, "home" if name == "text" else "text")
    return ask(client, town, name)


def measure(town: Town) -> dict[tuple[str, str], Counts]:
    by_role = clients(town)
    visitor = by_role["visitor"]
    ContentType.objects.get_for_models(HomePage, ModulePage)
    ask(visitor, town, "home")
    return {
        (role, name): Counts(
            anew(by_role[role], town, name),
            anew(by_role[role], town, name, shared_by=visitor),
            ask(by_role[role], town, name),
        )
        for role, name in BUDGETS
    }


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    """Measure a site of one of everything, let it grow to thirty, and measure again."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        counts = {ONE: measure(build(ONE))}
        large = build(MANY)
        counts[MANY] = measure(large)
        yield counts, large
        transaction.set_rollback(True)


def told(queries: list[str]) -> str:
    return "\n".join(f"{number:3} {sql[:230]}" for number, sql in enumerate(queries, start=1))


each_page = pytest.mark.parametrize(("role", "name"), BUDGETS, ids=lambda value: value.replace(" ", "-"))


@each_page
def test_a_page_keeps_to_its_budget(towns, role, name):
    counts, _town = towns
    budget = BUDGETS[role, name]
    for size in (ONE, MANY):
        for when, queries in counts[size][role, name]._asdict().items():
            allowed = getattr(budget, when)
            found = f"{when}, with {size}: {len(queries)}, not {allowed}:\n{told(queries)}"
            assert len(queries) <= allowed, found


@each_page
def test_a_page_takes_as_many_for_thirty_as_for_one(towns, role, name):
    counts, _town = towns
    for when in Counts._fields:
        small, large = (getattr(counts[size][role, name], when) for size in (ONE, MANY))
        assert len(large) == len(small), f"{when}: {len(small)}:\n{told(small)}\n{len(large)}:\n{told(large)}"


@pytest.mark.parametrize("name", VISITOR)
def test_reading_writes_nothing(towns, name):
    counts, _town = towns
    for queries in (*counts[ONE]["visitor", name], *counts[MANY]["visitor", name]):
        assert not [sql for sql in queries if not sql.startswith("SELECT")]


def test_a_query_for_each_row_is_seen(towns, monkeypatch):
    """A module page that asks about every lesson anew is far over its budget at thirty."""
    _counts, town = towns
    progress_in = module_queries.progress_in

    def careless(enrolments, keys, language=None):
        found = progress_in(enrolments, keys, language)
        for row in found[0].rows:
            ModulePage.objects.filter(translation_key=row["key"]).exists()
        return found

    monkeypatch.setattr("courses.modules.queries.progress.progress_in", careless)
    visitor = clients(town)["visitor"]
    assert len(anew(visitor, town, "module")) > MANY
    assert len(ask(visitor, town, "module")) > MANY


def test_what_is_kept_between_requests_is_seen(towns, monkeypatch):
    """Without it, the second request is as dear as the first."""
    counts, town = towns
    learner = clients(town)["learner"]
    monkeypatch.setattr(generation, "kept", lambda _name, make, generation=None: make())
    dear = ask(learner, town, "module")
    assert len(dear) > len(counts[MANY]["learner", "module"].again)
    assert len(dear) > BUDGETS["learner", "module"].again
