"""The audit sees what it is there to see."""

import pytest

from tests.faults.audit import Findings, Kept, Told, compare

ONE = ("key-1", "attempt", "slot", "3.5")
TWO = ("key-2", "attempt", "slot", "4")


def findings(told: list[tuple], kept: list[tuple]) -> Findings:
    return compare([Told(*each) for each in told], [Kept(*each) for each in kept])


def test_what_was_told_and_kept_is_clean():
    assert findings([ONE, TWO], [TWO, ONE]) == Findings(2, 0, 0, 0, 0)
    assert findings([ONE, TWO], [TWO, ONE]).is_clean


def test_what_was_acknowledged_twice_is_one_answer():
    assert findings([ONE, ONE], [ONE]) == Findings(1, 0, 0, 0, 0)


def test_what_was_kept_and_never_acknowledged_is_no_fault():
    assert findings([ONE], [ONE, TWO]) == Findings(1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ([ONE], Findings(2, lost=1, doubled=0, changed=0, unheard=0)),
        ([ONE, TWO, TWO], Findings(2, lost=0, doubled=1, changed=0, unheard=0)),
        ([ONE, (*TWO[:3], "5")], Findings(2, lost=0, doubled=0, changed=1, unheard=0)),
        ([ONE, ("key-2", "attempt", "elsewhere", "4")], Findings(2, lost=0, doubled=0, changed=1, unheard=0)),
    ],
)
def test_every_fault_is_seen(kept, expected):
    found = findings([ONE, TWO], kept)
    assert found == expected
    assert not found.is_clean


def test_where_nobody_was_told_anything_nothing_was_shown():
    assert not findings([], []).is_clean
