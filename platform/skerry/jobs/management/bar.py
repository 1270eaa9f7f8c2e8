"""A bar that shows on a terminal how far a command is, and nowhere else."""

from typing import Self

WIDTH = 30


class Bar:
    """Draws ``[#####.....] 12/40`` on one line of a terminal; on anything else it is silent."""

    def __init__(self, stream, total: int):
        self.stream = stream
        self.total = total
        self.done = 0
        self.shows = total > 0 and stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error) -> None:
        if self.shows:
            self._write("\r" + " " * (WIDTH + 20) + "\r")

    def step(self) -> None:
        """Count one more as done."""
        self.done += 1
        if self.shows:
            filled = WIDTH * self.done // self.total
            self._write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {self.done}/{self.total}")

    def _write(self, text: str) -> None:
        self.stream.write(text, lambda plain: plain, ending="")
        self.stream.flush()
