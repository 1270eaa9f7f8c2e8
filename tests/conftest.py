"""What every test starts with: its database, an empty cache, no language, no time zone."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import TransactionTestCase
from django.utils import timezone, translation
from pytest_django.plugin import blocking_manager_key

from courses.quizzes.queries.content import forget_texts
from skerry.ui.catalogues import compile_all
from tests.support.browser import *  # noqa: F403  one browser for all folders: two at once exclude each other
from tests.support.databases import databases
from tests.support.servers import ROOT
from tests.support.tasks import none_may_fail
from tests.support.templates import PLAIN, STARTER, NoStarterError

# A busy machine is no fault: no test of ours, and no search for examples, is held against the clock.
hypothesis.settings.register_profile(
    "skerry", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("skerry")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "admin_client", "admin_user"}
MARKS = {"benchmarks": ["bench"], "browser": ["browser", "starter"], "journeys": ["browser", "starter"]}


def pytest_configure(config):
    if config.getoption("nomigrations"):
        raise pytest.UsageError("The suite needs what migrations make; --nomigrations leaves it out.")
    list(compile_all(ROOT / "locale"))
    share_no_cache(getattr(config, "workerinput", {}).get("workerid", "gw0"))
    databases.prepare()
    TransactionTestCase._fixture_teardown = lambda _case: databases.give_back()


def pytest_unconfigure():
    databases.leave()


def share_no_cache(worker: str) -> None:
    """Give each worker a Redis database of its own; a cache in memory is its own anyway."""
    config = settings.CACHES["default"]
    if config["BACKEND"].endswith("RedisCache"):
        base, _slash, number = config["LOCATION"].rpartition("/")
        config["LOCATION"] = f"{base}/{int(number) + int(worker.removeprefix('gw'))}"


def pytest_collection_modifyitems(items):
    """What drives a browser does so on the starter programme; what measures time does so alone."""
    for item in items:
        for folder, marks in MARKS.items():
            if item.nodeid.startswith(f"tests/{folder}/"):
                for mark in marks:
                    item.add_marker(mark)
        if needs_database(item):
            item.add_marker("database")
    let_the_second_worker_begin_without_a_database(items)


def let_the_second_worker_begin_without_a_database(items: list) -> None:
    """Put the tests that need no database in the middle, where the second of two workers begins.

    On a new machine the first builds the template meanwhile, and the second need not wait for it.
    """
    needy = [item for item in items if needs_database(item)]
    free = [item for item in items if not needs_database(item)]
    half = len(items) // 2
    items[:] = [*needy[:half], *free, *needy[half:]]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Choose the database before any fixture, also one of a class, gets at it."""
    if needs_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            choose(STARTER if item.get_closest_marker("starter") else PLAIN)


def needs_database(item) -> bool:
    if isinstance(item.cls, type) and issubclass(item.cls, TransactionTestCase):
        return True
    return bool(item.get_closest_marker("django_db")) or bool(DATABASE_FIXTURES & {*item.fixturenames})


def choose(kind: str) -> None:
    """Skip by name while there is no starter programme, but not where everything has to run."""
    try:
        databases.choose(kind)
    except NoStarterError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Let tests have databases; in place of pytest-django's, which would migrate one per worker."""
    with django_db_blocker.unblock():
        databases.choose(databases.wanted)
    yield
    with django_db_blocker.unblock():
        databases.close()


@pytest.fixture(scope="module")
def shared_database(django_db_setup, django_db_blocker):
    """A transaction around a whole module: what its fixtures make once, every test of it has, and none keeps.

    A fixture that costs much asks for this and for the scope of a module; the tests are marked ``django_db``.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _fresh_start():
    cache.clear()
    forget_texts()
    translation.deactivate()
    timezone.deactivate()
    yield
    forget_texts()
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(autouse=True)
def failed_tasks():
    """A background task that fails is a fault, unless the test takes it off this list."""
    with none_may_fail() as failed:
        yield failed
