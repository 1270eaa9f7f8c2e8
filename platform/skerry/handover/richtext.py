"""Rich text from outside: only what an editor could have written here is let in."""

import re
from collections.abc import Callable, Iterator

import nh3
from bs4 import BeautifulSoup
from wagtail.documents import get_document_model
from wagtail.models import Page

TAGS = {"p", "ul", "ol", "li", "b", "i", "strong", "em", "br", "a"}
ATTRIBUTES = {"a": {"href", "linktype", "ref"}}
SCHEMES = {"http", "https", "mailto"}
_LINK = re.compile(r"<a ([^>]*)>")
_REF = re.compile(r'\bref="([^"]*)"')
_TYPE = re.compile(r'\blinktype="([^"]*)"')


def cleaned(html: str) -> str:
    """Return the text without anything that is not allowed in it."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(f"<div>{html}</div>", "html.parser")


def _same(one: str, other: str) -> bool:
    return _parsed(one) == _parsed(other)


def references(html: str) -> Iterator[tuple[str, str]]:
    """Yield link type and reference of the links to pages and documents."""
    for link in _LINK.findall(html):
        kind, ref = _TYPE.search(link), _REF.search(link)
        if kind or ref:
            yield kind[1] if kind else "", ref[1] if ref else ""


def problem(html: object, kind_of: Callable[[type], set[str]]) -> str:
    """Return what is wrong with a rich text, empty if nothing is."""
    if not isinstance(html, str):
        return "A text was expected."
    if not _same(html, cleaned(html)):
        return "The text holds tags, attributes or addresses that are not allowed."
    targets = {"page": kind_of(Page), "document": kind_of(get_document_model())}
    for link_type, ref in references(cleaned(html)):
        if ref.partition("/")[0] not in targets.get(link_type, ()):
            return "A link to a page or document needs its linktype and a fitting ref."
    return ""


def with_local_links(html: str, pk_of: Callable[[str], int]) -> str:
    """Return the text as it is stored here: links to pages and documents by primary key."""

    def local(match: re.Match) -> str:
        ref = _REF.search(match[1])
        return f"<a {_REF.sub(f'id={chr(34)}{pk_of(ref[1])}{chr(34)}', match[1])}>" if ref else match[0]

    return _LINK.sub(local, cleaned(html))
