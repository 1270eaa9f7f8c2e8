"""The site answers each role at each address what the table says, and the table leaves no address out."""

import pytest

from tests.permissions.expected import PREFIXES, ROLES, rows
from tests.permissions.walk import answer, names_of

pytestmark = pytest.mark.django_db

WORDS = {"ok", "shown", "login", "go", "hidden", "refused"}


def is_covered(name: str, pattern: str) -> bool:
    named = {row[1] for row in rows()}
    return name in named or any(f"pattern {pattern}".startswith(prefix) for prefix in PREFIXES)


def test_the_table_speaks_in_its_words():
    assert {cell.expected for row in rows().values() for cell in row} <= WORDS
    assert len(rows()) == len(set(rows()))


def test_every_address_has_a_row():
    assert not is_covered("houses:list", "houses/"), "an address without a row is seen"
    missing = [f"{name} ({pattern})" for name, pattern in names_of() if not is_covered(name, pattern)]
    assert not missing, f"Write a row for: {', '.join(missing)}"


def test_every_row_has_an_address():
    known = {name for name, _pattern in names_of()}
    assert not {row[1] for row in rows()} - known
    patterns = [f"pattern {pattern}" for _name, pattern in names_of()]
    assert all(any(pattern.startswith(prefix) for pattern in patterns) for prefix in PREFIXES)


@pytest.mark.parametrize("row", rows(), ids=" ".join)
def test_each_role_is_answered_what_the_table_says(world, clients, settings, row):
    settings.DEMO = row[2] == "demo"
    cells = rows()[row]
    found = {cell.role: answer(world, clients, cell) for cell in cells}
    assert found == {cell.role: cell.expected for cell in cells}


def test_no_role_is_left_out():
    assert all([cell.role for cell in row] == list(ROLES) for row in rows().values())
