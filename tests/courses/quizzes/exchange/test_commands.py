"""The commands: what they say, and how they end."""

import io

import pytest
from django.core.management import CommandError, call_command

from courses.quizzes.formats import FORMATS
from courses.quizzes.models import Question

pytestmark = pytest.mark.django_db
GOOD = "// [id:A]\nOne?{T}\n\n// [id:B]\nGrant is {~a =b} there.\n"
MIXED = GOOD + "\nBroken?{=a\n"


def run(command, *args, **options):
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command(command, *map(str, args), stdout=out, stderr=err, **options)
    except SystemExit as end:
        code = end.code
    return code, out.getvalue().splitlines(), err.getvalue().splitlines()


def imported(path, **options):
    return run("import_questions", path, **{"format": "gift", "bank": "B1", **options})


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "questions.gift"
        path.write_text(text)
        return path

    return write


def test_an_import_ends_with_the_sum_and_every_fault_is_a_line(file):
    path = file(MIXED)
    code, out, err = imported(path)

    assert (code, out[-1]) == (0, "kept 1, changed 1, dropped 1")
    assert [line.startswith(f"{path}:7: ") for line in err] == [True]
    assert Question.objects.count() == 2


def test_a_plan_says_everything_and_writes_nothing(file):
    path = file(MIXED)
    code, out, err = imported(path, plan=True)

    assert (code, out[-1], len(err)) == (0, "kept 1, changed 1, dropped 1", 1)
    assert [line.partition(": ")[0] for line in out[:-1]] == [f"{path}:2", f"{path}:5", f"{path}:5"]
    assert not Question.objects.exists()


def test_nothing_to_do_is_no_failure_and_nothing_to_keep_is_one(file):
    path = file(GOOD)
    imported(path)

    assert imported(path)[0] == 0
    assert imported(file("Broken?{=a\n"))[:2] == (1, ["kept 0, changed 0, dropped 1"])


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"a\0b"])
def test_a_file_that_is_refused_is_one_line(tmp_path, raw):
    path = tmp_path / "file"
    path.write_bytes(raw)
    code, out, err = imported(path)

    assert (code, out, len(err)) == (1, ["kept 0, changed 0, dropped 1"], 1)
    assert err[0].startswith(f"{path}:0: ")


def test_a_file_that_is_not_there_is_one_line(tmp_path):
    code, _out, err = imported(tmp_path / "none")

    assert (code, len(err)) == (1, 1)


def test_a_bank_without_a_name_and_an_unknown_language_are_refused(file):
    for options in ({"bank": "/"}, {"locale": "xx"}):
        with pytest.raises(CommandError):
            imported(file(GOOD), **options)


@pytest.mark.parametrize("name", ["json", "moodlexml", "Moodle_XML", "gift"])
def test_an_export_can_be_imported_again(file, tmp_path, name):
    imported(file(GOOD))
    out = tmp_path / "out"

    assert run("export_questions", out, format=name, bank="B1") == (0, ["kept 2, changed 0, dropped 0"], [])
    assert imported(out, format=name, plan=True)[1][-1] == "kept 2, changed 0, dropped 0"
    assert [line.split(": ")[1].split()[0] for line in imported(out, format=name, plan=True)[1][:-1]] == [
        "keep",
        "keep",
    ]


def test_an_export_says_what_the_format_cannot_hold(tmp_path):
    from courses.quizzes.formats.base import Draft
    from courses.quizzes.formats.finish import finish
    from courses.quizzes.services import importing

    order = finish(Draft("ordering", {"stem": "<p>O</p>", "items": [{"text": "a"}, {"text": "b"}]}, code="B1-Q9"))
    raw, _notes = FORMATS["json"].write([order])
    importing.apply(FORMATS["json"].read(raw), bank="B1", language="en")

    code, out, err = run("export_questions", tmp_path / "out", format="gift", bank="B1")

    assert (code, out) == (1, ["kept 0, changed 0, dropped 1"])
    assert err[0].startswith(f"{tmp_path / 'out'}:1: B1-Q9: ")


def test_a_bank_that_is_not_there_cannot_be_exported(tmp_path):
    assert run("export_questions", tmp_path / "out", bank="None")[0] == 1
