"""Catalogues of translations, compiled without msgfmt: from .po, which is kept, to .mo, which is made."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib


def compile_catalogue(source: Path) -> Path:
    """Write the compiled form of a catalogue beside it, without what is fuzzy; return its path."""
    target = source.with_suffix(".mo")
    half_done = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(half_done))
    return half_done.replace(target)


def compile_all(folder: Path) -> Iterator[Path]:
    """Compile every catalogue below a folder, where it is newer than its compiled form."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            yield compile_catalogue(source)


if __name__ == "__main__":
    for _path in compile_all(Path(sys.argv[1])):
        pass
