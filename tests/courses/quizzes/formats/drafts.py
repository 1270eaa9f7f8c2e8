"""Questions of every kind for the tests of formats, by hand and by chance."""

import functools
import uuid

from hypothesis import strategies as st

from courses import items
from courses.quizzes.formats.base import ABOUT, CONTROLS, Draft, Unreadable, one_line
from courses.quizzes.formats.finish import finish
from courses.quizzes.formats.markup import as_html, clean

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(40))
GIF = b"GIF89a" + bytes(30)

NASTY = [
    *list("\\:#={}~%[]<>&\"'/*-_|!?;,. \n\tažĶß日🙂$0159"),
    "->",
    "//",
    "####",
    "[html]",
    "::",
    "&amp;",
    "..",
    "@@",
]
words = st.lists(st.sampled_from(NASTY), min_size=1, max_size=12).map("".join)
lines = words.map(one_line).filter(lambda text: text and not CONTROLS.search(text))
MARKUP = (
    "<p>A <strong>b</strong> &amp; c</p>",
    "<ul><li>x</li><li>y = 2</li></ul>",
    '<p>see <a href="https://example.org/a?b=1&amp;c=2#d">this</a></p>',
    "<table><tbody><tr><td>1</td><td>{2}</td></tr></tbody></table>",
    "<p>H<sub>2</sub>O<br>line</p>",
    "<pre>a = {\n  b: 1\n}</pre>",
)
rich = st.one_of(
    words.map(lambda text: as_html(text, "plain")[0]),
    st.lists(st.sampled_from(MARKUP), min_size=1, max_size=3).map(lambda parts: clean("".join(parts))[0]),
)
stems = rich.filter(lambda source: one_line(source.replace("<p>", "").replace("</p>", "").replace("<br>", "")))
maybe_rich = st.one_of(st.just(""), rich)
numbers = st.decimals(-1000, 1000, places=3, allow_nan=False).map(lambda number: format(number.normalize(), "f"))
tolerances = st.decimals(0, 10, places=2).map(lambda number: format(number.normalize(), "f"))
parts = st.sampled_from(["0", "0.5", "0.3333333333", "0.9", "0.1428571429"])
SHARES = {1: ["1"], 2: ["0.5", "0.5"], 3: ["0.3333333333"] * 3}


def distinct(strategy, low, high):
    return st.lists(strategy, min_size=low, max_size=high, unique_by=lambda text: text.casefold())


@st.composite
def single_choice(draw):
    texts = draw(distinct(lines, 2, 4))
    wrong = st.sampled_from(["0", "0.5", "-0.25", "-0.3333333333"])
    rows = [{"text": text, "fraction": draw(wrong), "feedback": draw(maybe_rich)} for text in texts]
    rows[draw(st.integers(0, len(rows) - 1))]["fraction"] = "1"
    return {"options": rows, "shuffle": draw(st.booleans())}


@st.composite
def multiple_choice(draw):
    texts = draw(distinct(lines, 4, 5))
    shares = SHARES[draw(st.integers(1, 3))]
    worth = draw(st.permutations([*shares, *["0", "-1"] * 2][: len(texts)]))
    rows = [
        {"text": text, "fraction": part, "feedback": draw(maybe_rich), "fixed": draw(st.booleans())}
        for text, part in zip(texts, worth, strict=True)
    ]
    return {"options": rows}


@st.composite
def true_false(draw):
    return {
        "answer": draw(st.booleans()),
        "feedback_true": draw(maybe_rich),
        "feedback_false": draw(maybe_rich),
    }


@st.composite
def matching(draw):
    texts = draw(distinct(lines, 4, 8))
    half = len(texts) // 2
    pairs = [{"prompt": a, "answer": b} for a, b in zip(texts[:half], texts[half : 2 * half], strict=True)]
    return {"pairs": pairs, "distractors": [{"text": text} for text in texts[2 * half :]]}


@st.composite
def ordering(draw):
    rows = [{"text": text} for text in draw(distinct(lines, 2, 4))]
    return {"items": rows, "scoring": draw(st.sampled_from(["absolute", "relative", "all_or_nothing"]))}


@st.composite
def numeric(draw):
    answers = [
        {"answer": draw(numbers), "tolerance": draw(tolerances), "fraction": draw(parts), "feedback": draw(maybe_rich)}
        for _row in range(draw(st.integers(0, 2)))
    ]
    units = [{"text": text, "factor": draw(st.sampled_from(["1", "1000", "0.5"]))} for text in ("km", "cm")]
    rule = draw(st.sampled_from(["shown", "optional", "required"]))
    return {
        "answer": draw(numbers),
        "tolerance": draw(tolerances),
        "tolerance_kind": draw(st.sampled_from(["nominal", "relative", "geometric"])),
        "answer_feedback": draw(maybe_rich),
        "answers": answers,
        "unit": ("m" if rule != "shown" else draw(st.sampled_from(["", "m"]))),
        "unit_rule": rule,
        "units": units[: draw(st.integers(0, 2))] if rule != "shown" else [],
        "unit_penalty": draw(st.sampled_from(["0", "0.1", "1"])),
    }


