"""Figures as tables."""

from tests.benchmarks import weight
from tests.benchmarks.measure import Result
from tests.benchmarks.rows import HELLO, INSERT, TEMPLATE

HEADINGS = ["requests", "s", "req/s", "p50 ms", "p95 ms", "queries", "at most", "cpu ms", "aim"]
HEADINGS += ["x hello", "x insert", "x template"]
QUIET = 0.15


def line(result: Result, references: list[Result]) -> list[str]:
    row, fewest, most = result.row, min(result.queries), max(result.queries)
    return [
        str(result.requests),
        f"{result.seconds:.1f}",
        f"{result.rate:.1f}",
        f"{result.percentile(50):.1f}",
        f"{result.percentile(95):.1f}",
        str(most) if fewest == most else f"{fewest}-{most}",
        "" if row.queries is None else f"{row.queries}{over(most, row.queries)}",
        f"{result.cpu:.2f}",
        "" if row.cpu is None else f"{row.cpu:g}{over(result.cpu, row.cpu)}",
        *(f"{result.cpu / other.cpu:.1f}" if other.cpu else "" for other in references),
    ]


def over(found: float, allowed: float) -> str:
    return " !" if found > allowed else ""


def table(results: list[Result]) -> str:
    """Return the rows of one database, with their aims and what they cost beside the views to compare by."""
    by_name = {result.row.name: result for result in results}
    references = [by_name[row.name] for row in (HELLO, INSERT, TEMPLATE)]
    lines = [["", *HEADINGS], *([name_of(result), *line(result, references)] for result in results)]
    widths = [max(len(each[column]) for each in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join([each[0].ljust(widths[0]), *map(str.rjust, each[1:], widths[1:])]).rstrip()
        for each in lines
    )


def name_of(result: Result) -> str:
    number = result.requests_per_visit
    return result.row.name if number == 1 else f"{result.row.name} ({number} requests)"


def noise(before: Result, after: Result) -> str:
    """Say whether the machine was the same at the end as at the beginning."""
    change = after.cpu / before.cpu - 1
    verdict = "quiet enough" if abs(change) < QUIET else "the machine was busy: take the figures as rough"
    return f"hello at the end: {after.cpu:.2f} cpu ms, {after.rate:.0f} req/s ({change:+.0%}; {verdict})"


def first_view(path: str, weights: list[tuple[str, int]]) -> str:
    """Return what a first visit to a page fetches, beside its aim."""
    total = sum(size for _path, size in weights) / 1024
    number = len(weights)
    aim = f"{weight.KIBIBYTES} KiB{over(total, weight.KIBIBYTES)}"
    aim += f" in {weight.REQUESTS}{over(number, weight.REQUESTS)}"
    lines = [f"First view of {path}: {total:.1f} KiB in {number} requests (at most {aim})"]
    lines += [f"  {size / 1024:6.1f} KiB  {address}" for address, size in weights]
    return "\n".join(lines)
