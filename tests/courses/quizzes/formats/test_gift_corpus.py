"""Files of GIFT by other hands, each with what it says.

They lie in the folder named by SAMPLES. The comparison reads the words a learner would see: the expected text is
rendered here by its own form, the draft's HTML by itself.

Two things are ours. Several right answers of one choice share the mark, since a single choice has one right option.
And the two feedbacks of a true/false belong to the wrong and the right answer, as Moodle reads them; the expected
files name the first "true" and the second "false" whatever is right.
"""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from courses.quizzes.formats import FORMATS
from courses.quizzes.formats.base import category_of

SAMPLES = os.environ.get("SAMPLES")
KINDS = {
    "TF": {"true_false"},
    "MC": {"single_choice", "multiple_choice"},
    "Short": {"short_text"},
    "Numerical": {"numeric"},
    "Matching": {"matching"},
    "Essay": {"essay"},
    "Description": {"description"},
}


@pytest.fixture(scope="module")
def corpus():
    if SAMPLES is None:
        pytest.skip("SAMPLES names no folder with the GIFT corpus")
    found = sorted((Path(SAMPLES) / "gift").glob("*.gift"))
    assert found, "SAMPLES is set, but there are no GIFT files in it"
    return found


def squeezed(text):
    return " ".join(text.split())


def seen_html(source):
    soup = BeautifulSoup(source, "html.parser")
    for block in soup.find_all(["p", "br", "li", "pre"]):
        block.insert_after(" ")
    return squeezed(soup.get_text())


def seen(text):
    """Return the words of an expected text."""
    if text is None:
        return ""
    if text["format"] == "html":
        return seen_html(text["text"])
    if text["format"] == "markdown":
        return seen_html(MarkdownIt("commonmark").render(text["text"]))
    return squeezed(text["text"])


def common(question, draft):
    """Return the pairs of expected and read for what all types have."""
    return [
        (draft.kind in KINDS[question["type"]], True),
        (draft.title, question["title"] or ""),
        (draft.code, question["id"] or ""),
        (list(draft.tags), question["tags"] or []),
        (seen_html(draft.data["stem"]), seen(question["stem"])),
        (seen_html(draft.data["feedback"]), seen(question.get("globalFeedback"))),
        (any(note.element == "{…}" for note in draft.notes), question["hasEmbeddedAnswers"]),
    ]


def percent(choice, default):
    return Decimal(str(default if choice["weight"] is None else choice["weight"]))


def mc(question, draft):
    choices = question["choices"]
    right = [choice for choice in choices if choice["isCorrect"]]
    shared = Decimal(100) / max(1, len(right))
    pairs = [(draft.kind == "single_choice", len(right) == 1)]
    for choice, row in zip(choices, draft.data["options"], strict=True):
        expected = percent(choice, shared if choice["isCorrect"] else 0)
        pairs += [
            (row["text"], seen(choice["text"])),
            (abs(Decimal(row["fraction"]) * 100 - expected) < Decimal("0.001"), True),
            (seen_html(row["feedback"]), seen(choice["feedback"])),
        ]
    return pairs


def tf(question, draft):
    wrong, right = seen(question["trueFeedback"]), seen(question["falseFeedback"])
    on_true, on_false = (right, wrong) if question["isTrue"] else (wrong, right)
    return [
        (draft.data["answer"], question["isTrue"]),
        (seen_html(draft.data["feedback_true"]), on_true),
        (seen_html(draft.data["feedback_false"]), on_false),
    ]


def short(question, draft):
    lines = [{"text": line, "fraction": "1", "feedback": ""} for line in draft.data["accept"]]
    pairs = []
    for choice, row in zip(question["choices"], lines + draft.data["answers"], strict=True):
        pairs += [
            (row["text"], squeezed(choice["text"]["text"])),
            (Decimal(row["fraction"]) * 100, percent(choice, 100)),
            (seen_html(row["feedback"]), seen(choice["feedback"])),
        ]
    return pairs


def span(number):
    """Return answer and tolerance of an expected number."""
    if number["type"] == "high-low":
        low, high = (Decimal(str(number[name])) for name in ("numberLow", "numberHigh"))
        return (low + high) / 2, (high - low) / 2
    return Decimal(str(number["number"])), Decimal(str(number.get("range", 0)))


def numerical(question, draft):
    first = {**draft.data, "fraction": "1", "feedback": draft.data["answer_feedback"]}
    choices = question["choices"]
    if isinstance(choices, dict):
        choices = [{"isCorrect": True, "weight": None, "text": choices, "feedback": None}]
    whole = next(place for place, choice in enumerate(choices) if percent(choice, 100) == 100)
    in_turn = [choices[whole], *choices[:whole], *choices[whole + 1 :]]
    pairs = []
    for choice, row in zip(in_turn, [first, *draft.data["answers"]], strict=True):
        pairs += [
            (Decimal(row["fraction"]) * 100, percent(choice, 100 if choice["isCorrect"] else 0)),
            (seen_html(row["feedback"]), seen(choice["feedback"])),
        ]
        if choice["text"].get("text") == "*":
            pairs.append((row["answer"], "*"))
        else:
            pairs.append(((Decimal(row["answer"]), Decimal(row["tolerance"])), span(choice["text"])))
    return pairs


def matching(question, draft):
    rows = [(row["prompt"], row["answer"]) for row in draft.data["pairs"]]
    rows += [("", row["text"]) for row in draft.data["distractors"]]
    pairs = [(seen(pair["subquestion"]), pair["subanswer"]) for pair in question["matchPairs"]]
    return [(sorted(rows), sorted(pairs))]


OWN = {"MC": mc, "TF": tf, "Short": short, "Numerical": numerical, "Matching": matching}


def faults_of(path):
    """Return how many entries a file has, and what was read otherwise than it says."""
    reading = FORMATS["gift"].read(path.read_bytes())
    expected = json.loads(path.with_suffix(".json").read_text())
    questions = [entry for entry in expected if entry["type"] != "Category"]
    faults = [f"{path.name}:{fault.line}: {fault.message}" for fault in reading.faults]
    if len(questions) != len(reading.drafts):
        return len(expected), [*faults, f"{path.name}: {len(reading.drafts)} questions, not {len(questions)}"]
    if len(questions) < len(expected):
        (category,) = (entry["title"] for entry in expected if entry["type"] == "Category")
        if [note.element for note in reading.notes] != [category] or not category_of(category):
            faults.append(f"{path.name}: category {category}")
    for question, draft in zip(questions, reading.drafts, strict=True):
        pairs = common(question, draft) + OWN.get(question["type"], lambda *_both: [])(question, draft)
        faults += [f"{path.name}:{draft.line}: {got!r}, not {wanted!r}" for got, wanted in pairs if got != wanted]
    return len(expected), faults


def test_every_question_of_the_corpus_is_read_as_its_makers_meant_it(corpus, capsys):
    counted = [faults_of(path) for path in corpus]
    total = sum(count for count, _faults in counted)
    faults = [fault for _count, found in counted for fault in found]
    kept = total - len({fault.split(": ")[0] for fault in faults})
    with capsys.disabled():
        print(f"\nGIFT: kept {kept} of {total} questions ({100 * kept / total:.0f} %)")  # noqa: T201

    assert faults == []
    assert total > 90
