"""Aiken, which can be typed in a word processor: a line with the question, lettered options, and `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courses.items.base import gettext_noop
from courses.quizzes.formats.base import Reading, Unreadable, decode
from courses.quizzes.formats.sheet import Sheet, shortened

_OPTION = re.compile(r"([A-Z])[.)]\s+(.*\S)\s*")
_ANSWER = re.compile(r"ANSWER\s*:\s*([A-Z])\s*", re.IGNORECASE)

NO_ANSWER = gettext_noop("The line ANSWER: with the letter of the right option is missing.")
NO_STEM = gettext_noop("Options stand here without a question above them.")
NOT_THERE = gettext_noop("No option has the letter of the answer.")
NOT_IN_TURN = gettext_noop("The letters of the options do not follow one another.")

UNSAID = frozenset("hint feedback shuffle options.feedback options.fixed".split())

Lines = list[tuple[int, str]]


def read(raw: bytes) -> Reading:
    """Read an Aiken file; raises FormatError if it is refused as a whole."""
    text, notes = decode(raw)
    reading = Reading(notes=notes, unsaid=UNSAID)
    for lines in _questions(text):
        try:
            _add(reading, lines)
        except Unreadable as error:
            reading.blame(lines[0][0], error)
    return reading


def _questions(text: str) -> Iterator[Lines]:
    """Yield the numbered lines of each question: it ends with its answer, or where text follows options."""
    lines: Lines = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        has_options = any(_OPTION.fullmatch(each) for _number, each in lines)
        if has_options and not _OPTION.fullmatch(line.strip()) and not _ANSWER.fullmatch(line.strip()):
            yield lines
            lines = []
        lines.append((number, line.strip()))
        if _ANSWER.fullmatch(line.strip()):
            yield lines
            lines = []
    if lines:
        yield lines


def _add(reading: Reading, lines: Lines) -> None:
    answer = _ANSWER.fullmatch(lines[-1][1])
    if answer is None:
        raise Unreadable(NO_ANSWER, shortened(lines[0][1]))
    options = [match for _number, line in lines[:-1] if (match := _OPTION.fullmatch(line))]
    stem = [line for _number, line in lines[:-1] if not _OPTION.fullmatch(line)]
    if not stem:
        raise Unreadable(NO_STEM, shortened(lines[0][1]))
    letters = "".join(match[1] for match in options)
    if letters != "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(letters)]:
        raise Unreadable(NOT_IN_TURN, letters)
    right = answer[1].upper()
    if right not in letters:
        raise Unreadable(NOT_THERE, right)
    sheet = Sheet(lines[0][0])
    rows = [
        {"text": sheet.plain(match[2], "plain", match[1]), "fraction": "1" if match[1] == right else "0"}
        for match in options
    ]
    data = {"stem": sheet.rich("\n".join(stem), "plain", "stem"), "options": rows}
    sheet.into(reading, "single_choice", data)
