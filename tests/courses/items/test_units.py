"""Units behind a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.units import UNKNOWN, apart, is_readable, unit_id

UNITS = [{"id": "a", "text": "km/h"}, {"id": "b", "text": "m / s"}, {"id": "c", "text": "mW"}, {"id": "d", "text": "MW"}]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5 km", "5", "km"),
        ("5km", "5", "km"),
        ("-1 200,5 milj. €", "-1200,5", "milj.€"),
        ("5e3 m", "5e3", "m"),
        ("5 x 10^3 m", "5x10^3", "m"),
        ("5·10³ m", "5·10^3", "m"),
        ("5e", "5", "e"),
        ("3 %", "3", "%"),
        ("21 °C", "21", "°C"),
        ("7 / h", "7", "/h"),
        ("5 m³", "5", "m³"),
        ("5", "5", ""),
    ],
)
def test_a_unit_is_told_from_its_number(text, number, unit):
    assert apart(text) == (number, unit)


@pytest.mark.parametrize("text", ["5½", "5-6 km", "5 x 10 m", "€5", "ca 5", "5 ± 1", "5 (km)", "km", ""])
def test_what_is_no_number_with_a_unit_stays_whole(text):
    assert apart(text)[1] == ""


@given(st.decimals(-1000, 1000, places=2), st.sampled_from([unit["text"] for unit in UNITS]), st.text(" \u00a0\u202f"))
def test_number_and_unit_are_found_again(number, unit, gap):
    found, named = apart(f"{number}{gap}{unit}")
    assert found == str(number)
    assert unit_id(UNITS, named) == next(each["id"] for each in UNITS if each["text"] == unit)


def test_capital_letters_decide_only_where_they_must():
    assert [unit_id(UNITS, typed) for typed in ("mW", "MW", "KM/H", "m/s.", "M / S")] == ["c", "d", "a", "b", "b"]
    assert [unit_id(UNITS, typed) for typed in ("mw", "kmh", "", "km")] == [UNKNOWN] * 4


@pytest.mark.parametrize(
    ("unit", "readable"),
    [("km", True), ("%", True), ("m/s²", True), ("10 m", False), ("-", False), ("e3", False), ("x10m", False), (" ", False)],
)
def test_units_that_a_number_would_swallow(unit, readable):
    assert is_readable(unit) == readable
