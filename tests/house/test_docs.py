"""What can be set, called or permitted is explained: each name stands somewhere in ``docs/``."""

import re
from importlib import import_module
from pathlib import Path

from django.apps import apps

from skerry.accounts.rules import PERMISSIONS
from skerry.settings import env
from tests.support.house import ROOT, houses


def commands() -> set[str]:
    """Return the names of our management commands."""
    found = [path for house in houses().values() for path in house.glob("management/commands/*.py")]
    return {path.stem for path in found if not path.stem.startswith("_")}


def permissions() -> set[str]:
    """Return the names of all permissions, once every house has told its own."""
    for config in apps.get_app_configs():
        if config.name in houses() and (Path(config.path) / "rules.py").exists():
            import_module(f"{config.name}.rules")
    return set(PERMISSIONS)


def unexplained(names: set[str], folder: Path) -> list[str]:
    """Return the names that stand in no document of a folder."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.md"))
    before = r"(`|manage\.py |skerry )"
    return sorted(name for name in names if not re.search(rf"{before}{re.escape(name)}\b", text))


def test_every_setting_is_explained():
    assert unexplained(set(env.NAMES), ROOT / "docs") == []


def test_every_command_is_explained():
    assert {"import_bundle", "load_demo", "work", "tick", "serve"} <= commands()
    assert unexplained(commands(), ROOT / "docs") == []


def test_every_permission_is_explained():
    assert {"accounts.view_profile", "modules.read_lesson", "quizzes.answer"} <= permissions()
    assert unexplained(permissions(), ROOT / "docs") == []


def test_control_a_name_without_a_word_about_it_is_seen(tmp_path):
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "0001.md").write_text("`tick` does what is due; manage.py serve --port 1; `workshop`")
    assert unexplained({"tick", "serve", "work"}, tmp_path) == ["work"]
