"""Whatever a signed-in person can change by a form asks for the token of a page of ours."""

from copy import copy

import pytest
from django.test import Client

from tests.permissions.expected import cells
from tests.permissions.walk import send, undone
from tests.permissions.world import ask_for

pytestmark = pytest.mark.django_db

# Every write that the table lets somebody do, and every form that answers with its errors.
WRITES = sorted(
    {(cell.name, cell.case) for cell in cells() if cell.method == "POST" and cell.expected in {"ok", "go"}}
    - {("root", ""), ("without_language", "")}
)


def strict(client: Client) -> Client:
    made = Client(enforce_csrf_checks=True)
    made.cookies = copy(client.cookies)
    return made


@pytest.mark.parametrize(("name", "case"), WRITES)
def test_a_write_without_a_token_is_refused(world, clients, name, case):
    role = "participant" if any_cell(name, case, "participant") in {"ok", "go"} else "visitor"
    ask = ask_for(world, name, role, case)
    with undone():
        assert send(strict(clients[role]), "POST", ask).status_code == 403
        assert send(clients[role], "POST", ask).status_code in {200, 302}, "with a token it goes through"


def any_cell(name: str, case: str, role: str) -> str:
    return next(
        cell.expected
        for cell in cells()
        if (cell.method, cell.name, cell.case, cell.role) == ("POST", name, case, role)
    )
