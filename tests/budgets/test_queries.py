"""How many queries each page takes: within its budget, and as many for thirty of what it lists as for one.

The first time is the first request after a publication, with nothing kept yet of what pages share.
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

from courses.certificates.models import Certificate
from courses.certificates.services import confirm_name
from courses.modules import queries as module_queries
from courses.modules import services as modules
from courses.modules.models import Enrolment, ModulePage
from courses.modules.outline import points_of
from courses.quizzes.models import Attempt
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from skerry.pages import generation
from skerry.pages.models import HomePage
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db

ONE, MANY = 1, 30


class Budget(NamedTuple):
    """Queries at most: the first time after a publication, and from then on."""

    first: int
    after: int


VISITOR = {
    "home": Budget(12, 12),
    "list of programmes": Budget(12, 12),
    "programme": Budget(12, 12),
    "module": Budget(12, 12),
    "lesson": Budget(12, 12),
    "card": Budget(12, 12),
    "quiz": Budget(12, 12),
    "text": Budget(12, 12),
    "verification": Budget(12, 12),
    "sign in": Budget(12, 12),
    "sign up": Budget(12, 12),
    "sitemap": Budget(12, 12),
}
LEARNER = {
    "home": Budget(30, 12),
    "programme": Budget(30, 12),
    "module": Budget(30, 12),
    "lesson": Budget(30, 12),
    "card": Budget(30, 12),
    "quiz": Budget(30, 12),
    "question": Budget(12, 12),
    "before handing in": Budget(12, 12),
    "result": Budget(12, 12),
    "learning": Budget(12, 12),
    "certificates": Budget(12, 12),
    "certificate": Budget(12, 12),
    "verification": Budget(12, 12),
}
WRITES = {"answer": Budget(8, 8), "answer by form": Budget(12, 12)}
BUDGETS = {
    **{("visitor", name): budget for name, budget in VISITOR.items()},
    **{("learner", name): budget for name, budget in LEARNER.items()},
    **{("learner", name): budget for name, budget in WRITES.items()},
}


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
        term = records.term()
        lessons = [content.lesson(taken[0]) for _number in range(size)]
        points = [content.point(f"Point {number}", content.block("term", {"term": term.pk})) for number in range(size)]
        lesson = content.lesson(content.module(programme), [*points, content.point("Last", content.check())])
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
            body = {"slot": str(slot.slot_key), "response": {"choice": [chosen]}, "language": "en", "key": key}
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


def first_time(client: Client, town: Town, name: str) -> list[str]:
    with publication():
        generation.renew()
    return ask(client, town, name)


def warm_up(client: Client) -> None:
    """Have the process know its sites and types, as it does from its first request on."""
    ContentType.objects.get_for_models(HomePage, ModulePage)
    client.get("/en/")


def measure(town: Town) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    by_role = clients(town)
    warm_up(by_role["visitor"])
    return {
        (role, name): (first_time(by_role[role], town, name), ask(by_role[role], town, name))
        for role, name in BUDGETS
    }


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    """Measure a site of one of everything, let it grow to thirty, and measure again."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        small = build(ONE)
        counts = {ONE: measure(small)}
        large = build(MANY)
        counts[MANY] = measure(large)
        yield counts, large
        transaction.set_rollback(True)


def told(queries: list[str]) -> str:
    return "\n".join(f"{number:3} {sql[:230]}" for number, sql in enumerate(queries, start=1))


@pytest.mark.parametrize(("role", "name"), BUDGETS, ids=lambda value: value.replace(" ", "-"))
def test_a_page_keeps_to_its_budget(towns, role, name):
    counts, _town = towns
    budget = BUDGETS[role, name]
    for size in (ONE, MANY):
        first, after = counts[size][role, name]
        assert len(first) <= budget.first, f"{len(first)} the first time with {size}:\n{told(first)}"
        assert len(after) <= budget.after, f"{len(after)} with {size}:\n{told(after)}"


@pytest.mark.parametrize(("role", "name"), BUDGETS, ids=lambda value: value.replace(" ", "-"))
def test_a_page_takes_as_many_for_thirty_as_for_one(towns, role, name):
    counts, _town = towns
    for time in (0, 1):
        small, large = counts[ONE][role, name][time], counts[MANY][role, name][time]
        assert len(large) == len(small), f"{len(small)}:\n{told(small)}\n{len(large)}:\n{told(large)}"


def test_a_query_for_each_row_is_seen(towns, monkeypatch):
    """A module page that asks about every lesson anew is over its budget, and at thirty far over."""
    _counts, town = towns
    progress_in = module_queries.progress_in

    def careless(enrolments, keys, language=None):
        found = progress_in(enrolments, keys, language)
        for row in found[0].rows:
            ModulePage.objects.filter(translation_key=row["key"]).exists()
        return found

    monkeypatch.setattr(module_queries, "progress_in", careless)
    visitor = clients(town)["visitor"]
    warm_up(visitor)
    assert len(first_time(visitor, town, "module")) > MANY
    assert len(ask(visitor, town, "module")) > MANY


def test_what_is_kept_after_the_first_time_is_seen(towns, monkeypatch):
    """Without what is kept between publications, the second request is as dear as the first."""
    _counts, town = towns
    learner = clients(town)["learner"]
    monkeypatch.setattr(generation, "kept", lambda _name, make, generation=None: make())
    assert len(ask(learner, town, "module")) > BUDGETS["learner", "module"].after


def test_zz_show(towns):
    counts, _ = towns
    for key in BUDGETS:
        print(key, [len(counts[size][key][time]) for size in (ONE, MANY) for time in (0, 1)], BUDGETS[key])
    import pickle, pathlib
    pathlib.Path("/tmp/counts.pkl").write_bytes(pickle.dumps({s: counts[s] for s in counts}))
