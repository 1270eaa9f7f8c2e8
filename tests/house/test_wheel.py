"""The wheel carries the whole site: code, templates, styles, compiled translations; and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import polib
import pytest

from tests.support.house import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Return the folder that the wheel unpacks to."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    result = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    (path,) = folder.glob("*.whl")
    with ZipFile(path) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_holds_the_packages_and_nothing_else(wheel):
    roots = {path.name for path in wheel.iterdir() if path.suffix != ".dist-info"}
    assert roots == {"skerry", "courses", "cases", "forum"}
    wanted = ["skerry/urls.py", "courses/items/base.py", "skerry/ui/templates/ui/base.html"]
    assert [name for name in wanted if not (wheel / name).exists()] == []
    assert (wheel / "skerry/ui/static/ui/css/00-tokens.css").exists()


@pytest.mark.parametrize("language", ["sv", "lv"])
def test_the_wheel_holds_the_compiled_translations(wheel, language):
    compiled = wheel / "skerry" / "locale" / language / "LC_MESSAGES" / "django.mo"
    assert len(polib.mofile(str(compiled))) > 100
