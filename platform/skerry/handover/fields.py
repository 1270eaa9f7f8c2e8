"""How each field of an object is checked, and turned into what is stored here."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from skerry.handover import richtext, streams
from skerry.handover.streams import Problem

PkOf = Callable[[str], int]
KindOf = Callable[[type], set[str]]


def _no_references(_field, _value) -> Iterator[str]:
    return iter(())


def _no_outcomes(_value) -> Iterator[str]:
    return iter(())


def _as_it_is(_field, value, _pk_of: PkOf) -> Any:
    return value


@dataclass(frozen=True)
class How:
    """How a field is carried. ``own`` fields are attributes of the model, others steer where it goes."""

    problems: Callable[[Any, Any, KindOf], Iterator[Problem]]
    load: Callable[[Any, Any, PkOf], Any] = _as_it_is
    references: Callable[[Any, Any], Iterator[str]] = _no_references
    own: bool = True
    shared: Callable[[Any], Any] | None = None
    """What of the value must be the same in every language; None where a translation may differ in all of it."""
    outcomes: Callable[[Any], Iterator[str]] = _no_outcomes
    """The outcomes of modules that the value names."""


def _of_type(kind: type, words: str) -> Callable[..., Iterator[Problem]]:
    def problems(_field, value, _kind_of) -> Iterator[Problem]:
        if type(value) is not kind:
            yield f"{words} was expected.", ""

    return problems


def _by(parse: Callable[[str], Any], words: str) -> How:
    def problems(_field, value, _kind_of) -> Iterator[Problem]:
        try:
            parse(value if isinstance(value, str) else "")
        except ValueError:
            yield f"{words} was expected.", ""

    return How(problems, lambda _field, value, _pk_of: parse(value))


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise ValueError(text)
    return Decimal(text)


def _rich_problems(_field, value, kind_of: KindOf) -> Iterator[Problem]:
    wrong = richtext.problem(value, kind_of)
    if wrong:
        yield wrong, ""


def _stream_problems(field, value, kind_of: KindOf) -> Iterator[Problem]:
    for found in streams.leaves(field.stream_block, value):
        problem = found if isinstance(found[0], str) else streams.leaf_problem(*found, kind_of)
        if problem:
            yield problem


def is_ref(value) -> bool:
    """Tell whether a value is a reference, to whatever it may lead."""
    return isinstance(value, dict) and set(value) == {"ref"} and isinstance(value["ref"], str)


def _ref_problems(_field, value, _kind_of) -> Iterator[Problem]:
    if value is not None and not is_ref(value):
        yield "A reference was expected.", ""


def _ref_references(_field, value) -> Iterator[str]:
    return iter([value["ref"]] if value else [])


def _language_problems(_field, value, _kind_of) -> Iterator[Problem]:
    known = dict(settings.LANGUAGES)
    if not isinstance(value, list) or not value or not all(isinstance(code, str) and code in known for code in value):
        yield "A list of languages was expected.", ""


def _file_problems(_field, value, _kind_of) -> Iterator[Problem]:
    if not isinstance(value, dict) or set(value) != {"name", "sha256"}:
        yield "A file must hold exactly name and sha256.", ""
    elif not isinstance(value["sha256"], str):
        yield "A SHA-256 was expected.", '"sha256"'
    elif not isinstance(value["name"], str) or not re.fullmatch(r"[\w-][\w. -]{0,99}", value["name"]):
        yield "A plain file name was expected.", '"name"'


TEXT = How(_of_type(str, "A text"))
FLAG = How(_of_type(bool, "true or false"))
NUMBER = How(_of_type(int, "A whole number"))
DECIMAL = _by(_decimal, "A decimal number in quotes")
DATE = _by(datetime.date.fromisoformat, "A date such as 2026-11-22")
LANGUAGES = How(_language_problems)
RICH = How(
    _rich_problems,
    lambda _field, value, pk_of: richtext.with_local_links(value, pk_of),
    lambda _field, value: (ref for _type, ref in richtext.references(value)),
)
STREAM = How(
    _stream_problems,
    lambda field, value, pk_of: field.to_python(streams.localised(field.stream_block, value, pk_of)),
    lambda field, value: streams.references(field.stream_block, value),
)
PARENT = How(_ref_problems, references=_ref_references, own=False)
POSITION = How(_of_type(int, "A whole number"), own=False)
LIVE = How(_of_type(bool, "true or false"), own=False)
FILE = How(_file_problems, own=False)
