"""The commands: what they print, where, and how they end."""

import pytest
from django.core.management import call_command

from skerry.handover.bundle import object_path
from skerry.jobs.management.bar import Bar
from skerry.pages.models import Term
from tests.skerry.handover.tiny import tiny_bundle, uid

TERM = object_path("term", uid("term"), "en")


@pytest.fixture
def run(capsys):
    """Run a command; return exit code, lines of stdout and lines of stderr."""

    def call(*words):
        try:
            call_command(*[str(word) for word in words])
            code = 0
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return call


def test_verify_says_what_is_in_a_good_bundle(folder, run):
    assert run("verify_bundle", folder) == (0, ["Tiny: 20 objects, 3 files, no fault"], [])


def test_verify_says_what_is_wrong(folder, run):
    (folder / TERM).write_text("{}")
    assert run("verify_bundle", folder) == (1, [], [f"{TERM}:1: The hash is not the one in bundle.json."])


@pytest.mark.django_db
def test_plan_writes_nothing(folder, run, whole_database):
    before = whole_database()
    code, out, err = run("import_bundle", folder, "--plan")
    assert (code, err) == (0, [])
    assert f"create {TERM}" in out
    assert out[-1] == "kept 20, changed 0, dropped 0"
    assert whole_database() == before


@pytest.mark.django_db
def test_import_twice(folder, run):
    for counts in ("create 20, change 0, keep 0, conflict 0", "create 0, change 0, keep 20, conflict 0"):
        assert run("import_bundle", folder) == (0, [counts, "kept 20, changed 0, dropped 0"], [])


@pytest.mark.django_db
@pytest.mark.parametrize("words", [[], ["--plan"]])
def test_a_faulty_bundle_is_refused_whole(folder, run, whole_database, words):
    (folder / TERM).unlink()
    before = whole_database()
    code, out, err = run("import_bundle", folder, *words)
    assert (code, out) == (1, ["kept 0, changed 0, dropped 0"])
    assert len(err) == 1
    assert err[0].startswith("bundle.json:")
    assert err[0].endswith(f"The file {TERM} is missing.")
    assert whole_database() == before


@pytest.mark.django_db
def test_a_conflict_is_one_line_with_file_and_line(folder, run, tmp_path):
    run("import_bundle", folder)
    Term.objects.filter(translation_key=uid("term")).update(definition="ours")
    tiny = tiny_bundle()
    tiny.fields("term", "term")["definition"] = "theirs"
    code, out, err = run("import_bundle", tiny.write(tmp_path / "later"))
    assert code == 0
    assert out[-1] == "kept 19, changed 0, dropped 1"
    assert err[0] == f"{TERM}:1: conflict: It was edited here since the last import; ours is kept."


@pytest.mark.django_db
def test_nothing_kept_ends_with_1(run, tmp_path):
    tiny = tiny_bundle()
    tiny.objects = {key: fields for key, fields in tiny.objects.items() if key[0] == "term"}
    tiny.blobs = {}
    run("import_bundle", tiny.write(tmp_path / "first"))
    Term.objects.filter(translation_key=uid("term")).update(definition="ours")
    for locale in ("en", "sv"):
        tiny.fields("term", "term", locale)["definition"] = "theirs"
    code, out, err = run("import_bundle", tiny.write(tmp_path / "second"))
    assert (code, out[-1], len(err)) == (1, "kept 0, changed 0, dropped 2", 2)


class Terminal:
    """A stream that remembers what was written."""

    def __init__(self, *, is_terminal: bool):
        self.is_terminal = is_terminal
        self.text = ""

    def isatty(self):
        return self.is_terminal

    def write(self, text, style=None, ending="\n"):
        self.text += text + ending

    def flush(self):
        pass


def test_the_bar_shows_on_a_terminal_only():
    for is_terminal in (True, False):
        terminal = Terminal(is_terminal=is_terminal)
        with Bar(terminal, 2) as bar:
            bar.step()
            bar.step()
        assert ("] 2/2" in terminal.text) is is_terminal
        assert "\n" not in terminal.text
