"""The question types of Moodle XML that have a kind here: what each holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element

from courses.items.base import gettext_noop
from courses.items.decimals import authored_number, canonical
from courses.quizzes.formats.answers import numeric_data, short_data
from courses.quizzes.formats.base import Unreadable, decimal_text, part_of
from courses.quizzes.formats.moodle_texts import form_of, html_of, line_in
from courses.quizzes.formats.moodle_tree import is_true, line_of, text_at, text_in
from courses.quizzes.formats.sheet import Sheet

Data = dict[str, Any]

ORDERING = {"ABSOLUTE_POSITION": "absolute", "RELATIVE_TO_CORRECT": "relative", "ALL_OR_NOTHING": "all_or_nothing"}
"""The ways of scoring an order (question/type/ordering) that there are here."""


def _part(answer: Element) -> str:
    return part_of(answer.get("fraction", "0"))


def multichoice(sheet: Sheet, element: Element) -> tuple[str, Data]:
    options = [
        {
            "text": line_in(sheet, answer, "answer"),
            "fraction": _part(answer),
            "feedback": html_of(sheet, answer, "feedback"),
        }
        for answer in element.iterfind("answer")
    ]
    single = is_true(text_at(element, "single") or "true")
    shuffle = is_true(text_at(element, "shuffleanswers") or "false")
    return "single_choice" if single else "multiple_choice", {"options": options, "shuffle": shuffle}


def truefalse(sheet: Sheet, element: Element) -> tuple[str, Data]:
    """Read the two answers by their words; where a language put its own, the first is "true" (as Moodle has it)."""
    data: Data = {"answer": False}
    for place, answer in enumerate(element.iterfind("answer")):
        word = text_in(answer).strip().lower()
        name = word if word in ("true", "false") else ("true", "false")[min(place, 1)]
        data[f"feedback_{name}"] = html_of(sheet, answer, "feedback")
        if _part(answer) == "1":
            data["answer"] = name == "true"
    return "true_false", data


def shortanswer(sheet: Sheet, element: Element) -> tuple[str, Data]:
    rows = [
        {
            "text": sheet.plain(text_in(answer), "plain", "<answer>"),
            "fraction": _part(answer),
            "feedback": html_of(sheet, answer, "feedback"),
        }
        for answer in element.iterfind("answer")
    ]
    return "short_text", short_data(rows) | {"case_sensitive": is_true(text_at(element, "usecase"))}


def numerical(sheet: Sheet, element: Element) -> tuple[str, Data]:
    rows = []
    for answer in element.iterfind("answer"):
        number = text_in(answer).strip() or "*"
        rows.append(
            {
                "answer": number if number == "*" else _number(number),
                "tolerance": _number(text_at(answer, "tolerance") or "0"),
                "fraction": _part(answer),
                "feedback": html_of(sheet, answer, "feedback"),
            }
        )
    return "numeric", numeric_data(sheet, rows) | _units(sheet, element, rows)


def _number(text: str) -> str:
    found = authored_number(text)
    if found is None:
        raise Unreadable(gettext_noop("This is no number. Write it with a decimal point."), text)
    return canonical(found)


def _units(sheet: Sheet, element: Element, rows: list[Data]) -> Data:
    """Return the unit fields. Moodle's multiplier turns the answer into the unit; the factor here turns it back."""
    found = list(element.iterfind("units/unit"))
    if not found:
        return {}
    named = [(sheet.plain(text_at(unit, "unit_name"), "plain", "<unit_name>"), _multiplier(unit)) for unit in found]
    own = next((name for name, multiplier in named if multiplier == 1), "")
    shown, grading = text_at(element, "showunits") or "0", text_at(element, "unitgradingtype") or "0"
    if shown == "3" or not own:
        reason = gettext_noop("Units that are not used, or of which none is that of the answer.")
        sheet.note("dropped", "<units>", reason, line_of(element))
        return {}
    if shown != "0":
        reason = gettext_noop("The unit is typed here, not chosen from a list.")
        sheet.note("changed", "<showunits>", reason, line_of(element))
    if grading == "1" and any(row["fraction"] not in ("0", "1") for row in rows):
        reason = gettext_noop("A wrong unit costs a part of the whole mark here.")
        sheet.note("changed", "<unitgradingtype>", reason, line_of(element))
    return {
        "unit": own,
        "unit_rule": "optional" if grading == "0" else "required",
        "units": [{"text": name, "factor": _inverse(multiplier)} for name, multiplier in named if name != own],
        "unit_penalty": "0" if grading == "0" else _number(text_at(element, "unitpenalty") or "0.1"),
    }


def _multiplier(unit: Element) -> Fraction:
    found = Fraction(Decimal(_number(text_at(unit, "multiplier") or "1")))
    if found <= 0:
        raise Unreadable(gettext_noop("A unit has no multiplier above 0."), text_at(unit, "unit_name"))
    return found


