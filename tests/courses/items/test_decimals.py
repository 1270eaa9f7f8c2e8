"""Numbers as people type them."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.decimals import LARGEST, authored_number, canonical, read_number

LANGUAGES = ["da", "de", "en", "et", "fi", "is", "lt", "lv", "nb", "pl", "sv"]


def code(text, language="en", unit=""):
    with pytest.raises(InvalidResponse) as caught:
        read_number(text, language, unit)
    return caught.value.code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", "3"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        (" 3,5\t", "3.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+7", "7"),
        ("-7", "-7"),
        ("−7,25", "-7.25"),
        ("–7", "-7"),
        ("- 7", "-7"),
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("0,500", "0.5"),
        ("0.125", "0.125"),
        ("1 500", "1500"),
        ("1\u00a0500,25", "1500.25"),
        ("1\u202f500.25", "1500.25"),
        ("1\u2009234\u2009567", "1234567"),
        ("1\u200b500", "1500"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1500,250", "1500.25"),
        ("1500.250", "1500.25"),
        ("3,14159", "3.14159"),
        ("3.14", "3.14"),
        ("1e3", "1000"),
        ("1E3", "1000"),
        ("1,5e3", "1500"),
        ("1.5e-3", "0.0015"),
        ("1e−3", "0.001"),
        ("1e+3", "1000"),
        ("1x10^3", "1000"),
        ("1 × 10^3", "1000"),
        ("1*10**3", "1000"),
        ("2,5·10^-2", "0.025"),
        ("2·10³", "2000"),
        ("2×10⁻³", "0.002"),
        ("٣", "3"),
        ("３．５".replace("．", "."), "3.5"),
        ("1e30", "1" + "0" * 30),
        ("-1e30", "-1" + "0" * 30),
        ("6,62e-34", "6.62E-34"),
        ("1e-30", "0." + "0" * 29 + "1"),
        ("1e-31", "1E-31"),
        ("1e-300", "1E-300"),
        ("1e-0000300", "1E-300"),
    ],
)
def test_numbers_are_read_alike_in_every_language(text, number, language):
    assert canonical(read_number(text, language)) == number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "x",
        "3 km",
        "3;5",
        "1,2,3",
        "1.2.3",
        "12.34,5",
        "1,23,456",
        "1234,567.8",
        ".",
        ",",
        "+",
        "e3",
        "1e",
        "--1",
        "1.234.56",
        "1,234.567.890",
        "1,2.3,4",
        "10^3",
        "5²",
        "10²",
        "½",
        "1/2",
        "0x10",
        "1_000",
        "1'000",
        "5e1.5",
        "%",
    ],
)
def test_what_is_no_number_is_refused(text, language):
    assert code(text, language) == "not_a_number"


@pytest.mark.parametrize(
    "text",
    [
        "nan",
        "NaN",
        "-nan",
        "sNaN",
        "inf",
        "-Infinity",
        "∞",
        "1e31",
        "1" + "0" * 31,
        "1e999999999999",
        "1e-999999999999",
        "1e-301",
        "1000000000000000000000000000000.1",
    ],
)
def test_what_is_not_finite_or_too_large_is_refused(text):
    assert code(text) == "not_finite"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("whole", ["1", "12", "123", "-1", "999"])
def test_what_could_be_thousands_is_not_guessed(language, whole):
    thousands, decimal = (",", ".") if language == "en" else (".", ",")
    with pytest.raises(InvalidResponse) as caught:
        read_number(f"{whole}{thousands}500", language)
    assert caught.value.code == "ambiguous_number"
    assert caught.value.params == {"as_decimal": f"{whole}.5", "as_thousands": f"{whole}500"}
    assert read_number(f"{whole}{decimal}500", language) == Decimal(f"{whole}.5")


def test_the_region_of_a_language_does_not_matter():
    assert code("1,500", "en-GB") == code("1,500", "en_US") == code("1,500", "EN") == "ambiguous_number"
    assert code("1.500", "pt-BR") == code("1.500", "") == "ambiguous_number"


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("85 %", "%", "85"),
        ("85%", "%", "85"),
        ("3,5 km", "km", "3.5"),
        ("3,5 KM", "km", "3.5"),
        ("3,5", "km", "3.5"),
        ("20 000 € / gads", "€/gads", "20000"),
        ("5", "10^3 EUR", "5"),
        ("5000", "000", "5000"),
    ],
)
def test_the_unit_may_be_typed_too(text, unit, number):
    assert canonical(read_number(text, "sv", unit)) == number


def test_another_unit_is_not_passed_over():
    assert code("3 m", "sv", "km") == "not_a_number"
    assert code("km", "sv", "km") == "not_a_number"


SIZES = st.decimals(min_value=-LARGEST, max_value=LARGEST, allow_nan=False, allow_infinity=False, places=6)


@given(SIZES, st.sampled_from(LANGUAGES))
def test_what_is_written_in_full_is_read_back(number, language):
    plain = format(number, "f")
    for text in (plain, plain.replace(".", ","), plain.replace("-", "−")):
        assert read_number(text, language) == number


@given(SIZES, st.sampled_from(LANGUAGES))
def test_grouped_numbers_are_read_back(number, language):
    english = format(number, ",f")
    swapped = english.translate(str.maketrans(",.", ".,"))
    for text in (english, swapped, english.replace(",", "\u00a0"), english.replace(",", "\u202f")):
        assert read_number(text, language) == number


@given(SIZES)
def test_the_canonical_form_is_one_and_the_same(number):
    text = canonical(number)
    assert Decimal(text) == number
    assert canonical(Decimal(text)) == text
    assert authored_number(text) == number


@given(st.text(alphabet="0123456789.,eE+-−x*^ \u00a0%naif", max_size=30), st.sampled_from(LANGUAGES))
def test_any_text_is_read_or_refused(text, language):
    try:
        number = read_number(text, language)
    except InvalidResponse:
        return
    assert number.is_finite()
    assert abs(number) <= LARGEST


def test_long_texts_are_no_burden():
    started = time.perf_counter()
    for text in ("1" * 200_000, "1," * 100_000, "." * 200_000, "1e" * 100_000, "10⁰" * 60_000):
        code(text)
    assert time.perf_counter() - started < 5
    assert authored_number(10**5_000) is None


def test_an_authored_number_may_have_a_hundred_characters():
    assert authored_number("0." + "1" * 98) == Decimal("0." + "1" * 98)


@pytest.mark.parametrize("value", ["2.5", 2.5, Decimal("2.5"), " 2.5 ", "+2.5", "25e-1"])
def test_authored_numbers(value):
    assert authored_number(value) == Decimal("2.5")


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "",
        "2,5",
        "1,500",
        "x",
        "nan",
        float("inf"),
        float("nan"),
        [],
        {},
        "1e31",
        "1e9999",
        "1" * 101,
        "٣",
        "1 000",
    ],
)
def test_what_is_no_authored_number(value):
    assert authored_number(value) is None
