"""The folders of the house: what is where, how large it may be, and what must not be there at all."""

import locale
import platform
import sysconfig
from pathlib import Path

import pytest

from tests.support.house import (
    LONGEST_FILE,
    ROOT,
    houses,
    junk_drawers,
    long_functions,
    packages_that_must_not_be,
    rooms,
    source_files,
)

# Every house may have these; whoever knows one house knows where to look in the others.
ROOMS = {
    "admin_urls",
    "api",
    "apps",
    "blocks",
    "checks",
    "forms",
    "management",
    "middleware",
    "migrations",
    "models",
    "queries",
    "receivers",
    "rules",
    "services",
    "signals",
    "static",
    "templates",
    "templatetags",
    "urls",
    "views",
    "wagtail_hooks",
}

# What a house has for itself, since it is about that. A new name here wants a reason.
OWN_ROOMS = {
    "courses.certificates": {"achievement", "sheet", "storage"},
    "courses.items": {
        "authoring",
        "base",
        "choice",
        "decimals",
        "description",
        "essay",
        "file_upload",
        "matching",
        "matrix",
        "numeric",
        "ordering",
        "person",
        "plain",
        "scale",
        "short_text",
        "texts",
        "units",
    },
    "courses.modules": {"outline"},
    "courses.quizzes": {
        "authoring",
        "behaviours",
        "deadlines",
        "desk",
        "formats",
        "marking",
        "messages",
        "notices",
        "outcomes",
        "statistics",
    },
    "skerry.accounts": {"adapter", "backends", "desk", "places", "sectors"},
    "skerry.handover": {
        "bank",
        "bundle",
        "demo",
        "fields",
        "kinds",
        "local",
        "media",
        "order",
        "planning",
        "richtext",
        "schema",
        "streams",
        "verify",
    },
    "skerry.jobs": {"desk", "progress", "queue", "registry", "schedule"},
    "skerry.notices": {"backend", "registry"},
    "skerry.pages": {"context_processors", "generation", "storage"},
    "skerry.privacy": {
        "registry",
        "accounts",
        "certificates",
        "jobs",
        "modules",
        "notices",
        "pages",
        "quizzes",
    },
    "skerry.settings": {"base", "dev", "env", "production", "test"},
    "skerry.ui": {
        "assets",
        "catalogues",
        "charts",
        "components",
        "formats",
        "icons",
        "samples",
    },
}


def test_platform_and_locale_are_the_standard_librarys():
    assert packages_that_must_not_be() == []
    library = Path(sysconfig.get_paths()["stdlib"])
    assert Path(platform.__file__).parent == library
    assert Path(locale.__file__).parent == library
    assert platform.system()


@pytest.mark.parametrize("name", ["platform", "locale"])
def test_control_a_package_in_the_way_is_seen(name, tmp_path):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    assert packages_that_must_not_be(tmp_path) == [tmp_path / name / "__init__.py"]


def test_all_houses_are_there():
    assert set(houses()) == {
        "cases",
        "courses.certificates",
        "courses.items",
        "courses.modules",
        "courses.programmes",
        "courses.quizzes",
        "courses.surveys",
        "forum",
        "skerry.accounts",
        "skerry.handover",
        "skerry.jobs",
        "skerry.notices",
        "skerry.pages",
        "skerry.privacy",
        "skerry.reports",
        "skerry.search",
        "skerry.settings",
        "skerry.ui",
    }


@pytest.mark.parametrize("name", houses())
def test_a_house_has_only_its_rooms(name):
    strange = rooms(houses()[name]) - ROOMS - OWN_ROOMS.get(name, set())
    assert not strange, f"{name} has rooms that nobody expects: {sorted(strange)}"


def test_the_rooms_of_one_house_alone_are_there():
    gone = {name: own - rooms(houses()[name]) for name, own in OWN_ROOMS.items()}
    assert {name: own for name, own in gone.items() if own} == {}


def test_control_a_strange_room_is_seen(tmp_path):
    for name in ("__init__.py", "models.py", "stuff.py"):
        (tmp_path / name).touch()
    assert rooms(tmp_path) - ROOMS == {"stuff"}


def test_no_module_is_a_junk_drawer():
    assert junk_drawers() == []


@pytest.mark.parametrize("path", ["courses/items/utils.py", "platform/skerry/ui/helpers/text.py"])
def test_control_a_junk_drawer_is_seen(path, tmp_path):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).touch()
    assert junk_drawers(tmp_path) == [tmp_path / path]


def test_no_function_is_long():
    found = {
        str(path.relative_to(ROOT)): names
        for path in source_files()
        if (names := list(long_functions(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_control_a_long_function_is_seen():
    body = "\n".join(f"    x{number} = {number}" for number in range(40))
    assert list(long_functions(f"class A:\n  def long(self):\n{body}\n")) == ["long (41 lines)"]
    assert list(long_functions(f"async def long():\n{body}\n")) == ["long (41 lines)"]
    assert list(long_functions(f"def short():\n{body[: body.rindex(chr(10))]}\n")) == []


def test_no_file_is_long():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}
    assert max(lengths.values()) > 100, "Nothing was measured."
