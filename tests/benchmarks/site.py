"""A site to measure: a database of its own, made from the starter programme, and a real server."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

from tests.benchmarks import processor
from tests.benchmarks.browser import Browser, WrongAnswerError
from tests.benchmarks.rows import Reader
from tests.support.servers import KEPT, ROOT, PostgreSQL, SQLite, server_of

RUNS = KEPT / "runs"
LOOPBACK = {"127.0.0.1", "localhost", "::1", None}
GUNICORN = ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
QUIETLY = ["--log-level", "warning", "--no-control-socket"]
STARTING = 60
STOPPING = 15


class Site:
    """A copy of the starter database and of its files, with people; gone when it is closed.

    Folder and database bear the number of this process: the suite clears away what a killed one leaves.
    """

    settings = "tests.benchmarks.settings"
    script = "tests.benchmarks.prepare"

    def __init__(self, url: str, learners: int):
        self.base = url
        self.label = f"run-{os.getpid()}-bench"
        self.folder = RUNS / str(os.getpid()) / f"bench-{self.vendor}"
        self.learners = learners
        self.name = ""

    @property
    def vendor(self) -> str:
        return "sqlite" if self.base.startswith("sqlite") else "postgresql"

    def __enter__(self) -> "Site":
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        try:
            self.name = self.prepare("skerry.settings.test", "copy", self.label, str(self.folder))
            self.places = self.prepare(self.settings, "furnish", str(self.learners))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error) -> None:
        self.keeper.drop(self.keeper.name(self.label))
        if "desk" in vars(self.keeper):
            self.keeper.desk.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):
            self.folder.parent.rmdir()

    @cached_property
    def keeper(self) -> SQLite | PostgreSQL:
        """Return the server that keeps the databases of the suite."""
        return server_of(dj_database_url.parse(self.base))

    @property
    def url(self) -> str:
        """Return the address of the copy; before there is one, that by which the suite names its own."""
        if not self.name:
            return self.base
        if self.vendor == "sqlite":
            return f"sqlite:///{self.name}"
        return urlsplit(self.base)._replace(path=f"/{self.name}").geturl()

    def environment(self, module: str, **more: str) -> dict[str, str]:
        """Return the environment of a process of this site; nothing of the daily one gets in."""
        ours = ("SKERRY_", "BENCH_")
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(ours)},
            "DJANGO_SETTINGS_MODULE": module,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)]),
            "SKERRY_DATABASE_URL": self.url,
            "SKERRY_CACHE_URL": f"file://{self.folder}/cache",
            "SKERRY_STORAGE_URL": f"file://{self.folder}/media",
            "BENCH_STATIC": str(self.folder / "static"),
            **more,
        }

    def prepare(self, module: str, *words: str):
        """Have something done that needs Django, in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", self.script, *words],
            env=self.environment(module),
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        )
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def served(self, slow: int = 0, **more: str):
        server = Server(self, slow, **more)
        try:
            server.wait()
            yield server
        except WrongAnswerError as wrong:
            wrong.add_note(server.said())
            raise
        finally:
            server.stop()


class Server:
    """Gunicorn with two workers of four threads, on a free port of this machine."""

    def __init__(self, site: Site, slow: int = 0, **more: str):
        self.site = site
        self.browsers: list[Browser] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "skerry.wsgi:application"]
        command += ["--bind", f"127.0.0.1:{self.port}", *GUNICORN, *QUIETLY]
        more |= {"SKERRY_BASE_URL": f"http://127.0.0.1:{self.port}", "BENCH_SLOW": str(slow)}
        self.log = site.folder / f"server-{self.port}.log"
        with self.log.open("wb") as log:
            environment = site.environment(site.settings, **more)
            self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)

    def wait(self) -> None:
        """Wait until the server answers."""
        until = time.monotonic() + STARTING
        while True:
            try:
                self.browser().get("/bench/hello").expect(200)
                return
            except WrongAnswerError as silence:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"The server does not answer.\n{self.said()}") from silence
                time.sleep(0.2)

    def said(self) -> str:
        """Return the end of the server's log, and how it ended where it has."""
        ended = self.process.poll()
        log = self.log.read_text(encoding="utf-8")[-3000:]
        return log if ended is None else f"{log}\nThe server has ended with code {ended}."

    def stop(self) -> None:
        for browser in self.browsers:
            browser.hang_up()
        self.process.terminate()
        try:
            self.process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def lost(self) -> int:
        """Return how many kept connections the server has closed on somebody who was asking."""
        return sum(browser.lost for browser in self.browsers)

    def browser(self) -> Browser:
        self.browsers.append(Browser(self.port))
        return self.browsers[-1]

    def reader(self) -> Reader:
        return Reader(self.browser(), self.site.places)

    def learner(self, number: int) -> Reader:
        """Return a learner who has signed in."""
        reader = Reader(self.browser(), self.site.places, self.site.places["learners"][number])
        reader.sign_in()
        return reader

    def spent(self) -> dict[int, float]:
        """Return the processor milliseconds of the server, and of the database's processes that serve it."""
        return processor.spent(processor.family_of(self.process.pid) | self.backends())

    def backends(self) -> set[int]:
        """Return the processes of PostgreSQL that work for this database, where they can be seen."""
        if self.site.vendor == "sqlite" or urlsplit(self.site.base).hostname not in LOOPBACK:
            return set()
        found = self.site.keeper.desk.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.site.name]
        )
        return {pid for (pid,) in found if b"postgres" in command_of(pid)}


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/comm").read_bytes()
    except OSError:
        return b""
