"""``python -m tests.support.counts ONE.xml OTHER.xml [MORE.xml]``: what ran, and whether it ran everywhere.

The first two reports are of the same suite on two databases and must hold the same tests. A test that was
skipped is a fault here: whoever calls this has everything that a test could miss.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree


class Report:
    """What one run of pytest says, read from its JUnit file."""

    def __init__(self, path: Path):
        self.name = path.stem
        self.passed: set[str] = set()
        self.skipped: dict[str, str] = {}
        self.failed: set[str] = set()
        for case in ElementTree.parse(path).iter("testcase"):
            self.read(case)

    def read(self, case) -> None:
        test = f"{case.get('classname')}::{case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            self.failed.add(test)
        elif (skipped := case.find("skipped")) is not None:
            self.skipped[test] = skipped.get("message", "")
        else:
            self.passed.add(test)

    def line(self) -> str:
        return f"{self.name}: {len(self.passed)} ran, {len(self.skipped)} skipped, {len(self.failed)} failed"


def faults(reports: list[Report]) -> list[str]:
    """Return what is wrong with the runs, in words."""
    one, other = reports[:2]
    found = [f"only on {one.name}: {test}" for test in sorted(one.passed - other.passed)]
    found += [f"only on {other.name}: {test}" for test in sorted(other.passed - one.passed)]
    for report in reports:
        found += [f"{report.name}, skipped: {test}: {why}" for test, why in report.skipped.items()]
        found += [f"{report.name}, failed: {test}" for test in sorted(report.failed)]
        if not report.passed:
            found.append(f"{report.name}: nothing ran")
    return found


def main(paths: list[str]) -> int:
    """Print a line for each report, the faults, and the sum; return 1 where there is a fault."""
    reports = [Report(Path(path)) for path in paths]
    wrong = faults(reports)
    for line in [*(report.line() for report in reports), *wrong]:
        print(line)  # noqa: T201
    print(f"{sum(len(report.passed) for report in reports)} passed, {len(wrong)} failed")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
