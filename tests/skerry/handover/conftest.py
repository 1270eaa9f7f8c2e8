"""What the tests of the handover share."""

import pytest
from django.db import connection

from skerry.handover.local import look
from skerry.handover.planning import plan, summary
from skerry.handover.services import apply
from skerry.handover.verify import read
from tests.skerry.handover.tiny import tiny_bundle


@pytest.fixture
def tiny():
    return tiny_bundle()


@pytest.fixture
def folder(tiny, tmp_path):
    """A folder with a bundle that has no fault."""
    return tiny.write(tmp_path / "bundle")


@pytest.fixture
def import_from():
    """Import the bundle in a folder and return its steps."""

    def run(root):
        bundle, faults = read(root)
        assert faults == []
        local = look(bundle.entries)
        steps = plan(bundle, local)
        apply(bundle, steps, local)
        return steps

    return run


@pytest.fixture
def import_bundle(import_from, tmp_path_factory):
    """Write a bundle to a folder, import it and return kept, changed and dropped."""

    def run(tiny):
        return tuple(summary(import_from(tiny.write(tmp_path_factory.mktemp("bundle")))))

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
