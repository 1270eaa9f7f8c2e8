"""The one stylesheet: every file of `static/ui/css` in the order of its name, in one immutable answer."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch, reverse

CSS_DIR = Path(__file__).parent / "static" / "ui" / "css"
PIECES = re.compile(
    r"""(?P<comment>/\*.*?\*/)
      | (?P<kept>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^"')]*\))
      | (?P<space>\s+)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Stylesheet:
    """The stylesheet as it is sent, plain and packed, and the name of its content."""

    plain: bytes
    packed: bytes
    digest: str


def css_files() -> list[Path]:
    """Return the files of the stylesheet in the order of their names."""
    return sorted(CSS_DIR.glob("*.css"), key=lambda path: path.name)


def minify(css: str) -> str:
    """Take out comments and spare white space; strings and addresses stay as they are."""
    kept: list[str] = []

    def replace(match: re.Match[str]) -> str:
        if match["kept"] is None:
            return " "
        kept.append(match["kept"])
        return f"\x00{len(kept) - 1}\x00"

    text = re.sub(r"\s+", " ", PIECES.sub(replace, css))
    text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}")
    text = re.sub(r"([{;][a-z-]+): ", r"\1:", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], text).strip()


@lru_cache(maxsize=1)
def _build(_seen: tuple[tuple[str, int], ...]) -> Stylesheet:
    plain = "\n".join(minify(path.read_text(encoding="utf-8")) for path in css_files()).encode()
    digest = hashlib.sha256(plain).hexdigest()[:12]
    return Stylesheet(plain=plain, packed=gzip.compress(plain, 9, mtime=0), digest=digest)


@lru_cache(maxsize=1)
def _built_once() -> Stylesheet:
    return _build(())


def stylesheet() -> Stylesheet:
    """Return the stylesheet; while one works on it, a changed file is seen at once."""
    if settings.DEBUG:
        return _build(tuple((path.name, path.stat().st_mtime_ns) for path in css_files()))
    return _built_once()


def stylesheet_url() -> str:
    """Return the address of the stylesheet, also when the addresses of the site cannot be read."""
    digest = stylesheet().digest
    try:
        return reverse("ui:stylesheet", kwargs={"digest": digest})
    except NoReverseMatch:
        return f"/assets/skerry-{digest}.css"
