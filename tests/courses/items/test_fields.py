"""What the editor's form and the translator's list are built from."""

import pytest

import courses.items as items

EXPECTED = {
    "matching": {
        "pairs": "list 2+",
        "pairs.prompt": "text required translatable",
        "pairs.answer": "text required translatable",
        "distractors": "list 0+",
        "distractors.text": "text required translatable",
    },
    "multiple_choice": {
        "options": "list 2+",
        "options.text": "text required translatable",
        "options.fraction": "decimal required =0",
        "options.feedback": "rich translatable",
        "options.fixed": "bool =False",
        "shuffle": "bool =True",
    },
    "numeric": {
        "answer": "decimal required",
        "tolerance": "decimal =0",
        "tolerance_kind": "choice required =nominal",
        "unit": "text translatable",
    },
    "ordering": {
        "items": "list 2+",
        "items.text": "text required translatable",
        "scoring": "choice required =absolute",
    },
    "short_text": {"accept": "lines required translatable", "case_sensitive": "bool =False"},
    "true_false": {
        "answer": "bool =False",
        "feedback_true": "rich translatable",
        "feedback_false": "rich translatable",
    },
}
EXPECTED["single_choice"] = EXPECTED["multiple_choice"]


def described(fields, prefix=""):
    found = {}
    for field in fields:
        words = [field.type]
        if field.type == "list":
            words.append(f"{field.min_num}+")
            assert field.required == bool(field.min_num)
        elif field.required:
            words.append("required")
        words += ["translatable"] if field.translatable else []
        words += [] if field.default is None else [f"={field.default}"]
        found[prefix + field.name] = " ".join(words)
        found |= described(field.of, f"{prefix}{field.name}.")
    return found


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_fields(kind):
    assert described(items.get(kind).fields) == EXPECTED[kind]


def test_what_a_person_reads_is_translatable():
    assert [field.name for field in items.COMMON_FIELDS if field.translatable] == ["stem", "hint", "feedback"]
