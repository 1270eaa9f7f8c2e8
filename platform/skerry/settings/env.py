"""The one place where the environment is read.

Every name starts with ``SKERRY_``; a name that is not listed here is reported by a system check, since a
misspelt setting that is silently ignored is worse than none.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

NAMES = {
    "SKERRY_DATABASE_URL": "Where the data is: sqlite:////path or postgres://user:password@host:port/name",
    "SKERRY_CACHE_URL": "Where the cache is: file:///path or redis://host:port/number",
    "SKERRY_SECRET_KEY": "The key that signs sessions and links; at least 50 random characters",
    "SKERRY_BASE_URL": "The public address of the site, without a slash at the end",
    "SKERRY_EMAIL_URL": "The mail server: smtp://user:password@host:port?tls=1, or keep: to send nothing",
    "SKERRY_STORAGE_URL": "Where uploaded files are: file:///path",
}

LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "::1", "testserver"}


def read(name: str, default: str = "") -> str:
    """Return the value of one of ``NAMES``."""
    assert name in NAMES, name
    return os.environ.get(name, "").strip() or default


def unknown_names() -> list[str]:
    """Return the ``SKERRY_*`` names in the environment that nothing reads."""
    return sorted(name for name in os.environ if name.startswith("SKERRY_") and name not in NAMES)


def is_loopback(url: str) -> bool:
    """Tell whether an address can only be reached from this machine."""
    return (urlsplit(url).hostname or "") in LOOPBACK_HOSTS


def database(url: str) -> dict:
    """Return Django's settings for a database address.

    SQLite takes the write lock when a transaction begins (IMMEDIATE): without it most concurrent writes fail
    with "database is locked". WAL lets readers go on meanwhile, and FULL keeps what was acknowledged when the
    power goes.
    """
    config = dj_database_url.parse(url)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
                "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
            ),
        }
    # Opening SQLite anew costs five PRAGMAs, and closing its last connection a checkpoint: more than an answer itself.
    config["CONN_MAX_AGE"] = 60
    config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(url: str) -> dict:
    """Return Django's settings for a cache address; web and worker must share the cache."""
    scheme = urlsplit(url).scheme
    if scheme == "file":
        return {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": unquote(urlsplit(url).path),
            "OPTIONS": {"MAX_ENTRIES": 20000},
        }
    if scheme in {"redis", "rediss"}:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    if scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    raise ValueError(f"SKERRY_CACHE_URL: {scheme}: is not a known kind of cache; use file: or redis:")


def email(url: str) -> dict:
    """Return the settings of the mail server that the outbox sends through; ``keep:`` sends nothing."""
    parts = urlsplit(url)
    if parts.scheme == "keep":
        return {"OUTBOX_TRANSPORT": None}
    if parts.scheme != "smtp":
        raise ValueError(f"SKERRY_EMAIL_URL: {parts.scheme}: is not a known way to send; use smtp: or keep:")
    query = parse_qs(parts.query)
    return {
        "OUTBOX_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls", ["0"])[0] == "1",
        "EMAIL_USE_SSL": query.get("ssl", ["0"])[0] == "1",
        "EMAIL_TIMEOUT": 20,
    }


def media_root(url: str) -> Path:
    """Return the folder of uploaded files."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise ValueError(f"SKERRY_STORAGE_URL: {parts.scheme}: is not a known kind of storage; use file:")
    return Path(unquote(parts.path))
