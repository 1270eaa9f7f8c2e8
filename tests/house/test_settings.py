"""The settings: nothing misspelt passes, production is strict, and SQLite does what the design relies on."""

import os
import re
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import override_settings
from modelsearch.conf import get_app_config

from skerry.settings import env
from tests.support.house import ROOT, source_files

LONG_KEY = "k" * 50
ADDRESS = "https://skerry.example"


def start(module: str, **environment: str) -> subprocess.CompletedProcess:
    """Load settings in a process of its own, with nothing of ours in the environment but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SKERRY_")}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": "platform:.", "DJANGO_SETTINGS_MODULE": module, **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.django_db
def test_a_misspelt_setting_is_an_error(monkeypatch):
    monkeypatch.setenv("SKERRY_DATABSE_URL", "sqlite:////tmp/x")
    assert env.unknown_names() == ["SKERRY_DATABSE_URL"]
    with (
        override_settings(UNKNOWN_ENVIRONMENT_NAMES=env.unknown_names()),
        pytest.raises(SystemCheckError, match=r"skerry\.E001.*SKERRY_DATABSE_URL"),
    ):
        call_command("check")


@pytest.mark.django_db
def test_the_settings_as_they_are_have_no_faults(capsys):
    call_command("check", fail_level="WARNING")


@pytest.mark.parametrize("name", env.NAMES)
def test_a_known_setting_is_not_misspelt(name, monkeypatch):
    monkeypatch.setenv(name, "anything")
    assert env.unknown_names() == []


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"SKERRY_SECRET_KEY": "k" * 49, "SKERRY_BASE_URL": ADDRESS},
        {"SKERRY_SECRET_KEY": LONG_KEY},
    ],
    ids=["nothing", "short key", "no address"],
)
def test_production_does_not_start_half_set(environment):
    result = start("skerry.settings.production", **environment)
    assert result.returncode != 0
    assert "ImproperlyConfigured: SKERRY_" in result.stderr


def test_production_starts_when_all_is_set():
    result = start("skerry.settings.production", SKERRY_SECRET_KEY=LONG_KEY, SKERRY_BASE_URL=ADDRESS)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("url", ["sqlite:////tmp/x.sqlite3", "postgres://u:p@h:5432/n"])
def test_no_request_is_one_transaction(url):
    """With IMMEDIATE transactions every page read would take the one write lock."""
    assert env.database(url).get("ATOMIC_REQUESTS", False) is False
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


@pytest.fixture
def sqlite_as_served(tmp_path, django_db_blocker) -> BaseDatabaseWrapper:
    """Return a connection as a site on SQLite has it, whatever database the suite is on."""
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": env.database(f"sqlite:///{tmp_path}/served.sqlite3")})["default"]
        yield connection
        connection.close()


def pragma(connection: BaseDatabaseWrapper, name: str):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_sqlite_keeps_what_was_acknowledged(sqlite_as_served):
    assert pragma(sqlite_as_served, "journal_mode") == "wal"
    assert pragma(sqlite_as_served, "synchronous") == 2, "2 is FULL"
    assert pragma(sqlite_as_served, "foreign_keys") == 1


def begins_at_once(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether a transaction of the connection keeps other writers out from its first moment."""
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
    try:
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as refused:
        return "locked" in str(refused)
    else:
        other.execute("ROLLBACK")
        return False
    finally:
        connection.rollback()
        connection.set_autocommit(True)
        other.close()


def test_sqlite_takes_the_write_lock_when_a_transaction_begins(sqlite_as_served):
    pragma(sqlite_as_served, "user_version")
    assert begins_at_once(sqlite_as_served)


def test_control_a_deferred_transaction_does_not_take_the_lock(tmp_path, django_db_blocker):
    config = env.database(f"sqlite:///{tmp_path}/deferred.sqlite3")
    config["OPTIONS"]["transaction_mode"] = "DEFERRED"
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": config})["default"]
        pragma(connection, "user_version")
        assert not begins_at_once(connection)
        connection.close()


def test_readers_go_on_while_one_writes(sqlite_as_served):
    with sqlite_as_served.cursor() as cursor:
        cursor.execute("CREATE TABLE answers (text)")
    reader = sqlite3.connect(sqlite_as_served.settings_dict["NAME"], timeout=0)
    sqlite_as_served.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with sqlite_as_served.cursor() as cursor:
        cursor.execute("INSERT INTO answers VALUES ('one')")
    assert reader.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    sqlite_as_served.commit()
    sqlite_as_served.set_autocommit(True)
    assert reader.execute("SELECT count(*) FROM answers").fetchone() == (1,)
    reader.close()


def test_there_is_one_search():
    """Two apps of the same kind, and every task of the index fails in the worker where nobody looks."""
    assert get_app_config().label == "wagtailsearch"


def reads_environment(source: str) -> bool:
    """Tell whether a module looks for a setting of ours in the environment by itself."""
    return bool(re.search(r"(environ|getenv|environ\.get)[\[(]\s*[\"']SKERRY_", source))


def test_the_environment_is_read_in_one_place():
    found = [path.name for path in source_files() if reads_environment(path.read_text(encoding="utf-8"))]
    assert found == [], "Ask skerry.settings.env"


def test_control_reading_the_environment_is_seen():
    assert reads_environment('import os\nX = os.environ["SKERRY_X"]')
    assert not reads_environment('X = env.read("SKERRY_X")')
