"""What goes wrong meanwhile: processes freeze, the database cuts connections or restarts."""

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from psycopg import OperationalError

from tests.benchmarks import processor
from tests.benchmarks.site import Server

FROZEN = (0.2, 1.5)
EVERY = (0.5, 1.5)


class Trouble:
    """Makes trouble from a thread of its own until it is told to stop, and counts it."""

    def __init__(self, server: Server, *, restarts: bool):
        self.server = server
        self.counts: Counter = Counter()
        self.over = threading.Event()
        self.kinds: list[Callable[[], None]] = [self.freeze]
        if server.site.vendor == "postgresql":
            self.kinds.append(self.cut)
        self.restarts = restarts
        self.thread = threading.Thread(target=self.run, name="trouble")

    def __enter__(self) -> "Trouble":
        self.thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.over.set()
        self.thread.join()

    def run(self) -> None:
        began = time.monotonic()
        for kind in self.rounds():
            kind()
            if self.restarts and time.monotonic() - began > 15 * (1 + self.counts["restarts of the database"]):
                self.restart()

    def rounds(self):
        while not self.over.wait(random.uniform(*EVERY)):
            yield from self.kinds

    def freeze(self) -> None:
        """Stop one of the web server's workers for a while, whatever it holds."""
        workers = processor.family_of(self.server.process.pid) - {self.server.process.pid}
        if not workers:
            return
        worker = random.choice(sorted(workers))
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGSTOP)
            try:
                self.counts["freezes"] += 1
                time.sleep(random.uniform(*FROZEN))
            finally:
                os.kill(worker, signal.SIGCONT)

    def cut(self) -> None:
        """Let the database throw out one of our connections to the copy, in the middle of whatever it does."""
        sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s ORDER BY random() LIMIT 1"
        with suppress(OperationalError):
            self.counts["connections cut"] += len(self.server.site.keeper.desk.execute(sql, [self.server.site.name]).fetchall())

    def restart(self) -> None:
        """Restart the whole database server: only where nobody else is on it, and by root."""
        version = self.server.site.keeper.desk.execute("SHOW server_version").fetchone()[0].split(".")[0]
        self.server.site.keeper.desk.close()
        del self.server.site.keeper.desk
        command = [shutil.which("pg_ctlcluster"), "--skip-systemctl-redirect", "--mode", "fast", version, "main", "restart"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        self.counts["restarts of the database"] += 1
