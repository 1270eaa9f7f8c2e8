r"""GIFT as it is written: a file taken apart into entries, nothing judged yet.

The grammar is that of Moodle (question/format/gift), with what people write besides: blank lines inside the braces,
and `// [id:…] [tag:…]` anywhere above a question. Escapes: `\:`, `\#`, `\=`, `\{`, `\}`, `\~`, `\\` and `\n`, a line
end; any other backslash stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from courses.items.base import gettext_noop
from courses.quizzes.formats.base import Unreadable

EntryType = Literal[
    "category", "description", "essay", "numerical", "multichoice", "matching", "truefalse", "shortanswer"
]
BLANK = "_____"
"""What stands in a stem for answers in the middle of a sentence."""

_ESCAPED = dict(zip("\\:#={}~n", "\x01\x02\x03\x04\x05\x06\x07\x08", strict=True))
"""Stand-ins for escaped characters while the others are read; the file itself holds no such characters."""

_PLAIN = str.maketrans({mark: "\n" if char == "n" else char for char, mark in _ESCAPED.items()})
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_BRACES = re.compile(r"\\[\\:#={}~n]|[{}]")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_ID = re.compile(r"\[id:((?:\\\]|[^\[\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\[\]<>`])+)\]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the form it is written in, one of `markup.FORMATS`."""

    text: str
    form: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `right` is its sign (`=` or not), `weight` a percentage as written, `match` what it pairs with."""

    right: bool
    weight: str | None
    text: Text
    feedback: Text | None = None
    match: str | None = None


@dataclass(slots=True)
class Entry:
    """A question or a category. `feedback` is for everybody; `feedbacks` are those of a true/false, as they stand."""

    type: EntryType
    line: int
    title: str = ""
    stem: Text = Text("", "moodle")
    answers: list[Answer] = field(default_factory=list)
    embedded: bool = False
    feedback: Text | None = None
    feedbacks: list[Text | None] = field(default_factory=list)
    true: bool = False
    code: str = ""
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Chunk:
    """The lines of one entry, with what the comments above and within it say."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    code: str = ""
    tags: list[str] = field(default_factory=list)


def chunks(text: str) -> Iterator[_Chunk]:
    """Yield the lines that belong together: blank lines part questions, except within braces that close."""
    lines = text.split("\n")
    following = _next_braces(lines)
    chunk, is_open = _Chunk(), False
    for number, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith("//"):
            _read_comment(chunk, bare)
            if chunk.lines:
                chunk.lines.append("")
            continue
        starts_anew = bare.startswith("$CATEGORY:") and not is_open
        if chunk.lines and (starts_anew or (not bare and not (is_open and following[number] == "}"))):
            yield chunk
            chunk, is_open = _Chunk(), False
        if not bare and not chunk.lines:
            continue
        chunk.line = chunk.line or number + 1
        chunk.lines.append(line)
        if starts_anew:
            # Comments above a category belong to the question below it.
            yield _Chunk(chunk.line, chunk.lines)
            chunk = _Chunk(code=chunk.code, tags=chunk.tags)
            continue
        for brace in _braces(line):
            is_open = brace == "{"
    if chunk.lines:
        yield chunk


def _braces(line: str) -> list[str]:
    return [found for found in _BRACES.findall(line) if len(found) == 1]


def _next_braces(lines: list[str]) -> list[str]:
    """Return for each line the next brace in it or below it."""
    found, nearest = [""] * len(lines), ""
    for number in range(len(lines) - 1, -1, -1):
        braces = [] if lines[number].lstrip().startswith("//") else _braces(lines[number])
        nearest = braces[0] if braces else nearest
        found[number] = nearest
    return found


def _read_comment(chunk: _Chunk, comment: str) -> None:
    for match in _ID.finditer(comment):
        chunk.code = match[1].replace("\\]", "]").strip()
    chunk.tags += [match[1].replace("\\]", "]").strip() for match in _TAG.finditer(comment)]


