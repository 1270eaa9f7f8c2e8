"""Every permission is asked, and the matrix sees when its predicate lets everybody through, or nobody.

Some doors have two locks: the rows are looked up among the person's own before the permission is asked. For these the
test takes away the other lock as well, and shows first that the permission alone still holds the door.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from courses.certificates.models import CertificateQuerySet
from courses.modules.models.progress import EnrolmentQuerySet
from courses.quizzes.models.attempts import AttemptQuerySet
from skerry.accounts import rules
from tests.permissions.expected import Cell, cells
from tests.permissions.walk import answer, listening

pytestmark = pytest.mark.django_db

# The other lock of a door, by permission: the method that finds the rows.
SECOND_LOCKS = {
    "certificates.confirm_name": (CertificateQuerySet, "visible_to"),
    "certificates.correct_name": (CertificateQuerySet, "visible_to"),
    "certificates.download_certificate": (CertificateQuerySet, "visible_to"),
    "certificates.verify_certificate": (CertificateQuerySet, "verifiable"),
    "certificates.view_certificate": (CertificateQuerySet, "visible_to"),
    "modules.record_progress": (EnrolmentQuerySet, "of"),
    "quizzes.finish_attempt": (AttemptQuerySet, "of"),
    "quizzes.view_attempt": (AttemptQuerySet, "of"),
}

# A permission that stands before another one at the same door.
BEHIND = {"certificates.confirm_name": "certificates.view_certificate"}

# Nothing to widen: the view asks about the person who is signed in, whom every predicate lets through.
ABOUT_ONESELF = {"accounts.change_profile", "programmes.view_learning"}

# Registered for what comes later; nobody asks yet, so no cell can tell.
NEVER_ASKED = {"accounts.view_profile"}

ASKED = sorted(set(rules.PERMISSIONS) - NEVER_ASKED)

# Where our own permissions are asked: not on the desk, which asks Wagtail's, and not in allauth's account pages.
HOUSES = ("accounts:", "api_", "certificates:", "modules:", "programmes:", "quizzes:", "wagtail_serve")
OURS = [cell for cell in cells() if cell.name.startswith(HOUSES)]


@pytest.fixture(scope="module")
def askers(world, clients, django_db_blocker) -> dict[str, list[Cell]]:
    """Return permission -> the cells whose answer asks for it."""
    found: dict[str, list[Cell]] = {name: [] for name in rules.PERMISSIONS}
    with django_db_blocker.unblock():
        for cell in OURS:
            with listening() as asked:
                answer(world, clients, cell)
            for name in asked:
                found[name].append(cell)
    return found


def red(world, clients, askers: list[Cell]) -> Cell | None:
    """Return the first cell that is not answered what the table says."""
    return next((cell for cell in askers if answer(world, clients, cell) != cell.expected), None)


@contextmanager
def unlocked(permission: str, monkeypatch) -> Iterator[None]:
    """Let the rows of everybody be found, where they are looked up among the person's own."""
    queryset, method = SECOND_LOCKS[permission]
    with monkeypatch.context() as patch:
        patch.setattr(queryset, method, lambda self, *_args: self.all())
        if permission in BEHIND:
            patch.setitem(rules.PERMISSIONS, BEHIND[permission], lambda *_: True)
        yield


def related(permission: str, askers: dict[str, list[Cell]]) -> list[Cell]:
    """Return the cells of the addresses at which a permission is asked, also where the first lock holds."""
    doors = {(cell.method, cell.name) for cell in askers[permission]}
    return [cell for cell in OURS if (cell.method, cell.name) in doors]


def test_every_permission_is_asked_but_those_known(askers):
    assert {name for name, cells in askers.items() if not cells} == NEVER_ASKED


@pytest.mark.parametrize("permission", ASKED)
def test_a_predicate_that_refuses_all_is_seen(world, clients, askers, monkeypatch, permission):
    monkeypatch.setitem(rules.PERMISSIONS, permission, lambda *_: False)
    assert red(world, clients, askers[permission])


@pytest.mark.parametrize("permission", sorted({*ASKED} - {*SECOND_LOCKS} - ABOUT_ONESELF))
def test_a_predicate_that_lets_all_through_is_seen(world, clients, askers, monkeypatch, permission):
    monkeypatch.setitem(rules.PERMISSIONS, permission, lambda *_: True)
    assert red(world, clients, askers[permission])


@pytest.mark.parametrize("permission", SECOND_LOCKS)
def test_where_a_door_has_two_locks_each_of_them_holds(world, clients, askers, monkeypatch, permission):
    at_the_door = related(permission, askers)
    with unlocked(permission, monkeypatch):
        assert red(world, clients, at_the_door) is None, "the permission alone holds the door"
    with monkeypatch.context() as patch:
        patch.setitem(rules.PERMISSIONS, permission, lambda *_: True)
        assert red(world, clients, at_the_door) is None, "the other lock alone holds the door"
        with unlocked(permission, monkeypatch):
            assert red(world, clients, at_the_door), "without both it stands open"


@pytest.mark.parametrize("permission", sorted(ABOUT_ONESELF))
def test_what_is_about_oneself_is_asked_about_nobody_else(world, clients, askers, monkeypatch, permission):
    monkeypatch.setitem(rules.PERMISSIONS, permission, lambda *_: True)
    assert red(world, clients, askers[permission]) is None
