"""Answer a server that is killed, frozen and cut off, then look for every answer that it acknowledged.

``python -m tests.faults --seconds 60`` on SQLite, or on the server of ``SKERRY_DATABASE_URL``. ``--no-key`` takes the
guard against doubles away and succeeds only when doubles are seen. ``--stampede`` makes no trouble: a hundred learners
start in the same second and answer. The last line says what was found; the exit code is 1 for any fault.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

from tests.benchmarks.site import Site
from tests.faults.audit import Findings
from tests.faults.learners import Line, Window
from tests.faults.trouble import Trouble

BREAKS = 0.03
"""How likely a line is to break before the answer."""

BREAKS_WITHOUT_KEY = 0.2
"""The same for the control, which must see doubles within seconds."""

WINDOWS = 2
CROWD = 100
ROUNDS = 3


class FaultySite(Site):
    """A copy of the starter database with one quiz more, whose people have signed in."""

    settings = "tests.faults.settings"
    script = "tests.faults.prepare"


def main() -> int:
    options = arguments()
    url = os.environ.get("SKERRY_DATABASE_URL") or "sqlite://"
    crowd = CROWD if options.stampede else options.learners
    with FaultySite(url, crowd) as site:
        if options.no_key:
            site.prepare(site.settings, "forget_key")
        say(f"{site.vendor}: {crowd} learners, key {'not ' if options.no_key else ''}unique")
        windows, seen = (stampede if options.stampede else faults)(site, options)
        told = site.folder / "told.json"
        told.write_text(json.dumps([each for window in windows for each in window.told]), encoding="utf-8")
        found = site.prepare(site.settings, "audit", str(told), site.places["quiz"])
        log = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in site.folder.glob("server-*.log"))
    locked = log.count("database is locked")
    counts = sum((window.counts for window in windows), Counter())
    say("\n".join(f"  {number:6} {what}" for what, number in sorted({**counts, **seen}.items())))
    say(f"  {locked:6} times the database was locked")
    return verdict(options, found, counts, locked, seen)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--learners", type=int, default=16)
    parser.add_argument("--no-key", action="store_true", help="the control: without the unique key there are doubles")
    parser.add_argument("--stampede", action="store_true", help="no trouble, but everybody at once")
    parser.add_argument("--restart", action="store_true", help="restart PostgreSQL too (root; nobody else on it)")
    return parser.parse_args()


def in_threads(acts: list[Callable[[], None]]) -> list[threading.Thread]:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def watched(act: Callable[[], None], wrong: list[BaseException]) -> Callable[[], None]:
    """Return the act with whatever it raises kept: a learner who gives up is a fault."""

    def run() -> None:
        try:
            act()
        except BaseException as error:
            wrong.append(error)

    return run


def faults(site: FaultySite, options: argparse.Namespace) -> tuple[list[Window], dict[str, int]]:
    """Let learners of two windows each answer while everything breaks; the last answers find a quiet server."""
    deaths = site.folder / "deaths"
    deaths.touch()
    over, wrong = threading.Event(), []
    with site.served(BENCH_DEATHS=str(deaths)) as server:
        windows = [
            Window(Line(server.port, cookies, BREAKS_WITHOUT_KEY if options.no_key else BREAKS), site.places)
            for cookies in site.places["learners"]
            for _number in range(WINDOWS)
        ]
        with Trouble(server, restarts=options.restart) as trouble:
            threads = in_threads([watched(lambda each=each: each.sit(over), wrong) for each in windows])
            time.sleep(options.seconds)
        over.set()
        for thread in threads:
            thread.join()
        say_wrong(wrong)
    return windows, {**trouble.counts, "workers killed": len(deaths.read_text().split()), "learners stuck": len(wrong)}


def stampede(site: FaultySite, options: argparse.Namespace) -> tuple[list[Window], dict[str, int]]:
    """Let everybody start at once and answer every question some times, as fast as the server lets them."""
    wrong: list[BaseException] = []
    line = threading.Barrier(CROWD, timeout=30)
    with site.served() as server:
        windows = [Window(Line(server.port, cookies), site.places) for cookies in site.places["learners"]]
        starts: list[float] = []

        def run(window: Window) -> None:
            line.wait()
            began = time.perf_counter()
            window.start()
            starts.append(time.perf_counter() - began)
            for number in range(ROUNDS * len(site.places["slots"])):
                window.answer(number)
            window.finish()

        began = time.perf_counter()
        for thread in in_threads([watched(lambda each=each: run(each), wrong) for each in windows]):
            thread.join()
        took = time.perf_counter() - began
        say_wrong(wrong)
    times = sorted(each for window in windows for each in window.times)
    say(f"  all began within {max(starts, default=0):.1f} s and were done after {took:.1f} s")
    say(f"  an answer took {times[len(times) // 2] * 1000:.0f} ms, p95 {times[len(times) * 95 // 100] * 1000:.0f} ms")
    return windows, {"learners stuck": len(wrong)}


def say_wrong(wrong: list[BaseException]) -> None:
    for error in wrong[:5]:
        say(f"  a learner gave up: {error!r}")


def verdict(options: argparse.Namespace, found: dict, counts: Counter, locked: int, seen: dict) -> int:
    """Say what was found, and return 1 where that is not what must be."""
    gaps = found.pop("gaps")
    findings = Findings(**found)
    told = ", ".join(f"{name} {number}" for name, number in findings._asdict().items())
    faults = [f"{seen['learners stuck']} learners gave up"] if seen["learners stuck"] else []
    if options.no_key:
        return say_verdict(told, faults + ([] if findings.doubled else ["no doubles, which are there to be seen"]))
    faults += [] if findings.is_clean else ["answers lost, doubled or changed"]
    faults += [f"{gaps} logs with gaps"] if gaps else []
    if options.stampede:
        refused = sum(number for what, number in counts.items() if what.startswith(("status", "without")))
        faults += [f"{refused} requests refused"] if refused else []
        faults += [f"the database was locked {locked} times"] if locked else []
    else:
        faults += [f"no {kind}" for kind in wanted(options) if not seen.get(kind)]
    return say_verdict(told, faults)


def say_verdict(told: str, faults: list[str]) -> int:
    say(f"{told}: {'; '.join(faults) or 'as it must be'}")
    return 1 if faults else 0


def wanted(options: argparse.Namespace) -> list[str]:
    """Return the kinds of trouble without which nothing was shown."""
    on_server = not (os.environ.get("SKERRY_DATABASE_URL") or "sqlite:").startswith("sqlite")
    return ["workers killed", "freezes", *(["connections cut"] if on_server else [])]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
