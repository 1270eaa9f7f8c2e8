"""People at the desk."""

import pytest
from django.test import Client

from skerry.accounts.models import Role
from tests.factories import people


def at_the_desk(role: str) -> Client:
    client = Client()
    client.force_login(people.person(role=role))
    return client


@pytest.fixture
def trainer():
    return at_the_desk(Role.TRAINER)


@pytest.fixture
def editor():
    return at_the_desk(Role.EDITOR)


@pytest.fixture
def translator():
    return at_the_desk(Role.TRANSLATOR)


@pytest.fixture
def admin():
    return at_the_desk(Role.ADMINISTRATOR)
