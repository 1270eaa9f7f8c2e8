"""Who may import whom, and whose rows may point at whose: always down, never up."""

import os
import subprocess
import sys
import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.support.servers import ROOT

ACROSS = "The house: who may import whom"


def contracts() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def layers() -> list[list[str]]:
    """Return the houses line by line, the highest first."""
    (lines,) = [contract["layers"] for contract in contracts()["contracts"] if contract["name"] == ACROSS]
    return [line.split(" | ") for line in lines]


def house_of(module: str, lines: list[list[str]]) -> str | None:
    """Return the house that a module belongs to, or None for other people's."""
    names = [name for line in lines for name in line if f"{module}.".startswith(f"{name}.")]
    return max(names, key=len, default=None)


def points_down(source: str, target: str, lines: list[list[str]]) -> bool:
    """Tell whether a row of one house may point at a row of another."""
    if source == target:
        return True
    height = {name: number for number, line in enumerate(lines) for name in line}
    return height[source] < height[target]


def references(models) -> list[tuple[str, str, str]]:
    """Return (house, reference, house referred to) for every reference between models of ours."""
    lines, found = layers(), []
    for model in models:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model if field.is_relation else None
            if target is None or target == apps.get_model(settings.AUTH_USER_MODEL):
                continue
            source, other = house_of(model.__module__, lines), house_of(target.__module__, lines)
            if source and other:
                found.append((source, f"{model._meta.label}.{field.name} -> {target._meta.label}", other))
    return found


def lint(config: str, folder) -> subprocess.CompletedProcess:
    path = folder / "contracts.toml"
    path.write_text(config, encoding="utf-8")
    command = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", command, "--config", str(path), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )


def as_toml(chosen: dict, lines: list[str]) -> str:
    quoted = ", ".join(f'"{line}"' for line in lines)
    roots = ", ".join(f'"{name}"' for name in chosen["root_packages"])
    contract = f'[[tool.importlinter.contracts]]\nname = "order"\ntype = "layers"\nlayers = [{quoted}]\n'
    return f"[tool.importlinter]\nroot_packages = [{roots}]\n{contract}"


def test_the_contracts_are_kept(tmp_path):
    result = lint((ROOT / "pyproject.toml").read_text(encoding="utf-8"), tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "3 kept, 0 broken" in result.stdout


def test_control_the_contracts_can_be_broken(tmp_path):
    """The same house upside down must not pass."""
    chosen = contracts()
    (lines,) = [contract["layers"] for contract in chosen["contracts"] if contract["name"] == ACROSS]
    result = lint(as_toml(chosen, lines[::-1]), tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "0 kept, 1 broken" in result.stdout


def wrong(models) -> list[str]:
    return [name for source, name, target in references(models) if not points_down(source, target, layers())]


def test_references_point_down():
    models = apps.get_models(include_auto_created=True)
    assert wrong(models) == []
    assert len(references(models)) > 10, "Nothing was looked at."


def sample(name: str, house: str, **fields):
    """Return a model as if a house had it."""
    meta = type("Meta", (), {"app_label": house.rpartition(".")[2]})
    return type(name, (models.Model,), {"__module__": f"{house}.models", "Meta": meta, **fields})


@isolate_apps("skerry.accounts", "courses.modules")
@pytest.mark.parametrize("kind", [models.ForeignKey, models.OneToOneField, models.ManyToManyField])
def test_control_a_reference_that_points_up_is_seen(kind):
    ending = {} if kind is models.ManyToManyField else {"on_delete": models.CASCADE}
    low = sample("Low", "skerry.accounts")
    high = sample("High", "courses.modules", below=kind(low, related_name="+", **ending))
    assert wrong([low, high]) == []
    climber = sample("Climber", "skerry.accounts", above=kind(high, related_name="+", **ending))
    assert wrong([low, high, climber]) == ["accounts.Climber.above -> modules.High"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("courses.modules", "courses.quizzes", True),
        ("courses.quizzes", "courses.modules", False),
        ("courses.quizzes", "courses.surveys", False),
        ("courses.quizzes", "courses.quizzes", True),
        ("skerry.accounts", "skerry.pages", False),
        ("skerry.search", "cases", True),
    ],
)
def test_down_is_down(source, target, expected):
    assert points_down(source, target, layers()) is expected


def test_a_module_belongs_to_the_nearest_house():
    assert house_of("courses.quizzes.models.attempts", layers()) == "courses.quizzes"
    assert house_of("skerry.pages.models", layers()) == "skerry.pages"
    assert house_of("wagtail.models.pages", layers()) is None
    assert house_of("casesandmore.models", layers()) is None
