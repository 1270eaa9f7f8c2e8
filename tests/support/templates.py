"""The two databases that every other one is a copy of.

``plain`` has been through all migrations. ``starter`` is ``plain`` with the starter programme and the
demo accounts. Each is built once, under a lock, and kept under a name that holds the hash of its sources.
"""

import fcntl
import hashlib
import os
import shutil
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.db import connections
from django.test import override_settings
from django.utils import translation

from tests.support.servers import KEPT, ROOT, PostgreSQL, SQLite
from tests.support.tasks import none_may_fail

PLAIN = "plain"
STARTER = "starter"
STARTER_SOURCES = ("platform/skerry/handover/**/*.py", "courses/*/services*", "courses/*/services/*.py")
MEDIA = ("media", "media-private")
GENERATIONS_KEPT = 3


class NoStarterError(Exception):
    """There is no starter programme to load."""


def migration_files() -> list[Path]:
    """Return the migrations of every installed app, ours and others'."""
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    return sorted(path for folder in folders for path in folder.glob("*.py"))


def starter_files() -> list[Path]:
    """Return what the content of the starter database depends on, beside the migrations."""
    found = [path for path in Path(settings.STARTER_BUNDLE).rglob("*") if path.is_file()]
    for pattern in STARTER_SOURCES:
        found += [path for path in ROOT.glob(pattern) if path.is_file() and "__pycache__" not in path.parts]
    return sorted(set(found))


def digest(paths: Iterable[Path], *words: str) -> str:
    """Return twelve letters that stand for these files and words."""
    whole = hashlib.sha256("\n".join(words).encode())
    for path in paths:
        whole.update(f"\n{path.parent.parent.name}/{path.name}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def label(kind: str) -> str:
    """Return the name of a template as it is to be with the files as they are now."""
    plain = digest(migration_files(), django.__version__, wagtail.__version__)
    return f"{PLAIN}-{plain}" if kind == PLAIN else f"{STARTER}-{digest(starter_files(), plain)}"


def has_starter() -> bool:
    """Tell whether there is a starter programme, and the commands that load it."""
    return Path(settings.STARTER_BUNDLE).is_dir() and {"import_bundle", "load_demo"} <= set(get_commands())


@contextmanager
def only_one() -> Iterator[None]:
    """Let one process at a time build."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def connected_to(name: str, **options) -> Iterator[None]:
    """Point Django at a database."""
    config = connections.settings["default"]
    before, before_options = config["NAME"], config["OPTIONS"]
    connections.close_all()
    config["NAME"], config["OPTIONS"] = name, {**before_options, **options}
    try:
        yield
    finally:
        connections.close_all()
        config["NAME"], config["OPTIONS"] = before, before_options


def files_of(server: SQLite | PostgreSQL, template: str) -> Path:
    """Return the folder with the files that belong to a template; it exists once the template is finished."""
    return KEPT / server.vendor / template


def is_built(server: SQLite | PostgreSQL, template: str) -> bool:
    return files_of(server, template).is_dir() and server.exists(server.name(template))


def build(server: SQLite | PostgreSQL, kind: str) -> str:
    """Build a template unless it is there; return its name."""
    if kind == STARTER and not has_starter():
        raise NoStarterError("the starter programme is not there yet")
    template = label(kind)
    if is_built(server, template):
        return template
    base = build(server, PLAIN) if kind == STARTER else ""
    with only_one():
        if not is_built(server, template):
            began = time.monotonic()
            fill(server, template, base)
            drop_old(server, kind, template)
            print(f"{server.vendor}: {template} built in {time.monotonic() - began:.0f} s")  # noqa: T201
    return template


def fill(server: SQLite | PostgreSQL, template: str, base: str) -> None:
    """Make the database of a template and the folder of its files, which comes last: it says "finished"."""
    folder = files_of(server, template)
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
    for name in MEDIA:
        (unfinished / name).mkdir(parents=True)
    name = server.name(template)
    if base:
        server.copy(server.name(base), name)
    else:
        server.make(name)
    try:
        with connected_to(name, **server.building), at_peace(unfinished / MEDIA[0]):
            load_starter() if base else call_command("migrate", verbosity=0, interactive=False)
        server.settle(name)
    except BaseException:
        shutil.rmtree(unfinished)
        server.drop(name)
        raise
    finally:
        cache.clear()
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)


@contextmanager
def at_peace(media: Path) -> Iterator[None]:
    """Build with files in a folder of their own, in the source language, whatever others' code warns of."""
    with (
        override_settings(MEDIA_ROOT=media),
        translation.override(settings.LANGUAGE_CODE),
        warnings.catch_warnings(action="ignore"),
        none_may_fail(),
    ):
        yield


def load_starter() -> None:
    """Do what ``make load`` does."""
    call_command("import_bundle", str(settings.STARTER_BUNDLE), verbosity=0)
    call_command("load_demo", verbosity=0)


def drop_old(server: SQLite | PostgreSQL, kind: str, current: str) -> None:
    """Drop the templates of former states of the files, but the last few: another run may be using one."""
    old = [found for found in server.labels(f"{kind}-") if found != current]
    for found in old[: 1 - GENERATIONS_KEPT]:
        server.drop(server.name(found))
    for folder in (KEPT / server.vendor).glob(f"{kind}-*/"):
        if not server.exists(server.name(folder.name)) and "." not in folder.name:
            shutil.rmtree(folder)
