"""Do one thing over and over at several connections, and say what it took."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

from tests.benchmarks import processor
from tests.benchmarks.rows import NobodyLeft, Reader, Row
from tests.benchmarks.site import Server


@dataclass
class Result:
    """What a row took. Times and queries are those of one visit, which may be several requests."""

    row: Row
    requests: int
    seconds: float
    times: list[float]
    queries: list[int]
    processor: float

    @property
    def visits(self) -> int:
        return len(self.times)

    @property
    def requests_per_visit(self) -> int:
        return self.requests // self.visits

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu(self) -> float:
        """Return the processor milliseconds of a visit."""
        return self.processor / self.visits

    def percentile(self, share: int) -> float:
        """Return the milliseconds within which so many per cent of the visits were over."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) * share // 100, len(ordered) - 1)] * 1000


def visits(row: Row, reader: Reader, seconds: float) -> list[tuple[float, list[int]]]:
    """Visit at least once, until the time is over; return the time of each and the queries of its answers.

    What each person does once ends with the last of them.
    """
    done = []
    until = time.perf_counter() + seconds
    while not done or time.perf_counter() < until:
        began = time.perf_counter()
        try:
            answers = row.visit(reader)
        except NobodyLeft:
            break
        done.append((time.perf_counter() - began, [answer.queries for answer in answers]))
    return done


def measure(server: Server, row: Row, readers: list[Reader], seconds: float, warm_up: float) -> Result:
    """Warm up, then measure; one thread for each reader."""
    for reader in readers:
        reader.browser.hang_up()
    with ThreadPoolExecutor(len(readers)) as pool:
        list(pool.map(row.before, readers))
        list(pool.map(lambda reader: visits(row, reader, warm_up), readers))
        before, began = server.spent(), time.perf_counter()
        done = list(chain(*pool.map(lambda reader: visits(row, reader, seconds), readers)))
        took, after = time.perf_counter() - began, server.spent()
    return Result(
        row=row,
        requests=sum(len(queries) for _time, queries in done),
        seconds=took,
        times=[each for each, _queries in done],
        queries=[sum(queries) for _time, queries in done],
        processor=processor.difference(before, after),
    )