@st.composite
def short_text(draw):
    texts = draw(distinct(lines, 1, 4))
    cut = draw(st.integers(0, len(texts)))
    rows = [{"text": text, "fraction": draw(parts), "feedback": draw(maybe_rich)} for text in texts[cut:]]
    if rows and not cut:
        rows[0]["fraction"] = "1"
    return {"accept": texts[:cut], "answers": rows, "case_sensitive": draw(st.booleans())}


@st.composite
def essay(draw):
    limits = sorted(draw(st.lists(st.integers(1, 900), min_size=2, max_size=2)))
    rubric = [{"text": text, "points": str(draw(st.integers(1, 5)))} for text in draw(distinct(lines, 0, 2))]
    return {
        "rubric": rubric,
        "min_words": draw(st.sampled_from(["", str(limits[0])])),
        "max_words": draw(st.sampled_from(["", str(limits[1])])),
        "template": draw(st.one_of(st.just(""), words)),
        "model": draw(maybe_rich),
        "notes": draw(maybe_rich),
    }


@st.composite
def file_upload(draw):
    extensions = draw(st.lists(st.sampled_from(["pdf", "png", "txt", "docx"]), min_size=1, unique=True))
    return {"extensions": extensions, "max_files": str(draw(st.integers(1, 5))), "notes": draw(maybe_rich)}


@st.composite
def scale(draw):
    return {"labels": [{"text": text} for text in draw(distinct(lines, 2, 5))], "other": draw(st.booleans())}


@st.composite
def matrix(draw):
    texts = draw(distinct(lines, 5, 5))
    return {"rows": [{"text": text} for text in texts[:2]], "columns": [{"text": text} for text in texts[2:]]}


KINDS = {
    "single_choice": single_choice,
    "multiple_choice": multiple_choice,
    "true_false": true_false,
    "matching": matching,
    "ordering": ordering,
    "numeric": numeric,
    "short_text": short_text,
    "essay": essay,
    "file_upload": file_upload,
    "scale": scale,
    "matrix": matrix,
    "description": functools.partial(st.just, {}),
}


@st.composite
def drafts(draw, kinds=tuple(KINDS)):
    """Return a draft that is fit for the bank; ids are derived, or random as in a bank that has lived."""
    kind = draw(st.sampled_from(kinds))
    data = {"stem": draw(stems), "hint": draw(maybe_rich), "feedback": draw(maybe_rich)} | draw(KINDS[kind]())
    images = {}
    if draw(st.booleans()):
        images = {"a b.png": PNG, "folder/ž.gif": GIF}
        data["stem"] += '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="x"></p>'
        data["feedback"] += '<p><img src="@@PLUGINFILE@@/folder/%C5%BE.gif"></p>'
    surroundings = {
        "code": draw(st.one_of(st.just(""), lines)),
        "title": draw(st.one_of(st.just(""), lines)),
        "category": tuple(draw(st.lists(lines, max_size=2))),
        "tags": tuple(draw(st.lists(lines, max_size=2, unique=True))),
        "about": draw(st.dictionaries(st.sampled_from(ABOUT), lines, max_size=2)),
    }
    return _fit(Draft(kind, data, images=images, **surroundings), draw(st.booleans()))


def _fit(draft, lived):
    """Finish the draft, or fall back on the plainest question if chance made one that nobody could answer."""
    try:
        draft = finish(draft)
    except Unreadable:
        plainest = {**draft.data, **BY_HAND["true_false"]}
        draft = finish(Draft("true_false", plainest, images=draft.images))
    if lived:
        for field in items.get(draft.kind).all_fields:
            for place, row in enumerate(draft.data[field.name] if field.type == "list" else ()):
                row["id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{field.name}{place}"))
    return draft


BY_HAND = {
    "single_choice": {"options": [{"text": "Rīga", "fraction": "1"}, {"text": "Łódź", "fraction": "0"}]},
    "true_false": {"answer": True},
    "short_text": {"accept": ["Rīga"]},
    "numeric": {"answer": "5"},
}


def draft(kind="single_choice", stem="<p>Where?</p>", **surroundings):
    """Return a plain draft."""
    data = {"stem": stem, **BY_HAND[kind], **surroundings.pop("data", {})}
    return finish(Draft(kind, data, **surroundings))
