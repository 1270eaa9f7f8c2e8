"""What the editor's form and the translator's list are built from."""

import pytest

import courses.items as items

MARKING = {
    "rubric": "list 0+",
    "rubric.text": "text required translatable",
    "rubric.points": "decimal required =1",
    "model": "rich translatable",
    "notes": "rich translatable",
}
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
    "description": {},
    "essay": {
        "min_words": "decimal",
        "max_words": "decimal",
        "template": "long translatable",
        **MARKING,
    },
    "file_upload": {
        "extensions": "lines =pdf docx odt xlsx ods png jpg jpeg webp txt",
        "max_files": "decimal =1",
        **MARKING,
    },
    "matrix": {
        "rows": "list 1+",
        "rows.text": "text required translatable",
        "columns": "list 2-11",
        "columns.text": "text required translatable",
    },
    "numeric": {
        "answer": "decimal required",
        "tolerance": "decimal =0",
        "tolerance_kind": "choice required =nominal",
        "answer_feedback": "rich translatable",
        "answers": "list 0+",
        "answers.answer": "decimal required",
        "answers.tolerance": "decimal =0",
        "answers.fraction": "decimal required =1",
        "answers.feedback": "rich translatable",
        "unit": "text translatable",
        "unit_rule": "choice required =shown",
        "units": "list 0+",
        "units.text": "text required translatable",
        "units.factor": "decimal required",
        "unit_penalty": "decimal =0.1",
    },
    "ordering": {
        "items": "list 2+",
        "items.text": "text required translatable",
        "scoring": "choice required =absolute",
    },
    "scale": {
        "labels": "list 2-11",
        "labels.text": "text required translatable",
        "other": "bool =False",
    },
    "short_text": {
        "accept": "lines translatable",
        "case_sensitive": "bool =False",
        "answers": "list 0+",
        "answers.text": "text required translatable",
        "answers.fraction": "decimal required =1",
        "answers.feedback": "rich translatable",
    },
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
            words.append(f"{field.min_num}-{field.max_num}" if field.max_num else f"{field.min_num}+")
            assert field.required == bool(field.min_num)
        elif field.required:
            words.append("required")
        words += ["translatable"] if field.translatable else []
        default = " ".join(field.default) if isinstance(field.default, tuple) else field.default
        words += [] if default is None else [f"={default}"]
        found[prefix + field.name] = " ".join(words)
        found |= described(field.of, f"{prefix}{field.name}.")
    return found


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_fields(kind):
    assert described(items.get(kind).fields) == EXPECTED[kind]


def test_every_kind_is_expected():
    assert set(EXPECTED) == set(items.kinds())


def test_what_a_person_reads_is_translatable():
    assert [field.name for field in items.COMMON_FIELDS if field.translatable] == ["stem", "hint", "feedback"]
