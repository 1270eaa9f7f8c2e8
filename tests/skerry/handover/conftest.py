"""What the tests of the handover share."""

import pytest
from django.db import connection, transaction

from skerry.handover.local import look
from skerry.handover.planning import plan, summary
from skerry.handover.services import apply
from skerry.handover.verify import read
from tests.skerry.handover.tiny import tiny_bundle


def take_in(root):
    """Import the bundle in a folder and return its steps."""
    bundle, faults = read(root)
    assert faults == []
    local = look(bundle.entries)
    steps = plan(bundle, local)
    apply(bundle, steps, local)
    return steps


@pytest.fixture(scope="module")
def site_with_tiny(django_db_setup, django_db_blocker, tmp_path_factory):
    """A site that has imported the bundle once; each test of the module works on a savepoint of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(tiny_bundle().write(tmp_path_factory.mktemp("bundle")))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def tiny():
    return tiny_bundle()


@pytest.fixture
def folder(tiny, tmp_path):
    """A folder with a bundle that has no fault."""
    return tiny.write(tmp_path / "bundle")


@pytest.fixture
def import_from():
    return take_in


@pytest.fixture
def import_bundle(tmp_path_factory):
    """Write a bundle to a folder, import it and return kept, changed and dropped."""

    def run(tiny):
        return tuple(summary(take_in(tiny.write(tmp_path_factory.mktemp("bundle")))))

    return run


@pytest.fixture
def whole_database():
    """Return every row of every table."""

    def dump():
        found = {}
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(repr(row) for row in cursor.fetchall())
        return found

    return dump
