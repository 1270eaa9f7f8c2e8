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
from tests.permissions.walk import answer

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
ABOUT_ONESELF = {"accounts.change_profile", "notices.view_notices", "programmes.view_learning"}

# Registered for what comes later; nobody asks yet, so no cell can tell.
NEVER_ASKED = {"accounts.view_profile"}

# The rows at which a permission is asked: how their method, name and case begin.
DOORS = {
    "accounts.change_profile": ["GET accounts:profile"],
    "accounts.open_desk": ["GET wagtail_serve closed-language"],
    "certificates.confirm_name": ["POST certificates:detail"],
    "certificates.correct_name": ["GET certificates:correct", "POST certificates:correct"],
    "certificates.download_certificate": ["GET certificates:pdf"],
    "certificates.verify_certificate": ["GET certificates:verify"],
    "certificates.view_certificate": ["GET certificates:detail"],
    "jobs.manage_jobs": ["POST jobs:cancel", "POST jobs:retry"],
    "jobs.view_job": ["GET jobs:detail"],
    "jobs.view_jobs": ["GET jobs_desk:index", "GET schedules_desk:index"],
    "modules.enrol": ["GET modules:join"],
    "modules.read_lesson": ["GET wagtail_serve lesson"],
    "modules.read_module": ["GET wagtail_serve module"],
    "modules.record_progress": ["POST modules:step"],
    "notices.read_notice": ["POST notices:read own", "POST notices:read other"],
    "notices.view_notices": ["GET notices:list", "POST notices:read_all"],
    "programmes.view_learning": ["GET programmes:learning"],
    "quizzes.accommodate": ["GET quizzes:accommodations", "POST quizzes:accommodations"],
    "quizzes.answer": ["POST api_answers"],
    "quizzes.finish_attempt": ["POST quizzes:finish"],
    "quizzes.mark": [
        "GET quizzes:marking",
        "POST quizzes:mark_next",
        "GET quizzes:mark ",
        "POST quizzes:mark ",
        "GET quizzes:settle",
        "POST quizzes:settle",
    ],
    "quizzes.override": ["POST quizzes:override"],
    "quizzes.read_file": ["GET quizzes:file"],
    "quizzes.regrade": [
        "GET quizzes:corrections",
        "GET quizzes:plan_regrade",
        "POST quizzes:plan_regrade",
        "GET quizzes:regrade",
        "POST quizzes:regrade",
    ],
    "quizzes.start_attempt": ["POST quizzes:start"],
    "quizzes.view_attempt": ["GET quizzes:attempt", "GET quizzes:result"],
    "quizzes.view_results": ["GET quizzes:staff", "GET quizzes:results_csv"],
}
ASKED = sorted(DOORS)


def at(permission: str) -> list[Cell]:
    """Return the cells at which a permission is asked."""
    doors = tuple(DOORS[permission])
    return [cell for cell in cells() if f"{cell.method} {cell.name} {cell.case}".startswith(doors)]


def red(world, clients, permission: str) -> Cell | None:
    """Return the first cell at a permission's doors that is not answered what the table says."""
    return next((cell for cell in at(permission) if answer(world, clients, cell) != cell.expected), None)


@contextmanager
def unlocked(permission: str, monkeypatch) -> Iterator[None]:
    """Let the rows of everybody be found, where they are looked up among the person's own."""
    queryset, method = SECOND_LOCKS[permission]
    with monkeypatch.context() as patch:
        patch.setattr(queryset, method, lambda self, *_args: self.all())
        if permission in BEHIND:
            patch.setitem(rules.PERMISSIONS, BEHIND[permission], lambda *_: True)
        yield


def test_every_permission_has_its_doors():
    assert set(rules.PERMISSIONS) == {*DOORS} | NEVER_ASKED
    assert not {*DOORS} & NEVER_ASKED
    assert all(at(permission) for permission in DOORS)


@pytest.mark.parametrize("permission", ASKED)
def test_a_predicate_that_refuses_all_is_seen(world, clients, monkeypatch, permission):
    monkeypatch.setitem(rules.PERMISSIONS, permission, lambda *_: False)
    assert red(world, clients, permission)


@pytest.mark.parametrize("permission", sorted({*ASKED} - {*SECOND_LOCKS} - ABOUT_ONESELF))
def test_a_predicate_that_lets_all_through_is_seen(world, clients, monkeypatch, permission):
    monkeypatch.setitem(rules.PERMISSIONS, permission, lambda *_: True)
    assert red(world, clients, permission)


@pytest.mark.parametrize("permission", SECOND_LOCKS)
def test_where_a_door_has_two_locks_each_of_them_holds(world, clients, monkeypatch, permission):
    with unlocked(permission, monkeypatch):
        assert red(world, clients, permission) is None, "the permission alone holds the door"
    with monkeypatch.context() as patch:
        patch.setitem(rules.PERMISSIONS, permission, lambda *_: True)
        assert red(world, clients, permission) is None, "the other lock alone holds the door"
        with unlocked(permission, monkeypatch):
            assert red(world, clients, permission), "without both it stands open"


@pytest.mark.parametrize("permission", sorted(ABOUT_ONESELF))
def test_what_is_about_oneself_is_asked_about_nobody_else(world, clients, monkeypatch, permission):
    monkeypatch.setitem(rules.PERMISSIONS, permission, lambda *_: True)
    assert red(world, clients, permission) is None
