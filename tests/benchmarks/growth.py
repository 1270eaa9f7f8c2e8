"""Whether what learners wait for stays the same while attempts pile up, and while others write."""

import subprocess
import sys
from collections.abc import Callable

from tests.benchmarks import report
from tests.benchmarks.measure import Result, measure
from tests.benchmarks.rows import ANSWER, ATTEMPT, FINISH, QUESTION, REFERENCES, START, Reader, Row
from tests.benchmarks.site import Server
from tests.support.servers import ROOT

SIZES = (1_000, 100_000)
LEARNERS = 16
CONNECTIONS = 4
PEOPLE = 400
ROWS = (START, FINISH, QUESTION, ANSWER, ATTEMPT)


def run(server: Server, seconds: float, say: Callable[[str], None]) -> None:
    """Measure the rows of a quiz at each size, say what the larger costs beside the smaller, then the crowd's wait."""
    found = {}
    learners = [server.learner(number) for number in range(LEARNERS)]
    for size in SIZES:
        stored = prepare(server, "grow", str(size))
        say(f"\n{stored} attempts stored")
        found[size] = {row.name: take(server, row, learners, seconds) for row in (*REFERENCES, *ROWS)}
        say(report.table(list(found[size].values())))
    small, large = found.values()
    for row in ROWS:
        ratio = large[row.name].cpu / small[row.name].cpu
        say(f"{row.name}: {small[row.name].cpu:.2f} to {large[row.name].cpu:.2f} cpu ms, x {ratio:.2f}")
    say(f"\nAn answer, {LEARNERS} learners at once:")
    say(wait_of("nobody else writes", measure(server, ANSWER, learners, seconds, seconds / 4)))
    with publishing(server, 3 * seconds):
        say(wait_of("lessons are published", measure(server, ANSWER, learners, seconds, seconds / 4)))
    say(f"\nStatistics of 10 000 attempts at 50 questions: {prepare(server, 'statistics', '10000', '50')}")
    say(f"Marking 1 000 attempts again: {prepare(server, 'regrade', '1000')}")


def prepare(server: Server, *words: str):
    return server.site.prepare(server.site.settings, *words)


def take(server: Server, row: Row, learners: list[Reader], seconds: float) -> Result:
    """Measure one row, with people of its own where each does the thing once."""
    if row not in (START, FINISH):
        readers = learners[:CONNECTIONS] if row.signed_in else [server.reader() for _number in range(CONNECTIONS)]
        return measure(server, row, readers, seconds, seconds / 4)
    readers = [server.reader() for _number in range(CONNECTIONS)]
    people = prepare(server, "crowd", str(PEOPLE))
    for number, reader in enumerate(readers):
        reader.crowd = people[number::CONNECTIONS]
    if row is FINISH:
        measure(server, START, readers, 60 * seconds, 0)
    return measure(server, row, readers, seconds, seconds / 8)


class publishing:  # noqa: N801  a context
    """Publish lessons in another process meanwhile, as a translation sync does."""

    def __init__(self, server: Server, seconds: float):
        command = [sys.executable, "-m", server.site.script, "publish", str(seconds)]
        environment = server.site.environment(server.site.settings)
        self.process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_error) -> None:
        self.process.terminate()
        self.process.communicate()


def wait_of(when: str, result: Result) -> str:
    """Return how long an answer took, and how many there were."""
    p50, p95 = result.percentile(50), result.percentile(95)
    return f"  while {when}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, {result.rate:.0f} a second, {result.cpu:.2f} cpu ms"
