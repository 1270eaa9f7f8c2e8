"""Bundles with a fault, and what is said about it."""

from skerry.handover.verify import read
from tests.skerry.handover.tiny import Tiny, tiny_bundle


def faults_of(root) -> list[str]:
    return [str(fault) for fault in read(root)[1]]


def only_fault(root) -> str:
    found = faults_of(root)
    assert len(found) == 1, found
    return found[0]


def line_of(root, path: str, text: str) -> int:
    lines = (root / path).read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def written(tmp_path, change):
    tiny = tiny_bundle()
    change(tiny)
    return tiny.write(tmp_path / "spoilt")


def spoilt(tmp_path, change) -> str:
    """Write a bundle with one change and return its fault."""
    return only_fault(written(tmp_path, change))


def put(kind, path, locale, name, value):
    def change(tiny: Tiny) -> None:
        tiny.fields(kind, path, locale)[name] = value

    return change
