"""How much processor time processes have had, from /proc."""

import os
from collections.abc import Iterable
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def fields_of(pid: int) -> list[str] | None:
    """Return what stands in ``/proc/<pid>/stat`` from the state on, or None where the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def family_of(pid: int) -> set[int]:
    """Return a process and all its descendants."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (found := fields_of(int(entry.name))):
            parents[int(entry.name)] = int(found[1])
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def spent(pids: Iterable[int]) -> dict[int, float]:
    """Return the milliseconds of each process, of its own and of the children it has buried."""
    found = {pid: fields_of(pid) for pid in pids}
    return {pid: sum(int(ticks) for ticks in each[11:15]) * TICK for pid, each in found.items() if each}


def difference(before: dict[int, float], after: dict[int, float]) -> float:
    """Return the milliseconds in between; what a process that has gone since had is not known."""
    return sum(milliseconds - before.get(pid, 0) for pid, milliseconds in after.items())
