"""The suite's own ground: a test that commits leaves nothing to the next, and takes nothing from it."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, connections, transaction
from django.test import TransactionTestCase
from wagtail.models import Locale, Page, Site

from courses.certificates.models import Certificate
from courses.certificates.storage import private_storage
from courses.modules.models import ModulePage
from skerry.pages.models import CustomDocument
from tests.support import templates
from tests.support.databases import databases
from tests.support.templates import PLAIN

LEFT_BEHIND = "test_databases.left-behind"
seen: list[str] = []


def leave_something_behind() -> None:
    Site.objects.create(hostname=LEFT_BEHIND, port=8123, root_page=Page.objects.get(depth=1))
    Site.objects.filter(is_default_site=True).delete()
    default_storage.save("left-behind.txt", ContentFile(b"."))
    private_storage().save("left-behind.txt", ContentFile(b"."))
    seen.append(connection.settings_dict["NAME"])


def assert_nothing_is_missing() -> None:
    assert not Site.objects.filter(hostname=LEFT_BEHIND).exists()
    assert Site.objects.filter(is_default_site=True).count() == 1
    assert Page.objects.filter(depth=1).count() == 1
    assert Locale.objects.filter(language_code="en").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_finds_a_fresh_database(turn):
    assert_nothing_is_missing()
    assert not default_storage.exists("left-behind.txt")
    assert not private_storage().exists("left-behind.txt")
    leave_something_behind()
    assert len(seen) == len(set(seen))


class TestOfTheOldKind(TransactionTestCase):
    """Django's own classes, which Wagtail's helpers are made of, come under the same rule."""

    def test_1(self):
        assert_nothing_is_missing()
        leave_something_behind()

    def test_2(self):
        assert_nothing_is_missing()
        leave_something_behind()


@pytest.mark.django_db
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_does_not_commit_is_rolled_back(turn):
    assert_nothing_is_missing()
    assert not default_storage.exists("left-behind.txt")
    default_storage.save("left-behind.txt", ContentFile(b"."))
    Site.objects.create(hostname=LEFT_BEHIND, port=8123, root_page=Page.objects.get(depth=1))


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_the_same_database():
    Site.objects.create(hostname=LEFT_BEHIND, port=8123, root_page=Page.objects.get(depth=1))
    found = []

    def look() -> None:
        try:
            found.append(Site.objects.filter(hostname=LEFT_BEHIND).exists())
        finally:
            connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [True]


@pytest.fixture(scope="module")
def thread_in_a_transaction():
    """Return a function that starts a thread which is still in its transaction when the test has ended."""
    over, threads = threading.Event(), []

    def linger(ready: threading.Event) -> None:
        try:
            with transaction.atomic():
                Site.objects.update(site_name=LEFT_BEHIND)
                ready.set()
                over.wait(30)
        except (DatabaseError, RuntimeError):
            pass  # PostgreSQL has cut the connection; outside a test none is made anew
        finally:
            connections.close_all()

    def start() -> None:
        ready = threading.Event()
        threads.append(threading.Thread(target=linger, args=[ready]))
        threads[-1].start()
        assert ready.wait(10)

    yield start
    over.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_thread_left_open_does_not_reach_the_next_database(turn, thread_in_a_transaction):
    assert_nothing_is_missing()
    assert not Site.objects.filter(site_name=LEFT_BEHIND).exists()
    Site.objects.update(site_name="written without waiting")
    thread_in_a_transaction()


@pytest.mark.starter
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_the_starter_programme_is_there_with_its_people_and_files(turn):
    assert ModulePage.objects.filter(locale__language_code="en").count() == 8
    assert get_user_model().objects.filter(email="learner2@skerry.example").exists()
    documents = CustomDocument.objects.all()
    assert [document.file.size > 0 for document in documents]
    certificate = Certificate.objects.get(user__email="learner2@skerry.example")
    assert private_storage().exists(certificate.pdf.name)
    Site.objects.update(site_name=LEFT_BEHIND)
    ModulePage.objects.update(code="X")
    documents.delete()
    private_storage().delete(certificate.pdf.name)


@pytest.mark.django_db
def test_without_the_marker_there_is_no_starter_programme():
    assert not ModulePage.objects.exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("*.pdf")) == []


@pytest.mark.django_db
def test_no_test_works_on_the_database_or_the_files_of_daily_work():
    name = str(connection.settings_dict["NAME"])
    assert "run-" in name
    assert Path(settings.MEDIA_ROOT).parent == databases.folder
    assert "run-" in databases.url()


def test_a_changed_migration_makes_another_template(tmp_path):
    before = tmp_path / "app" / "migrations" / "0001_initial.py"
    before.parent.mkdir(parents=True)
    before.write_text("one")
    first = templates.digest([before], "5.2", "8.0")
    before.write_text("two")
    assert templates.digest([before], "5.2", "8.0") != first
    before.write_text("one")
    assert templates.digest([before], "5.2", "8.0") == first
    assert templates.digest([before], "5.2", "8.1") != first


def test_the_hash_is_over_the_migrations_of_everybody():
    found = {path.parent.parent.name for path in templates.migration_files()}
    assert {"accounts", "pages", "modules", "quizzes", "auth", "wagtail", "wagtail_localize"} <= found
    assert templates.label(PLAIN) == templates.label(PLAIN)
