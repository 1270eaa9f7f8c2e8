"""Texts as files hold them: cleaned HTML, HTML made from other kinds of text, and text without HTML."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, unquote

import nh3
from markdown_it import MarkdownIt

from courses.quizzes.formats.base import CONTROLS, one_line

NESTING = 60
"""Deepest nesting of elements that is kept; deeper ones are a trick and leave only their text."""

FILES = "@@PLUGINFILE@@/"
"""How an address in a question names a file that came with it."""

TAGS = frozenset("b strong i em a ul ol li p br img sub sup code pre table caption thead tbody tfoot tr th td".split())
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
BLOCKS = frozenset("div h1 h2 h3 h4 h5 h6 section article header footer blockquote center figure".split())
"""Elements that become paragraphs, so that their text does not run together."""

FORMATS = ("html", "moodle", "markdown", "plain")

_VOID = frozenset("br img hr input meta link col wbr area base embed source track param".split())
_KNOWN = (
    TAGS | BLOCKS | _VOID | frozenset("span font u s small big strike del ins script style iframe video audio".split())
)
_CLOSE_THEMSELVES = frozenset("p li tr td th thead tbody tfoot".split())
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)?/?)>""")
_BLOCK = re.compile(rf"<(/?)(?:{'|'.join(sorted(BLOCKS))})(?=[\s/>])", re.IGNORECASE)
_EMPTY = re.compile(r"<p>\s*</p>")
_NO_IMAGE = re.compile(r"<img(?:\s+(?!src=)[\w-]+=\"[^\"]*\")*\s*>")
_SOURCE = re.compile(rf'(<img(?:\s+[\w-]+="[^"]*")*?\s+src="){re.escape(FILES)}([^"]*)"')
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING}).enable("table")


def _census(source: str) -> tuple[list[str], int]:
    """Return the names of what a piece of HTML holds that will not be kept, and how deep its elements are nested.

    For the report alone: what is kept is decided by a parser. Reads every character once, whatever is in it.
    """
    lost: dict[str, None] = {}
    depth = deepest = 0
    for match in _TAG.finditer(source):
        tag, closing = match[2].lower(), bool(match[1])
        if tag not in _VOID and tag not in _CLOSE_THEMSELVES:
            depth = max(0, depth + (-1 if closing else 1))
            deepest = max(deepest, depth)
        if tag not in TAGS:
            lost[f"<{tag}>"] = None
        elif not closing:
            lost |= dict.fromkeys(_lost_attributes(tag, match[3]))
    lost |= dict.fromkeys(mark for mark in ("<!-- -->", "<![") if mark[:4] in source)
    return list(lost), deepest


def _lost_attributes(tag: str, source: str) -> list[str]:
    lost, names = [], set()
    for match in _ATTRIBUTE.finditer(source.rstrip("/")):
        name, value = match[1].lower(), html.unescape((match[2] or "").strip("\"'"))
        names.add(name)
        if name not in ATTRIBUTES.get(tag, ()):
            lost.append(f"{name}=")
        elif _kept(tag, name, value) is None:
            lost.append(f"{name}={value[:40]}")
    return lost if tag != "img" or "src" in names else [*lost, "<img>"]


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value if it may stay: links out of the house, images of the file."""
    if (tag, name) == ("a", "href"):
        return value if _ADDRESS.fullmatch(value.strip()) else None
    if (tag, name) == ("img", "src"):
        return value if value.startswith(FILES) and is_file_name(unquote(value[len(FILES) :])) else None
    return value


def is_file_name(name: str) -> bool:
    """Whether a name may be that of a file of a question: a relative path that stays where it is."""
    if CONTROLS.search(name) or name != one_line(name) or "\\" in name or len(name) > 200:
        return False
    return all(part not in ("", ".", "..") and part == part.strip() for part in name.split("/"))


def clean(source: str) -> tuple[str, list[str]]:
    """Return the HTML with nothing but text, lists, links, tables and the file's own images, and what went.

    Cleaning what is clean changes nothing. Elements that go leave their text behind, except scripts and styles.
    """
    source = CONTROLS.sub("", source)
    lost, deepest = _census(source)
    if deepest > NESTING:
        return _paragraphs(_text(source)), [*lost, "<…>"]
    safe = source
    for _round in range(4):
        before = safe
        safe = _EMPTY.sub("", _NO_IMAGE.sub("", _washed(safe)))
        if safe == before:
            break
    # An attribute that holds a "<" hides its element from the first census; none is left in the second.
    return (safe.strip(), lost) if _census(safe)[1] <= NESTING else (_paragraphs(_text(safe)), [*lost, "<…>"])


def _washed(source: str) -> str:
    return nh3.clean(
        _BLOCK.sub(r"<\1p", source),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _text(source: str) -> str:
    """Return what an element tree of any depth says, without building it."""
    return html.unescape(re.sub(r"<[^<>]*>", " ", source))


def has_markup(text: str) -> bool:
    """Whether a text holds an element of HTML; "a < b" and "<x>" do not."""
    return any(match[2].lower() in _KNOWN for match in _TAG.finditer(text))


def _paragraphs(text: str) -> str:
    """Return plain text as HTML: blank lines part paragraphs, other line ends stay."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    shown = ["<br>".join(escape(line.strip()) for line in part.split("\n")) for part in parts]
    return "".join(f"<p>{part}</p>" for part in shown)


def escape(text: str) -> str:
    """Return a text as HTML that the cleaner leaves as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def as_html(text: str, form: str) -> tuple[str, list[str]]:
    """Return a text in one of FORMATS as clean HTML, and what went.

    moodle is Moodle's automatic form: HTML if there is any in it, else text whose line ends stay.
    """
    if not text.strip():
        return "", []
    if form == "markdown":
        return clean(_markdown.render(text))
    if form == "html" or (form == "moodle" and has_markup(text)):
        return clean(text if form == "html" else text.replace("\n", "<br>"))
    return _paragraphs(CONTROLS.sub("", text)), []


def as_line(text: str, form: str) -> tuple[str, list[str]]:
    """Return a text in one of FORMATS as one line without markup, and the names of the elements that went."""
    if form == "plain" or (form == "moodle" and not has_markup(text)):
        return one_line(text), []
    source = _markdown.render(text) if form == "markdown" else text
    names = dict.fromkeys(match[2].lower() for match in _TAG.finditer(source) if match[2].lower() != "p")
    spaced = re.sub(r"</?(?:p|br|div|li|ul|ol|td|th|tr|h[1-6])\b[^<>]*>", r" \g<0>", source)
    bare = nh3.clean(spaced, tags=set(), clean_content_tags={"script", "style"})
    return one_line(html.unescape(bare)), [f"<{name}>" for name in names]


def images_in(source: str) -> list[str]:
    """Return the names of the files that clean HTML shows."""
    return [unquote(html.unescape(match[2])) for match in _SOURCE.finditer(source)]


def rename_image(source: str, old: str, new: str) -> str:
    """Return clean HTML in which a file goes by another name."""

    def swapped(match: re.Match[str]) -> str:
        return f'{match[1]}{FILES}{quote(new)}"' if unquote(html.unescape(match[2])) == old else match[0]

    return _SOURCE.sub(swapped, source)
