"""Texts as people type and paste them: made comparable, checked, and read out of what was posted."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from courses.items.base import InvalidResponse

TEXT_LIMIT = 2_000
"""Most characters in a typed text."""

NUMBER_LIMIT = 100
"""Most characters in a typed number."""

INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
"""Soft hyphen, zero-width space, direction marks, word joiner, byte order mark: pasted along, never typed."""

_TAG = re.compile(r"<[^<>]*>")
_MEDIA = re.compile(r"<(?:img|audio|video|embed|object|svg|math)\b", re.IGNORECASE)
_TYPOGRAPHY = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
    | {"\u2010": "-", "\u2011": "-"}
    | dict.fromkeys(INVISIBLE, "")
)


def squeeze(text: str) -> str:
    """Return the text in NFC, trimmed, with each run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in the text."""
    return not squeeze(text.translate(_TYPOGRAPHY))


def comparable(text: str, *, case_sensitive: bool) -> str:
    """Return the form in which two typed texts are compared.

    NFC, squeezed, invisible characters dropped, and the quotation marks and hyphens that phones put in by
    themselves as the plain ones; folded unless `case_sensitive`. Accents stay: ä is not a.
    """
    plain = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    if not case_sensitive:
        plain = plain.casefold()
    return squeeze(plain)


def is_blank_html(source: str) -> bool:
    """Whether a piece of HTML shows nothing: no text and no image, sound, film or formula."""
    return not _MEDIA.search(source) and is_blank(html.unescape(_TAG.sub(" ", source)))


def values(raw: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts posted under a name, without the empty ones.

    A single text counts as a list of one, None as nothing, a whole number (JSON) as its digits; a multi-dict
    is asked for its whole list. Raises InvalidResponse("malformed") for anything else.
    """
    if not isinstance(raw, Mapping):
        raise InvalidResponse("malformed")
    getlist = getattr(raw, "getlist", None)
    found = getlist(name) if callable(getlist) else raw.get(name)
    if not isinstance(found, (list, tuple)):
        found = [found]
    return [text for text in (_text(value, name) for value in found) if text]


def _text(value: object, name: str) -> str:
    """Return one posted value as text; raises InvalidResponse("malformed") if it is no text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    raise InvalidResponse("malformed", name=name)


def typed(raw: Mapping[str, Any], name: str, limit: int) -> str:
    """Return the text typed under a name, line ends as newlines, or "" if it shows nothing.

    Raises InvalidResponse: too_many (the name was posted twice), too_long (more than `limit` characters),
    control_character (all but tab and newline, lone surrogates too: neither can be stored), malformed.
    """
    found = values(raw, name)
    if len(found) > 1:
        raise InvalidResponse("too_many", name=name, allowed=1)
    text = found[0].replace("\r\n", "\n").replace("\r", "\n") if found else ""
    if len(text) > limit:
        raise InvalidResponse("too_long", limit=limit, length=len(text))
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n" for char in text):
        raise InvalidResponse("control_character")
    return "" if is_blank(text) else text


def prefixed(raw: Mapping[str, Any], prefix: str, known: Sequence[str]) -> dict[str, list[str]]:
    """Return the texts posted under `prefix` + id, by id, for the ids that got any.

    Raises InvalidResponse: unknown_option if something was posted for an id that is not known, malformed.
    """
    if not isinstance(raw, Mapping):
        raise InvalidResponse("malformed")
    found: dict[str, list[str]] = {}
    for name in raw:
        if not (isinstance(name, str) and name.startswith(prefix)):
            continue
        given = values(raw, name)
        if given and name[len(prefix) :] not in known:
            raise InvalidResponse("unknown_option", name=name)
        if given:
            found[name[len(prefix) :]] = given
    return found
