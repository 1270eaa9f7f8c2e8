"""The comparison of two runs: same tests on both, none skipped, none failed."""

import pytest

from tests.support.counts import main

CASE = '<testcase classname="tests.a" name="{}">{}</testcase>'
PASSED = CASE.format("test_one", "") + CASE.format("test_two", "")


@pytest.fixture
def compare(tmp_path, capsys):
    def compare(**runs: str) -> tuple[int, list[str]]:
        paths = []
        for name, cases in runs.items():
            paths.append(str(tmp_path / f"{name}.xml"))
            (tmp_path / f"{name}.xml").write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
        return main(paths), capsys.readouterr().out.splitlines()

    return compare


def test_two_runs_of_the_same_tests_are_fine(compare):
    code, lines = compare(sqlite=PASSED, postgresql=PASSED, browser=CASE.format("test_three", ""))
    assert code == 0
    assert lines[:2] == ["sqlite: 2 ran, 0 skipped, 0 failed", "postgresql: 2 ran, 0 skipped, 0 failed"]
    assert lines[-1] == "5 passed, 0 failed"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (CASE.format("test_one", ""), "only on sqlite: tests.a::test_two"),
        (PASSED + CASE.format("test_three", ""), "only on postgresql: tests.a::test_three"),
        (
            PASSED + CASE.format("test_s", '<skipped message="no server"/>'),
            "skipped: tests.a::test_s: no server",
        ),
        (PASSED + CASE.format("test_f", '<failure message="x"/>'), "failed: tests.a::test_f"),
        (PASSED + CASE.format("test_e", '<error message="x"/>'), "failed: tests.a::test_e"),
        ("", "postgresql: nothing ran"),
    ],
)
def test_control_every_difference_is_seen(compare, other, said):
    code, lines = compare(sqlite=PASSED, postgresql=other)
    assert code == 1
    assert any(said in line for line in lines)
    assert not lines[-1].endswith(", 0 failed")
