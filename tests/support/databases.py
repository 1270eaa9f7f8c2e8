"""The databases of one worker: copies of the templates, a fresh one after each test that commits.

An ordinary test is rolled back, and the files it left are removed. A test that commits (``live_server``,
``django_db(transaction=True)``) makes its copy worthless: it is dropped, and the next test that wants one
gets another. Django's own way, to empty every table, would take the rows that migrations made with it: the
root page, the languages, the site.
"""

import os
import shutil
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from tests.support import templates
from tests.support.servers import KEPT, PostgreSQL, SQLite, server_of
from tests.support.templates import MEDIA, PLAIN

RUNS = KEPT / "runs"
NOTHING = "nothing"


def is_alive(pid: int) -> bool:
    """Tell whether a process of this machine is running."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def listing(folder: Path) -> dict[str, tuple]:
    """Return what tells whether a file was added, removed or changed."""
    found = {}
    for path, _folders, names in os.walk(folder):
        for name in names:
            status = os.stat(os.path.join(path, name))
            found[os.path.join(path, name)] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


class Databases:
    """What one worker has: at most one copy of each template, and folders of files to go with it."""

    def __init__(self):
        self.folder = RUNS / str(os.getpid())
        self.copies: dict[str, str] = {}
        self.sources: dict[str, Path] = {}
        self.files: dict[str, dict[str, tuple]] = {}
        self.templates: dict[str, str | Exception] = {}
        self.wanted = PLAIN
        self.made = 0

    @cached_property
    def config(self) -> dict:
        """Return Django's settings of the database, the very ones that every thread connects by."""
        return connections.settings["default"]

    @cached_property
    def server(self) -> SQLite | PostgreSQL:
        return server_of(self.config)

    def prepare(self) -> None:
        """Take the database and the files of daily work out of the worker's reach."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in MEDIA:
            (self.folder / NOTHING / name).mkdir(parents=True)
        self.link_files(NOTHING)
        settings.MEDIA_ROOT = self.folder / MEDIA[0]
        self.config["NAME"] = self.server.name(self.label(NOTHING))
        self.config["CONN_MAX_AGE"] = 0

    def label(self, word: str) -> str:
        return f"run-{os.getpid()}-{word}"

    def close(self) -> None:
        """Leave nothing behind but the templates."""
        connections.close_all()
        for kind in list(self.copies):
            self.discard(kind)

    def choose(self, kind: str) -> None:
        """Say which database the next test works on; what tests share in a transaction is left alone."""
        if self.copies.get(kind) == self.config["NAME"] and connections["default"].in_atomic_block:
            return
        self.wanted = kind
        if not self.made:
            self.bury_the_dead()
        if kind not in self.copies:
            self.copy(kind)
        elif listing(self.folder / kind) != self.files[kind]:
            self.copy_files(kind, self.sources[kind])
        if self.config["NAME"] != self.copies[kind]:
            connections.close_all()
            self.config["NAME"] = self.copies[kind]
            self.link_files(kind)

    def copy(self, kind: str) -> None:
        """Copy a template, under a new name each time: what some thread left open stays with the old one."""
        template = self.template(kind)
        self.made += 1
        name = self.server.name(self.label(f"{kind}-{self.made}"))
        self.server.copy(self.server.name(template), name)
        self.copies[kind] = name
        self.copy_files(kind, templates.files_of(self.server, template))

    def copy_files(self, kind: str, source: Path) -> None:
        """Copy the files of a template, and remember what is there."""
        self.sources[kind] = source
        shutil.rmtree(self.folder / kind, ignore_errors=True)
        shutil.copytree(source, self.folder / kind)
        self.files[kind] = listing(self.folder / kind)

    def template(self, kind: str) -> str:
        """Return the template of a kind, built when it is not there; one that failed is not tried again."""
        if kind not in self.templates:
            try:
                self.templates[kind] = templates.build(self.server, kind)
            except Exception as failure:
                self.templates[kind] = failure
        if isinstance(self.templates[kind], Exception):
            raise self.templates[kind]
        return self.templates[kind]

    def link_files(self, kind: str) -> None:
        """Let the folders of uploaded files be those of a kind; their addresses stay the same."""
        for name in MEDIA:
            link = self.folder / name
            link.unlink(missing_ok=True)
            link.symlink_to(self.folder / kind / name, target_is_directory=True)

    def give_back(self) -> None:
        """Throw away the copy that a test has changed."""
        connections.close_all()
        for kind, name in list(self.copies.items()):
            if name == self.config["NAME"]:
                self.discard(kind)

    def discard(self, kind: str) -> None:
        self.server.drop(self.copies.pop(kind))

    def bury_the_dead(self) -> None:
        """Remove what killed runs have left."""
        for folder in RUNS.iterdir():
            if not is_alive(int(folder.name)):
                shutil.rmtree(folder, ignore_errors=True)
        for label in self.server.labels("run-"):
            if not is_alive(int(label.split("-")[1])):
                with suppress(DatabaseError, OSError):
                    self.server.drop(self.server.name(label))

    def leave(self) -> None:
        """Remove the worker's folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self) -> str:
        """Return the address of the test's database, for a process that the test starts."""
        if self.server.vendor == "sqlite":
            return f"sqlite:///{self.config['NAME']}"
        user = ":".join(filter(None, [self.config["USER"], self.config["PASSWORD"]]))
        return f"postgres://{user}@{self.config['HOST']}:{self.config['PORT'] or 5432}/{self.config['NAME']}"


databases = Databases()
