"""Moodle XML as Moodle and other tools write it."""

import base64

import pytest

from courses.quizzes.formats import FORMATS, MAX_IMAGE, FormatError
from courses.quizzes.formats.moodle_tree import NESTING
from tests.courses.quizzes.formats.drafts import GIF, PNG


def read(*questions, head='<?xml version="1.0" encoding="UTF-8"?>'):
    return FORMATS["moodlexml"].read(f"{head}\n<quiz>\n{''.join(questions)}</quiz>".encode())


def question(type_, inside, stem="<p>Which?</p>"):
    return (
        f'<question type="{type_}"><name><text>Name</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{inside}</question>\n'
    )


def one(type_, inside, **kwargs):
    reading = read(question(type_, inside, **kwargs))
    assert reading.faults == []
    (found,) = reading.drafts
    return found


def answer(fraction, text, feedback="", **more):
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{inside}'
        f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback></answer>'
    )


def elements(found, action="dropped"):
    return [note.element for note in found.notes if note.action == action]


def test_a_choice_with_everything_around_it():
    found = one(
        "multichoice",
        "<generalfeedback format='html'><text>Because.</text></generalfeedback>"
        "<defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>B1-Q1</idnumber>"
        "<single>false</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>"
        "<correctfeedback format='html'><text>Well done</text></correctfeedback>"
        + answer("33.33333", "<p>a</p>", "<b>yes</b>")
        + answer("33.33333", "b")
        + answer("33.33333", "c")
        + answer("-100", "d")
        + "<hint format='html'><text>Think</text><shownumcorrect/></hint><hint format='html'><text>More</text></hint>"
        "<tags><tag><text>eu</text></tag><tag><text>towns</text></tag></tags>",
    )

    assert (found.kind, found.code, found.title, found.tags) == ("multiple_choice", "B1-Q1", "Name", ("eu", "towns"))
    assert [(row["text"], row["fraction"], row["feedback"]) for row in found.data["options"]] == [
        ("a", "0.3333333333", "<b>yes</b>"),
        ("b", "0.3333333333", ""),
        ("c", "0.3333333333", ""),
        ("d", "-1", ""),
    ]
    assert (found.data["hint"], found.data["feedback"], found.data["shuffle"]) == ("Think", "Because.", True)
    assert elements(found) == [
        "hint: <shownumcorrect>",
        "hint",
        "<penalty>",
        "<answernumbering>",
        "<correctfeedback>",
    ]


def test_a_single_choice_that_is_not_shuffled():
    found = one(
        "multichoice",
        "<single>true</single><shuffleanswers>false</shuffleanswers>" + answer("100", "a") + answer("0", "b"),
    )

    assert (found.kind, found.data["shuffle"]) == ("single_choice", False)


def test_a_statement_with_words_in_another_language():
    found = one("truefalse", answer("0", "Patiesi", "no") + answer("100", "Aplami", "yes"))

    assert (found.data["answer"], found.data["feedback_true"], found.data["feedback_false"]) == (False, "no", "yes")


def test_short_answers_with_parts():
    found = one("shortanswer", "<usecase>1</usecase>" + answer("100", "R*ga") + answer("50", "Tallinn", "near"))

    assert (found.data["case_sensitive"], found.data["accept"]) == (True, [])
    assert [(row["text"], row["fraction"]) for row in found.data["answers"]] == [("R*ga", "1"), ("Tallinn", "0.5")]


def test_numbers_with_units_turn_the_multiplier_round():
    found = one(
        "numerical",
        answer("100", "5.5", "yes", tolerance="0.1")
        + answer("0", "*", "no", tolerance="0")
        + "<units><unit><multiplier>1</multiplier><unit_name>kW</unit_name></unit>"
        "<unit><multiplier>1000</multiplier><unit_name>W</unit_name></unit></units>"
        "<unitgradingtype>1</unitgradingtype><unitpenalty>0.2</unitpenalty><showunits>0</showunits><unitsleft>0</unitsleft>",
    )

    assert (found.data["answer"], found.data["tolerance"], found.data["answer_feedback"]) == ("5.5", "0.1", "yes")
    assert [(row["answer"], row["fraction"]) for row in found.data["answers"]] == [("*", "0")]
    assert (found.data["unit"], found.data["unit_rule"], found.data["unit_penalty"]) == ("kW", "required", "0.2")
    assert [(row["text"], row["factor"]) for row in found.data["units"]] == [("W", "0.001")]


@pytest.mark.parametrize(("shown", "multiplier"), [("3", "1"), ("0", "1000")])
def test_units_that_moodle_does_not_use_are_named(shown, multiplier):
    units = f"<units><unit><multiplier>{multiplier}</multiplier><unit_name>W</unit_name></unit></units>"
    found = one("numerical", answer("100", "5") + units + f"<showunits>{shown}</showunits>")

    assert (found.data["unit"], found.data["units"], found.data["unit_rule"]) == ("", [], "shown")
    assert elements(found) == ["<units>"]


