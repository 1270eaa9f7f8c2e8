"""The files of versions: what is pinned, and what must not be gone below."""

import re
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ADVISORY = re.compile(r"(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3})")
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[^\s;]+(\s*;\s*[^#]+)?")


def lines(text: str) -> Iterator[str]:
    """Yield the lines that say something."""
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip()


def strange_lines(text: str) -> list[str]:
    """Return the lines of a lock file that are no plain pins: options, addresses, folders, ranges."""
    return [line for line in lines(text) if not PIN.fullmatch(line)]


def pins(text: str) -> dict[str, list[Requirement]]:
    """Return the pins of a lock file by package; a package has several when they depend on the machine."""
    found: dict[str, list[Requirement]] = {}
    for line in lines(text):
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def version(requirement: Requirement) -> Version:
    """Return the version that a pin names."""
    (specifier,) = requirement.specifier
    return Version(specifier.version)


def too_low(lock: str, floor: str) -> list[str]:
    """Return the pins that are below the floor, whatever machine they are for."""
    pinned = pins(lock)
    found = []
    for line in lines(floor):
        least = Requirement(line.partition("#")[0].strip())
        known = pinned.get(canonicalize_name(least.name), [])
        found += [f"{pin} is below {least}" for pin in known if version(pin) not in least.specifier]
    return found


def without_reason(floor: str) -> list[str]:
    """Return the lines of the floor that name no advisory."""
    return [line for line in lines(floor) if not ADVISORY.search(line.partition("#")[2])]


def unmet(lock: str, wanted: list[str]) -> list[str]:
    """Return the requirements that no pin of the lock meets."""
    pinned = pins(lock)
    found = []
    for text in wanted:
        requirement = Requirement(text)
        known = pinned.get(canonicalize_name(requirement.name), [])
        if not any(version(pin) in requirement.specifier for pin in known):
            found.append(text)
    return found


def read(name: str) -> str:
    """Return a file of the folder of requirements."""
    return (Path(__file__).resolve().parents[2] / "requirements" / name).read_text(encoding="utf-8")