def _inverse(number: Fraction) -> str:
    """Return 1 / number in decimals: exact where it ends, else with thirty digits behind the point."""
    return decimal_text(1 / number, places=30)


def matching(sheet: Sheet, element: Element) -> tuple[str, Data]:
    pairs: list[Data] = []
    distractors: list[Data] = []
    for each in element.iterfind("subquestion"):
        prompt = line_in(sheet, each, "subquestion")
        answer = sheet.plain(text_at(each, "answer"), "plain", "<answer>")
        if prompt:
            pairs.append({"prompt": prompt, "answer": answer})
        elif answer:
            distractors.append({"text": answer})
    if not is_true(text_at(element, "shuffleanswers") or "1"):
        sheet.note("changed", "<shuffleanswers>", gettext_noop("The answers of pairs are always shuffled."))
    return "matching", {"pairs": pairs, "distractors": distractors}


def ordering(sheet: Sheet, element: Element) -> tuple[str, Data]:
    answers = list(element.iterfind("answer"))
    places = [authored_number(answer.get("fraction", "")) for answer in answers]
    if None not in places and len(set(places)) == len(places):
        answers = [answer for _place, answer in sorted(zip(places, answers, strict=True), key=lambda pair: pair[0])]
    given = text_at(element, "gradingtype") or "ABSOLUTE_POSITION"
    if given not in ORDERING:
        reason = gettext_noop("This way of scoring is not built here; items in their place count.")
        sheet.note("changed", given, reason)
    if text_at(element, "selecttype") not in ("", "ALL", "0"):
        sheet.note("changed", "<selecttype>", gettext_noop("All items are shown, not a selection."))
    items = [{"text": line_in(sheet, answer, "answer")} for answer in answers]
    return "ordering", {"items": items, "scoring": ORDERING.get(given, "absolute")}


def essay(sheet: Sheet, element: Element) -> tuple[str, Data]:
    """Read an essay; one that takes files and no text is an upload."""
    data: Data = {"notes": html_of(sheet, element, "graderinfo")}
    attachments = text_at(element, "attachments") or "0"
    if text_at(element, "responseformat") == "noinline":
        named = text_at(element, "filetypeslist").replace(",", " ").lower().split()
        endings = [each.removeprefix(".") for each in named if re.fullmatch(r"\.?[a-z0-9]{1,10}", each)]
        if len(endings) < len(named):
            sheet.note("changed", "<filetypeslist>", gettext_noop("Only endings of file names are kept."))
        wanted = {"extensions": endings} if endings else {}
        count = min(5, int(attachments)) if attachments.isdigit() and attachments != "0" else 5
        return "file_upload", data | wanted | {"max_files": str(count)}
    if attachments != "0":
        sheet.note("dropped", "<attachments>", gettext_noop("An essay takes no files here."))
    template = element.find("responsetemplate")
    if template is not None and text_in(template).strip():
        data["template"] = _plain_lines(sheet, template)
    for name, there in (("minwordlimit", "min_words"), ("maxwordlimit", "max_words")):
        limit = text_at(element, name)
        data[there] = limit if limit.isdigit() and limit != "0" else ""
    return "essay", data


def _plain_lines(sheet: Sheet, element: Element) -> str:
    """Return a text of several lines without markup."""
    form = form_of(sheet, element)
    text = text_in(element)
    if form in ("plain", "moodle"):
        return text.strip()
    lines = text.replace("</p>", "\n").replace("<br>", "\n").replace("<br />", "\n").split("\n")
    return "\n".join(sheet.plain(line, form, f"<{element.tag}>") for line in lines).strip()


def description(_sheet: Sheet, _element: Element) -> tuple[str, Data]:
    return "description", {}


_ESSAY = "graderinfo attachments responseformat filetypeslist responsetemplate minwordlimit maxwordlimit"
_UNITS = "units unitgradingtype unitpenalty showunits"
READERS: dict[str, tuple[Callable[[Sheet, Element], tuple[str, Data]], frozenset[str]]] = {
    "multichoice": (multichoice, frozenset({"answer", "single", "shuffleanswers"})),
    "truefalse": (truefalse, frozenset({"answer"})),
    "shortanswer": (shortanswer, frozenset({"answer", "usecase"})),
    "numerical": (numerical, frozenset({"answer", *_UNITS.split()})),
    "numeric": (numerical, frozenset({"answer", *_UNITS.split()})),
    "match": (matching, frozenset({"subquestion", "shuffleanswers"})),
    "matching": (matching, frozenset({"subquestion", "shuffleanswers"})),
    "ordering": (ordering, frozenset({"answer", "gradingtype", "selecttype", "selectcount"})),
    "essay": (essay, frozenset(_ESSAY.split())),
    "description": (description, frozenset()),
}
"""For each type of Moodle's how it is read, and the elements that this takes in."""