def test_pairs_orders_essays_and_descriptions():
    pair = "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"
    pairs = one(
        "matching", "".join(pair.format(*each) for each in [("Latvia", "Rīga"), ("Sweden", "Kiruna"), ("", "Gdańsk")])
    )
    order = one(
        "ordering",
        "<gradingtype>RELATIVE_TO_CORRECT</gradingtype><layouttype>VERTICAL</layouttype>"
        + answer("2", "b")
        + answer("1", "a"),
    )
    essay = one(
        "essay",
        "<responseformat>editor</responseformat><minwordlimit>50</minwordlimit><maxwordlimit>0</maxwordlimit>"
        "<graderinfo format='html'><text>Look for two.</text></graderinfo><attachments>2</attachments>"
        "<responsetemplate format='html'><text>&lt;p&gt;First:&lt;/p&gt;&lt;p&gt;Second:&lt;/p&gt;</text></responsetemplate>",
    )
    upload = one(
        "essay",
        "<responseformat>noinline</responseformat><attachments>3</attachments><filetypeslist>.pdf,.png</filetypeslist>",
    )
    text = one("description", "")

    assert [row["text"] for row in pairs.data["distractors"]] == ["Gdańsk"]
    assert ([row["text"] for row in order.data["items"]], order.data["scoring"]) == (["a", "b"], "relative")
    assert (essay.data["min_words"], essay.data["max_words"], essay.data["notes"]) == ("50", "", "Look for two.")
    assert (essay.data["template"], elements(essay)) == ("First:\nSecond:", ["<attachments>"])
    assert (upload.kind, upload.data["max_files"], upload.data["extensions"]) == ("file_upload", "3", ["pdf", "png"])
    assert (text.kind, text.notes) == ("description", [])


@pytest.mark.parametrize(
    "type_",
    ["cloze", "multianswer", "calculated", "ddwtos", "gapselect", "ddmarker", "ddimageortext", "randomsamatch", "new"],
)
def test_types_that_are_not_built_are_named_with_their_line(type_):
    reading = read(question("description", ""), question(type_, ""))

    assert len(reading.drafts) == 1
    assert [(note.action, note.element, note.line) for note in reading.notes] == [("dropped", type_, 4)]


def test_categories_hold_until_the_next():
    category = "<question type='category'><category><text>$course$/top/{}</text></category></question>"
    reading = read(category.format("A//B/C"), question("description", ""), category.format("Empty"))

    assert [each.category for each in reading.drafts] == [("A/B", "C")]
    assert [(note.action, note.element) for note in reading.notes] == [("dropped", "$course$/top/Empty")]


def image(name, content, path="/"):
    return f'<file name="{name}" path="{path}" encoding="base64">{base64.b64encode(content).decode()}</file>'


def shown(*names):
    return "".join(f'<p>x<img src="@@PLUGINFILE@@/{name}" alt="y"></p>' for name in names)


def with_files(stem, files, feedback="", more=""):
    return (
        '<question type="description"><name><text>N</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text>{files}</questiontext>'
        f'<generalfeedback format="html"><text><![CDATA[{feedback}]]></text>{more}</generalfeedback></question>'
    )


def test_images_come_along_and_two_of_one_name_stay_two():
    reading = read(
        with_files(
            shown("a.png", "b%20c.png"),
            image("a.png", PNG) + image("b c.png", PNG),
            shown("a.png"),
            image("a.png", GIF),
        )
    )
    (found,) = reading.drafts

    assert found.images == {"a.png": PNG, "b c.png": PNG, "a-2.png": GIF}
    assert "@@PLUGINFILE@@/a-2.png" in found.data["feedback"]
    assert found.notes == []


@pytest.mark.parametrize(
    ("file", "names"),
    [
        (image("a.svg", b"<svg onload='x'/>"), ["a.svg"]),
        (image("a.png", PNG + bytes(MAX_IMAGE)), ["a.png"]),
        ('<file name="a.png" encoding="base64">§§</file>', ["a.png"]),
        ('<file name="a.png" encoding="hex">00</file>', ["a.png"]),
        (image("../a.png", PNG), ["../a.png"]),
        (image("unused.png", PNG), ["unused.png"]),
        ("", ["a.png"]),
    ],
)
def test_files_that_are_no_images_too_large_damaged_unused_or_missing_are_named(file, names):
    stem = shown("a.png") if names != ["unused.png"] else "<p>x</p>"
    (found,) = read(with_files(stem, file)).drafts

    assert found.images == {}
    assert set(names) <= {note.element for note in found.notes if note.action == "dropped"}


def test_scripts_are_taken_out_and_that_is_said():
    found = one("description", "", stem="<p onclick='x'>a<script>b</script></p>")

    assert (found.data["stem"], elements(found, "changed")) == ("<p>a</p>", ["<questiontext>: onclick= <script>"])


BOMB = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "raw",
    [
        f"{BOMB}<quiz><question type='description'><name><text>&b;</text></name></question></quiz>",
        '<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>',
        '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
        "<html><body/></html>",
        "no xml",
        "<quiz><question",
        "<quiz>" + "<a>" * (NESTING + 1),
        '<?xml version="1.0" encoding="utf-7"?><quiz/>',
        '<?xml version="1.0" encoding="nothing"?><quiz/>',
    ],
    ids=["bomb", "outer", "file", "html", "text", "cut", "deep", "utf-7", "unknown"],
)
def test_what_is_dangerous_or_no_quiz_is_refused(raw):
    with pytest.raises(FormatError) as refused:
        FORMATS["moodlexml"].read(raw.encode())

    assert refused.value.message


def test_the_good_questions_before_a_break_are_kept():
    reading = FORMATS["moodlexml"].read(f"<quiz>\n{question('description', '')}<question type='essay'><name>".encode())

    assert len(reading.drafts) == 1
    assert [fault.line for fault in reading.faults] == [3]


def test_a_broken_question_is_a_fault_with_its_line():
    reading = read(
        question("multichoice", answer("0", "a") + answer("0", "b")),
        question("numerical", answer("100", "five")),
        question("description", ""),
    )

    assert [(fault.line, fault.detail) for fault in reading.faults] == [(3, "options"), (4, "five")]
    assert len(reading.drafts) == 1
