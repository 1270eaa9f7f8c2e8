"""No version with a known hole: the floor names the least version of a package, and the advisory."""

import pytest

from tests.support.pins import pins, read, too_low, without_reason


@pytest.mark.parametrize("name", ["base.lock", "dev.lock"])
def test_the_lock_is_not_below_the_floor(name):
    assert too_low(read(name), read("floor.txt")) == []


def test_every_line_of_the_floor_names_its_advisory():
    assert without_reason(read("floor.txt")) == []


def test_every_package_of_the_floor_is_in_use():
    """A name misspelt would guard nothing."""
    named = {line.split(">=")[0].strip() for line in read("floor.txt").splitlines() if ">=" in line}
    assert named - set(pins(read("dev.lock"))) == set()


def test_control_a_version_below_the_floor_is_seen():
    lock = "a==1.9\nb==2.1 ; python_version < '3.12'\nb==2.3 ; python_version >= '3.12'\nc==5"
    floor = "a>=1.10  # CVE-2026-0001\nb>=2.2  # CVE-2026-0002\nc>=5  # no reason\nd>=1"
    assert [line.split(" is below")[0] for line in too_low(lock, floor)] == [
        "a==1.9",
        'b==2.1; python_version < "3.12"',
    ]
    assert without_reason(floor) == ["c>=5  # no reason", "d>=1"]
