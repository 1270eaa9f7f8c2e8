"""How the house is built, read from its files."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.servers import ROOT

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
JUNK_DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "lib", "tools"}


def houses(root: Path = ROOT) -> dict[str, Path]:
    """Return the houses by their dotted names."""
    found = {f"skerry.{path.name}": path for path in (root / "platform" / "skerry").iterdir()}
    found |= {f"courses.{path.name}": path for path in (root / "courses").iterdir()}
    found |= {"cases": root / "cases", "forum": root / "forum"}
    return {name: path for name, path in sorted(found.items()) if (path / "__init__.py").exists()}


def source_files(root: Path = ROOT) -> list[Path]:
    """Return the Python files of all houses, migrations left out."""
    folders = [root / "platform", root / "courses", root / "cases", root / "forum"]
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def template_files(root: Path = ROOT) -> list[Path]:
    """Return the templates of all houses, of pages and of mails."""
    folders = [root / "platform", root / "courses", root / "cases", root / "forum"]
    found = [path for folder in folders for path in folder.rglob("templates/**/*") if path.is_file()]
    return sorted(path for path in found if path.suffix in {".html", ".txt", ".xml", ".svg"})


def rooms(house: Path) -> set[str]:
    """Return the names of a house's modules and folders."""
    found = {path.stem if path.suffix == ".py" else path.name for path in house.iterdir()}
    return found - {"__init__", "__pycache__"}


def long_functions(source: str, limit: int = LONGEST_FUNCTION) -> Iterator[str]:
    """Name the functions of more than ``limit`` lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if lines > limit:
                yield f"{node.name} ({lines} lines)"


def packages_that_must_not_be(root: Path = ROOT) -> list[Path]:
    """Return what would hide the standard library's ``platform`` and ``locale``."""
    return [path for name in ("platform", "locale") if (path := root / name / "__init__.py").exists()]


def junk_drawers(root: Path = ROOT) -> list[Path]:
    """Return the modules whose name says nothing."""
    return [path for path in source_files(root) if JUNK_DRAWERS & {path.stem, *path.relative_to(root).parts}]
