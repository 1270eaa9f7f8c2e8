"""What a bundle may say of questions and quizzes, and where it is told what it may not."""

import pytest

from skerry.handover.bundle import object_path
from tests.skerry.handover.faults import faults_of, line_of, put, written
from tests.skerry.handover.tiny import Tiny, block, ref, slot, tiny_bundle, uid


def in_slot(**fields):
    def change(tiny: Tiny) -> None:
        for locale in ("en", "sv"):
            tiny.fields("quiz", "quiz", locale)["slots"][0].update(fields)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("question", "question", "en", "category", ""), "category: A category such as Programme/B1 was"),
        (put("question", "question", "en", "category", "A//B"), "category: A category such as"),
        (put("question", "question", "en", "category", "A/ B"), "category: A category such as"),
        (put("question", "question", "en", "category", "/".join("abcdefghijk")), "category: A category such as"),
        (put("question", "question", "en", "tags", "N1"), "tags: A list of tags, each of them once, was"),
        (put("question", "question", "en", "tags", ["N1", "n1"]), "tags: A list of tags"),
        (put("question", "question", "en", "tags", [""]), "tags: A list of tags"),
        (put("question", "question", "en", "difficulty", 3), "difficulty: A text was expected."),
        (put("question", "question", "en", "outcomes", ["first"]), "outcomes: A list of the UUIDs of outcomes"),
        (
            put("question", "question", "en", "outcomes", [uid("outcome"), uid("outcome")]),
            "outcomes: A list of the UUIDs of outcomes",
        ),
        (put("question", "question", "sv", "author", "Me"), "author: It is not that of the English object."),
        (put("question", "question", "sv", "tags", []), "tags: It is not that of the English object."),
        (put("quiz", "quiz", "en", "time_limit", "30"), "time_limit: A whole number was expected."),
        (put("quiz", "quiz", "en", "opens_at", "2026-11-22T09:00:00"), "opens_at: A moment such as"),
        (put("quiz", "quiz", "en", "opens_at", "tomorrow"), "opens_at: A moment such as"),
        (put("quiz", "quiz", "en", "closes_at", 7), "closes_at: A moment such as"),
        (put("quiz", "quiz", "en", "review_later", "marks"), "review_later: A list of texts was expected."),
        (put("quiz", "quiz", "sv", "shuffle", True), "shuffle: It is not that of the English object."),
        (put("quiz", "quiz", "en", "pre_test", ref("lesson", "lesson")), "pre_test: A reference to quiz, or null,"),
        (put("quiz", "quiz", "en", "pre_test", ref("quiz", "nowhere")), "leads to nothing in the bundle."),
        (
            put("quiz", "quiz", "en", "bands", [block("band", "band", {"from_percent": "70", "text": ""})]),
            "bands: A whole number was expected.",
        ),
        (in_slot(id="x"), "slots: id of a slot: a UUID was expected."),
        (in_slot(question=ref("lesson", "lesson")), "slots: question of a slot: a reference to question"),
        (in_slot(question=ref("question", "nowhere")), "leads to nothing in the bundle."),
        (in_slot(question=None), "slots: A slot must name a question, or a category, a tag or an outcome"),
        (in_slot(max_mark=1), "slots: max_mark of a slot: a decimal number in quotes was expected."),
        (in_slot(draw_count=0), "slots: draw_count of a slot: a whole number above 0 was expected."),
        (in_slot(draw_category="A//B"), "slots: draw_category of a slot: a category such as"),
        (in_slot(draw_outcome="first"), "slots: draw_outcome of a slot: the UUID of an outcome, or null was"),
        (
            lambda tiny: tiny.fields("quiz", "quiz", "sv")["slots"][0].update(max_mark="2.00"),
            "slots: It is not that of the English object.",
        ),
        (
            lambda tiny: tiny.fields("quiz", "quiz")["slots"].append(slot("slot", draw_tag="N1")),
            f"slots: The slot id {uid('slot')} occurs twice.",
        ),
    ],
)
def test_question_or_quiz_that_does_not_fit(tmp_path, change, said):
    found = faults_of(written(tmp_path, change))
    assert any(said in fault for fault in found), found
    assert all(int(fault.split(":")[1]) > 1 for fault in found)


def test_no_quiz_is_its_own_pre_test(tmp_path):
    def change(tiny):
        for locale in ("en", "sv"):
            tiny.fields("quiz", "quiz", locale)["pre_test"] = ref("quiz", "quiz")

    found = faults_of(written(tmp_path, change))
    assert any("The object refers to itself by way of others." in fault for fault in found), found


@pytest.mark.parametrize("name", ["question", "quiz"])
def test_outcome_that_no_module_has(tmp_path, name):
    """The fault stands on the line of the outcome."""
    tiny = tiny_bundle()
    for locale in ("en", "sv"):
        if name == "question":
            tiny.fields("question", "question", locale)["outcomes"] = [uid("outcome"), uid("elsewhere")]
        else:
            tiny.fields("quiz", "quiz", locale)["slots"][0]["draw_outcome"] = uid("elsewhere")
    root = tiny.write(tmp_path / "spoilt")
    path = object_path(name, uid(name), "en")
    line = line_of(root, path, uid("elsewhere"))
    assert line > 1
    text = f"No module of the bundle has the outcome {uid('elsewhere')}."
    assert f"{path}:{line}: {'outcomes' if name == 'question' else 'slots'}: {text}" in faults_of(root)


def test_a_heading_of_a_slot_is_translated(tmp_path):
    def change(tiny):
        tiny.fields("quiz", "quiz")["slots"][0]["section"] = "On brokers"
        tiny.fields("quiz", "quiz", "sv")["slots"][0]["section"] = "Om mäklare"

    assert faults_of(written(tmp_path, change)) == []
