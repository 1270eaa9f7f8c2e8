"""Measure the pages on every database there is: ``make bench``, ``make bench ARGS=--quick``."""

import argparse
import os
import sys
import time

import psycopg

from tests.benchmarks import growth, report
from tests.benchmarks.measure import Result, measure
from tests.benchmarks.rows import HELLO, ROWS, Row
from tests.benchmarks.site import Server, Site
from tests.benchmarks.weight import weigh

SQLITE = "sqlite://"
POSTGRES = "postgres://postgres@127.0.0.1:5432/skerry"
EXPLANATION = """\
Times, queries and cpu ms are those of one visit. cpu ms counts all processes of the server, and on PostgreSQL
those of the database that serve it; the last three columns compare it with the reference views. The client is
a Python program on the same machine, which limits req/s of the fast rows. "!" marks what is over the aim."""


def main() -> None:
    options = arguments()
    began = time.monotonic()
    say(f"{options.connections} connections, {options.seconds:g} s for each row.\n{EXPLANATION}")
    for url in databases(options.database):
        learners = growth.LEARNERS if options.growth else options.connections
        with Site(url, learners) as site, site.served(slow()) as server:
            say(f"\n== {site.vendor} ==")
            if options.growth:
                growth.run(server, options.seconds, say)
            else:
                run(server, options)
    say(f"\n{time.monotonic() - began:.0f} s in all")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a second for each row, for a first look")
    parser.add_argument("--growth", action="store_true", help="a quiz at a thousand stored attempts and a hundred thousand")
    parser.add_argument("--seconds", type=float, help="how long each row is measured")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    options = parser.parse_args()
    options.seconds = options.seconds or (0.8 if options.quick else 4)
    return options


def slow() -> int:
    """Return the milliseconds by which every request is to be made slower."""
    return int(os.environ.get("BENCH_SLOW") or 0)


def databases(only: str | None) -> list[str]:
    """Return where to measure: on SQLite, and on PostgreSQL (``BENCH_POSTGRES_URL``) when it answers."""
    found = [] if only == "postgresql" else [SQLITE]
    if only != "sqlite":
        url = os.environ.get("BENCH_POSTGRES_URL") or POSTGRES
        try:
            psycopg.connect(url, dbname="postgres", connect_timeout=3).close()
            found.append(url)
        except psycopg.OperationalError as silence:
            say(f"PostgreSQL is left out: {silence}")
    return found


def run(server: Server, options: argparse.Namespace) -> None:
    """Measure every row and print the table."""
    anonymous = [server.reader() for _number in range(options.connections)]
    learners = [server.learner(number) for number in range(options.connections)]
    warm_up = min(1, options.seconds / 4)

    def take(row: Row) -> Result:
        readers = learners if row.signed_in else anonymous
        return measure(server, row, readers, options.seconds, warm_up)

    results = [take(row) for row in ROWS]
    say(report.table(results))
    say(report.noise(results[0], take(HELLO)))
    if server.lost:
        say(f"{server.lost} times the server closed a connection that it had kept.\n{server.said()}")
    path = server.site.places["lesson"]
    say(report.first_view(path, weigh(server.browser(), path)))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
