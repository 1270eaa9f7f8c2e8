"""A query for each row is seen in any test; and a database shared by a module is each test's own."""

import pytest
from django.http import HttpResponse
from zeal.errors import NPlusOneError

from skerry.accounts.models import Grant, Role, User
from tests.support.queries import watch

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def grants(shared_database):
    for number in range(3):
        user = User.objects.create(email=f"row{number}@skerry.example")
        Grant.objects.create(user=user, role=Role.TRAINER, scope_kind="site", scope_id="")


def row_by_row(_request) -> HttpResponse:
    return HttpResponse(", ".join(grant.user.email for grant in Grant.objects.all()))


def together(_request) -> HttpResponse:
    return HttpResponse(", ".join(grant.user.email for grant in Grant.objects.select_related("user")))


def test_control_a_query_for_each_row_is_seen(grants, rf):
    with pytest.raises(NPlusOneError, match=r"Grant\.user"):
        watch(row_by_row)(rf.get("/en/"))


def test_one_query_for_all_rows_is_fine(grants, rf):
    assert watch(together)(rf.get("/en/")).content.count(b"row") == 3


def test_the_desk_is_wagtails_own(grants, rf):
    assert watch(row_by_row)(rf.get("/admin/")).status_code == 200


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_module_shares_is_there_for_each_test(grants, turn):
    assert Grant.objects.count() == 3
    Grant.objects.all().delete()