def entry_of(chunk: _Chunk) -> Entry:
    """Return what a chunk says; raises Unreadable."""
    text = _ESCAPE.sub(lambda match: _ESCAPED[match[1]], "\n".join(chunk.lines)).strip()
    if text.startswith("$CATEGORY:"):
        return Entry("category", chunk.line, title=_unescaped(text[len("$CATEGORY:") :]).strip())
    entry = Entry("description", chunk.line, code=chunk.code, tags=chunk.tags)
    text = _take_title(entry, text)
    before, answers, after = _parts(text)
    entry.embedded = answers is not None and bool(after)
    if entry.embedded:
        before = f"{before} {BLANK} {after}" if _FORMAT.sub("", before) else f"{before}{BLANK} {after}"
    entry.stem = _text(before, "moodle")
    if answers is not None:
        _read_answers(entry, answers)
    return entry


def _take_title(entry: Entry, text: str) -> str:
    if not text.startswith("::"):
        return text
    title, end, rest = text[2:].partition("::")
    if not end:
        raise Unreadable(gettext_noop("The title has no :: at its end."))
    entry.title = " ".join(_unescaped(title).split())
    return rest.strip()


def _parts(text: str) -> tuple[str, str | None, str]:
    """Return what stands before, in and after the braces, None for no braces; raises Unreadable."""
    before, opened, rest = text.partition("{")
    if "}" in before or (opened and "}" not in rest):
        raise Unreadable(gettext_noop("A brace has no partner. Write \\{ or \\} for a brace in the text."))
    if not opened:
        return before, None, ""
    answers, _closed, after = rest.partition("}")
    if "{" in answers:
        raise Unreadable(gettext_noop("A brace has no partner. Write \\{ or \\} for a brace in the text."))
    if "{" in after or "}" in after:
        raise Unreadable(gettext_noop("There are answers twice. A blank line between two questions may be missing."))
    return before.strip(), answers.strip(), after.strip()


def _text(source: str, form: str) -> Text:
    """Return a text with its form tag read; in Moodle's own form line ends in the file are spaces."""
    match = _FORMAT.match(source)
    if match:
        form, source = match[1].lower(), source[match.end() :]
    if form == "moodle":
        source = re.sub(r"[^\S\xa0\x01-\x08]+", " ", source)
    return Text(_unescaped(source).strip(), form)


def _unescaped(text: str) -> str:
    return text.translate(_PLAIN)


def _optional(source: str, form: str) -> Text | None:
    found = _text(source, form)
    return found if found.text else None


def _read_answers(entry: Entry, answers: str) -> None:
    """Find out the type as Moodle does, and read the answers of that type."""
    form = entry.stem.form
    answers, mark, general = answers.rpartition("####") if "####" in answers else (answers, "", "")
    answers = answers.strip()
    entry.feedback = _optional(general, form) if mark else None
    checked = answers.partition("#")[0].strip()
    if not answers:
        entry.type = "essay"
    elif answers.startswith("#"):
        entry.type = "numerical"
        entry.answers = [_answer(sign, piece, form) for sign, piece in _pieces(answers[1:])]
    elif "~" in answers:
        entry.type = "multichoice"
        entry.answers = [_answer(sign, piece, form) for sign, piece in _pieces(answers)]
    elif "=" in answers and "->" in answers:
        entry.type = "matching"
        entry.answers = [_pair(piece, form) for _sign, piece in _pieces(answers)]
    elif checked in ("T", "TRUE", "F", "FALSE"):
        entry.type = "truefalse"
        entry.true = checked.startswith("T")
        entry.feedbacks = [_optional(piece, form) for piece in answers.split("#")[1:3]]
    else:
        entry.type = "shortanswer"
        entry.answers = [_answer(sign or "=", piece, form) for sign, piece in _pieces(answers)]


def _pieces(answers: str) -> list[tuple[str, str]]:
    """Return sign and text of each answer; the first may have no sign."""
    first, *rest = re.split(r"([=~])", answers)
    pieces = list(zip(rest[::2], rest[1::2], strict=True))
    return [("", first), *pieces] if first.strip() else pieces


def _answer(sign: str, piece: str, form: str) -> Answer:
    match = _WEIGHT.match(piece)
    rest = piece[match.end() :] if match else piece
    text, mark, feedback = rest.partition("#")
    return Answer(
        sign == "=", match[1] if match else None, _text(text, form), _optional(feedback, form) if mark else None
    )


def _pair(piece: str, form: str) -> Answer:
    prompt, arrow, answer = piece.partition("->")
    if not arrow:
        raise Unreadable(gettext_noop("A pair has no -> between its prompt and its answer."), _unescaped(piece).strip())
    return Answer(True, None, _text(prompt, form), match=" ".join(_unescaped(answer).split()))
