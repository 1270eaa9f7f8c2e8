"""The world that the matrix is asked in, built once for each file."""

import pytest
from django.db import transaction

from tests.permissions import world as worlds
from tests.permissions.walk import clients_of


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    with django_db_blocker.unblock():
        return clients_of(world)


def pytest_assertrepr_compare(op, left, right):
    """Say in a line for each role what differs."""
    if op == "==" and isinstance(left, dict) and isinstance(right, dict) and left.keys() == right.keys():
        wrong = [key for key in left if left[key] != right[key]]
        return ["an answer differs", *(f"{key}: {left[key]}, not {right[key]}" for key in wrong)]
    return None
