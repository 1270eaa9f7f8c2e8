"""The lock files: exact, without addresses, the same in production and development."""

import tomllib

import pytest

from tests.support.pins import pins, read, strange_lines, unmet
from tests.support.servers import ROOT

LOCKS = ["base.lock", "dev.lock"]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_and_nothing_else(name):
    assert strange_lines(read(name)) == []
    assert len(pins(read(name))) > 40


@pytest.mark.parametrize(
    "line",
    [
        "-i https://mirror.example",
        "-r other.lock",
        "wagtail @ https://files.example/wagtail.zip",
        "wagtail>=8.0.1",
        "wagtail==8.0.1 --hash=sha256:0",
        "./wheels/wagtail.whl",
    ],
)
def test_control_anything_else_in_a_lock_is_seen(line):
    assert strange_lines(f"# a word\ndjango==5.2.19\n{line}\nx==1 ; python_version < '3.12'") == [line]


def test_development_runs_on_what_production_runs_on():
    base, dev = pins(read("base.lock")), pins(read("dev.lock"))
    different = {name: base[name] for name in base if [*map(str, base[name])] != [*map(str, dev.get(name, []))]}
    assert different == {}


def test_the_locks_meet_the_project():
    metadata = project()
    extras = [line for lines in metadata["project"]["optional-dependencies"].values() for line in lines]
    assert unmet(read("base.lock"), metadata["project"]["dependencies"] + extras) == []
    assert unmet(read("dev.lock"), metadata["dependency-groups"]["dev"]) == []
    assert unmet(read("dev.lock"), metadata["build-system"]["requires"]) == []


def test_control_a_requirement_that_is_not_met_is_seen():
    assert unmet("a==1.0\nb==2.0", ["a>=1", "b<2", "c"]) == ["b<2", "c"]
