"""The texts of the interface: found in the sources, and looked up in the catalogues."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from string import Formatter

import polib
from django.utils.translation.template import templatize

# Name of the function -> at which places its texts stand.
FUNCTIONS = {
    "_": (0,),
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (1,),
    "pgettext_lazy": (1,),
    "npgettext": (1, 2),
    "npgettext_lazy": (1, 2),
}
IN_TEMPLATES = re.compile(r"\b(n?p?gettext|_)\(")
STRING = re.compile(r"""\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*,?""")
TAG = re.compile(r"{%\s*(blocktrans(?:late)?)\b(.*?)%}", re.DOTALL)
PERCENT = re.compile(r"%\(\w+\)[sd]|%[sd]")


def calls(source: str) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Yield the calls that translate, with the expressions their texts are."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in FUNCTIONS:
            yield node, [node.args[place] for place in FUNCTIONS[name] if place < len(node.args)]


def is_put_together(text: ast.expr) -> bool:
    """Tell whether a text is made while the program runs, so that no catalogue can hold it."""
    if isinstance(text, ast.JoinedStr | ast.BinOp):
        return True
    return isinstance(text, ast.Call) and getattr(text.func, "attr", "") == "format"


def texts_put_together(source: str) -> list[int]:
    """Return the lines that translate a text which no catalogue can hold."""
    return [call.lineno for call, texts in calls(source) if any(map(is_put_together, texts))]


def untrimmed_tags(source: str) -> list[str]:
    """Return the ``blocktranslate`` tags that would put line breaks and indents into the catalogue."""
    return [match[0] for match in TAG.finditer(source) if "trimmed" not in match[2].split()]


def texts_in_python(source: str) -> set[str]:
    """Return the texts, in the singular, that a module has translated."""
    found = set()
    for _call, texts in calls(source):
        if texts and isinstance(texts[0], ast.Constant) and isinstance(texts[0].value, str):
            found.add(texts[0].value)
    return found


def texts_in_template(source: str) -> set[str]:
    """Return the texts, in the singular, that a template has translated."""
    code = templatize(source)
    found = set()
    for match in IN_TEMPLATES.finditer(code):
        place = FUNCTIONS[match[1]][0]
        position = match.end()
        for number in range(place + 1):
            string = STRING.match(code, position)
            if string is None:
                break
            if number == place:
                found.add(ast.literal_eval(string[1]))
            position = string.end()
    return found - {""}


def all_texts(python: list[Path], templates: list[Path]) -> set[str]:
    """Return every text of the interface."""
    found = set()
    for path in python:
        found |= texts_in_python(path.read_text(encoding="utf-8"))
    for path in templates:
        found |= texts_in_template(path.read_text(encoding="utf-8"))
    return found


def placeholders(text: str) -> set[str]:
    """Return what is filled in while the program runs: ``%(name)s``, ``%s`` and ``{name}``."""
    found = set(PERCENT.findall(text.replace("%%", "")))
    with suppress(ValueError):  # a lone brace is a brace
        names = [name for _text, name, _format, _kind in Formatter().parse(text) if name is not None]
        # No name holds a space: braces with words between them are braces that a sentence speaks of.
        found |= {f"{{{name}}}" for name in names if " " not in name}
    return found


def faults(catalogue: polib.POFile) -> Iterator[str]:
    """Say what is wrong in a catalogue: entries empty or unsure, placeholders lost or made up."""
    for entry in catalogue:
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.fuzzy:
            yield f"unsure: {entry.msgid}"
        if not texts or not all(texts):
            yield f"empty: {entry.msgid}"
        allowed = [placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid)]
        for text in texts:
            if text and placeholders(text) not in allowed:
                yield f"placeholders: {entry.msgid} -> {text}"


def plural_forms(catalogue: polib.POFile) -> int:
    """Return how many plural forms a catalogue says its language has."""
    found = re.search(r"nplurals\s*=\s*(\d)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 0


def wrong_plurals(catalogue: polib.POFile) -> list[str]:
    """Return the texts that do not have as many forms as the language."""
    wanted = set(range(plural_forms(catalogue)))
    return [entry.msgid for entry in catalogue if entry.msgid_plural and set(entry.msgstr_plural) != wanted]
