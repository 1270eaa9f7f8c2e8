"""The two kinds of database server, and what the suite asks of each: make, settle, copy, drop, list."""

import sqlite3
import zlib
from contextlib import closing
from functools import cached_property
from pathlib import Path
from shutil import copyfile

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "test"
SQLITE_SIDES = ("-wal", "-shm", "-journal")


class SQLite:
    """A database is a file below ``var/test/``, a copy is a copied file."""

    vendor = "sqlite"
    building = {"init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"}

    def __init__(self, settings: dict):
        self.folder = KEPT / "sqlite"
        self.folder.mkdir(parents=True, exist_ok=True)

    def name(self, label: str) -> str:
        return str(self.folder / f"{label}.sqlite3")

    def exists(self, name: str) -> bool:
        return Path(name).exists()

    def make(self, name: str) -> None:
        """Leave nothing under the name: the first connection makes the file."""
        self.drop(name)

    def settle(self, name: str) -> None:
        """Bring everything from the write-ahead log into the file, so that the file alone is the database."""
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        left = [side for side in SQLITE_SIDES if Path(name + side).exists()]
        assert not left, f"{name} is still in use: {left}"

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        copyfile(source, target)

    def drop(self, name: str) -> None:
        for side in ("", *SQLITE_SIDES):
            Path(name + side).unlink(missing_ok=True)

    def labels(self, start: str) -> list[str]:
        """Return the labels that begin so and have a database, the oldest first."""
        found = self.folder.glob(f"{start}*.sqlite3")
        return [path.stem for path in sorted(found, key=lambda path: path.stat().st_mtime)]


class PostgreSQL:
    """A database is copied by the server, from a template that nobody is connected to."""

    vendor = "postgresql"
    building: dict = {}

    def __init__(self, settings: dict):
        given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        self.server = {name: settings[key] for name, key in given.items() if settings.get(key)}
        whose = f"{ROOT} {settings['USER']} {settings['NAME']}"
        self.prefix = f"skerry_{zlib.crc32(whose.encode()):08x}_"

    @cached_property
    def desk(self) -> psycopg.Connection:
        """Return a connection to the server that belongs to none of our databases."""
        return psycopg.connect(dbname="postgres", autocommit=True, **self.server)

    def name(self, label: str) -> str:
        return self.prefix + label

    def exists(self, name: str) -> bool:
        return bool(self.desk.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())

    def make(self, name: str) -> None:
        self.drop(name)
        create = SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        self.desk.execute(create.format(Identifier(name)))

    def settle(self, name: str) -> None:
        """Make the planner know the tables, and let go of everybody who is still connected."""
        with psycopg.connect(dbname=name, autocommit=True, **self.server) as connection:
            connection.execute("ANALYZE")
        self.desk.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self.desk.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(target), Identifier(source)))

    def drop(self, name: str) -> None:
        """Drop the database together with whoever is still connected to it."""
        self.desk.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def labels(self, start: str) -> list[str]:
        """Return the labels that begin so and have a database, the oldest first."""
        found = self.desk.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [self.name(start)]
        )
        return [name.removeprefix(self.prefix) for (name,) in found]


def server_of(settings: dict) -> SQLite | PostgreSQL:
    """Return the server that Django's settings of a database name."""
    return SQLite(settings) if settings["ENGINE"].endswith("sqlite3") else PostgreSQL(settings)
