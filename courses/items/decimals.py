"""Numbers as people type them in eleven languages, read without guessing."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal

from courses.items.base import InvalidResponse
from courses.items.texts import INVISIBLE, NUMBER_LIMIT

LARGEST = Decimal(10) ** 30
"""Largest size of a number; more is refused as not finite."""

SMALLEST_EXPONENT = -300
"""Power of ten of the smallest size of a number other than 0; less is refused, so that sums stay short."""

EXACT = Context(prec=1_000)
"""Arithmetic in which sums and products of typed numbers are exact: they have fewer than 1 000 digits."""

_EXPONENT_DIGITS = 4
_MINUS = "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED = re.compile(r"10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
NUMBER = re.compile(r"([+-]?)([0-9.,]+)(?:(?:e|[x×*·⋅]10(?:\^|\*\*))([+-]?[0-9]+))?", re.IGNORECASE)
"""Sign, digits and power of ten of a `readable` number."""

_NOT_FINITE = re.compile(r"[+-]?(?:s?nan|inf(?:inity)?|∞)", re.IGNORECASE)
_AUTHORED = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,"}


def canonical(number: Decimal) -> str:
    """Return the one spelling of a number: "3.5", "-1200", "0"; with an exponent only below 10**-30."""
    plain = number.normalize(EXACT)
    if not plain:
        return "0"
    return format(plain, "f") if plain.adjusted() >= -30 else str(plain)


def authored_number(value: object) -> Decimal | None:
    """Return a number of the data (text with a decimal point, or a JSON number), None if it is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return None
    try:
        text = str(value).strip()
    except ValueError:  # a whole number of more digits than Python prints
        return None
    if len(text) > NUMBER_LIMIT or not _AUTHORED.fullmatch(text):
        return None
    number = Decimal(text)
    return number if _in_range(number) else None


def read_number(text: str, language: str, unit: str = "") -> Decimal:
    """Return the number that a person typed.

    Spaces of any kind are left out, and so is the question's `unit` behind the number. Comma and point are
    both decimal signs in every language: "3,5" is "3.5". With both in one number the last is the decimal sign
    and the other marks thousands; one sign several times marks thousands, in groups of three. Powers of ten:
    1e3, 1x10^3, 1*10**3, 1·10³.

    `language` decides one thing: "1,500" read by an English eye, or "1.500" by any other, could be either
    number and is refused, so that nobody is marked wrong by a convention.

    Raises InvalidResponse: not_a_number; not_finite (NaN, infinite, above 10**30 or, other than 0, below
    10**-300); ambiguous_number with `as_decimal` and `as_thousands`.
    """
    plain = _without_unit(readable(text), readable(unit))
    if _NOT_FINITE.fullmatch(plain):
        raise InvalidResponse("not_finite")
    match = NUMBER.fullmatch(plain)
    if not match:
        raise InvalidResponse("not_a_number")
    sign, mantissa, exponent = match[1], match[2], match[3] or "0"
    if len(exponent.lstrip("+-0")) > _EXPONENT_DIGITS:
        raise InvalidResponse("not_finite")
    if _is_ambiguous(mantissa, language):
        _refuse(sign, mantissa, exponent)
    return _checked(f"{sign}{_with_point(mantissa)}E{exponent}")


def readable(text: str) -> str:
    """Return the text without spaces, with ASCII digits, one kind of minus and "10^" for raised powers."""
    powers = _RAISED.sub(lambda match: "10^" + match[1].translate(_SUPERSCRIPTS), text)
    kept = []
    for char in unicodedata.normalize("NFC", powers):
        if char.isspace() or char in INVISIBLE:
            continue
        digit = unicodedata.decimal(char, None)
        kept.append("-" if char in _MINUS else char if digit is None else str(digit))
    return "".join(kept)


def _without_unit(plain: str, unit: str) -> str:
    """Return the text without the unit at its end; a unit that starts like a number is left to be refused."""
    if not unit or unit[0] in "0123456789.,+-" or len(plain) <= len(unit):
        return plain
    return plain[: -len(unit)] if plain[-len(unit) :].casefold() == unit.casefold() else plain


def _is_ambiguous(mantissa: str, language: str) -> bool:
    """Whether one sign and three digits may be thousands where this language is read."""
    mark = "," if re.split(r"[-_]", language.lower())[0] == "en" else "."
    whole, found, rest = mantissa.partition(mark)
    if not found or whole == "0":
        return False
    return whole.isdigit() and len(whole) <= 3 and rest.isdigit() and len(rest) == 3


def _refuse(sign: str, mantissa: str, exponent: str) -> None:
    """Raise ambiguous_number with both readings."""
    as_decimal = _checked(f"{sign}{mantissa.replace(',', '.')}E{exponent}")
    as_thousands = _checked(f"{sign}{re.sub('[.,]', '', mantissa)}E{exponent}")
    raise InvalidResponse(
        "ambiguous_number", as_decimal=canonical(as_decimal), as_thousands=canonical(as_thousands)
    )


def _with_point(mantissa: str) -> str:
    """Return digits with at most one point; raises InvalidResponse("not_a_number") for senseless signs."""
    point = max(mantissa.rfind("."), mantissa.rfind(","))
    if point < 0:
        return mantissa
    mark = mantissa[point]
    other = "," if mark == "." else "."
    if mantissa.count(mark) == 1:
        whole, rest = mantissa[:point], mantissa[point + 1 :]
        if other in whole and not _GROUPED[other].fullmatch(whole):
            raise InvalidResponse("not_a_number")
        if not whole and not rest:
            raise InvalidResponse("not_a_number")
        return f"{whole.replace(other, '')}.{rest}"
    if not _GROUPED[mark].fullmatch(mantissa):
        raise InvalidResponse("not_a_number")
    return mantissa.replace(mark, "")


def _checked(text: str) -> Decimal:
    """Return the number of a clean spelling; raises InvalidResponse("not_finite") outside the range."""
    number = Decimal(text)
    if not _in_range(number):
        raise InvalidResponse("not_finite")
    return number


def _in_range(number: Decimal) -> bool:
    """Whether the number is 0 or of a size from 10**-300 to 10**30."""
    return not number or (number.adjusted() >= SMALLEST_EXPONENT and number.copy_abs() <= LARGEST)
