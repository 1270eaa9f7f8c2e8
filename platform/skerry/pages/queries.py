"""Reads over pages, kept under the content generation."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from skerry.accounts.models import Scope
from skerry.pages import generation
from skerry.pages.models import SiteSettings

LANGUAGE_NAMES = dict(settings.LANGUAGES)
IN_FOOTER = ("standardpage__in_footer", "accessibilitypage__in_footer")


class Place(NamedTuple):
    """Where a page is: what to load and under which path."""

    pk: int
    content_type_id: int
    path: str


def site_settings() -> dict:
    """Return the fields of the default site's settings."""

    def make() -> dict:
        found = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
        return {
            field: getattr(found, field)
            for field in (
                "open_languages",
                "host_organisation",
                "contact_email",
                "funding_programme",
                "funding_project",
                "funding_shown",
            )
        }

    return generation.kept("site-settings", make)


def open_languages() -> list[str]:
    """Return the codes of the open languages, the default one first."""
    codes = site_settings()["open_languages"]
    return sorted(codes, key=lambda code: (code != settings.LANGUAGE_CODE, LANGUAGE_NAMES.get(code, code)))


def locale_ids() -> dict[str, int]:
    """Return language code -> pk of its Locale."""
    return generation.kept("locales", lambda: dict(Locale.objects.values_list("language_code", "pk")))


def locale_codes() -> dict[int, str]:
    """Return pk of a Locale -> language code."""
    return {pk: code for code, pk in locale_ids().items()}


def home_path(language: str) -> str | None:
    """Return the ``url_path`` of a language's home page, or None where there is none."""
    for root in Site.get_site_root_paths():
        if root.language_code == language:
            return root.root_path
    return None


def place_at(language: str, path: str) -> Place | None:
    """Return the live page at an address of a language."""
    home = home_path(language)
    if home is None:
        return None
    url_path = home + (path if not path or path.endswith("/") else path + "/")

    def make() -> tuple:
        found = Page.objects.filter(url_path=url_path, live=True).values_list("pk", "content_type_id", "path").first()
        return found or ()

    found = generation.kept(f"place:{url_path}", make) if len(url_path) < 200 else make()
    return Place(*found) if found else None


def is_restricted(path: str) -> bool:
    """Tell whether a view restriction of Wagtail's covers the tree path of a page."""
    roots = generation.kept(
        "restrictions", lambda: list(PageViewRestriction.objects.values_list("page__path", flat=True))
    )
    return any(path.startswith(root) for root in roots)


def translations(page: Page) -> dict[str, str]:
    """Return language code -> path below the host of the live translations of a page, in the open languages."""

    def make() -> dict[str, str]:
        found = {}
        with translation.override(None):
            for other in Page.objects.filter(translation_key=page.translation_key, live=True).exclude(
                alias_of__isnull=False
            ):
                code = locale_codes().get(other.locale_id)
                home = home_path(code) if code else None
                if home and other.url_path.startswith(home):
                    found[code] = f"/{code}/{other.url_path[len(home) :]}"
        return found

    return {
        code: url
        for code, url in generation.kept(f"translations:{page.translation_key}", make).items()
        if code in open_languages()
    }


def page_scopes(page: Page) -> list[Scope]:
    """Return the scopes of a page, narrow to wide: itself and the pages above it, by translation key."""

    def make() -> list[str]:
        keys = page.get_ancestors(inclusive=True).filter(depth__gt=1).order_by("-depth")
        return [str(key) for key in keys.values_list("translation_key", flat=True)]

    return [Scope("page", key) for key in generation.kept(f"scopes:{page.path}:{page.translation_key}", make)]


def live_by_key(key, language: str) -> Page | None:
    """Return the live page of a translation key in the language, else in the default one, else None."""
    found = {
        page.locale_id: page
        for page in Page.objects.filter(translation_key=key, live=True, locale_id__in=locale_ids().values())
    }
    wanted = [locale_ids().get(language), locale_ids().get(settings.LANGUAGE_CODE)]
    return next((found[pk] for pk in wanted if pk in found), None)


def url_at(code: str, url_path: str) -> str:
    """Return the path below the host of the page of a language at a ``url_path``."""
    home = home_path(code) or "/"
    return f"/{code}/{url_path[len(home) :]}"


def url_of(page: Page) -> str:
    """Return the path of a page below the host, without a query where the caches are warm."""
    return url_at(locale_codes().get(page.locale_id, settings.LANGUAGE_CODE), page.url_path)


def _top(language: str) -> list[dict]:
    """Return the live pages right under the home page of a language, and where they are listed."""

    def make() -> list[dict]:
        home = home_path(language)
        if home is None:
            return []
        fields = ("title", "url_path", "show_in_menus", *IN_FOOTER)
        found = Page.objects.live().filter(depth=3, url_path__startswith=home).order_by("path")
        return [
            {
                "label": row["title"],
                "url": url_at(language, row["url_path"]),
                "in_menu": row["show_in_menus"],
                "in_footer": any(row[field] for field in IN_FOOTER),
            }
            for row in found.values(*fields)
        ]

    return generation.kept(f"top:{language}", make)


def menu(language: str) -> list[dict]:
    """Return the entries of the main menu of a language."""
    return [{"label": row["label"], "url": row["url"]} for row in _top(language) if row["in_menu"]]


def footer(language: str) -> list[dict]:
    """Return the links at the foot of every page of a language."""
    return [{"label": row["label"], "url": row["url"]} for row in _top(language) if row["in_footer"]]


def heading(key, language: str) -> dict | None:
    """Return title and address of a page by its translation key, and ``above``: those of the page above it."""

    def make() -> dict:
        page = live_by_key(key, language)
        if page is None:
            return {}
        parent = page.get_parent()
        above = {"title": parent.title, "url": url_of(parent)} if parent and parent.depth > 2 else None
        return {"title": page.title, "url": url_of(page), "above": above}

    return generation.kept(f"heading:{key}:{language}", make) or None


def trail(page: Page) -> list[dict[str, str]]:
    """Return title and address of the pages above ``page``, from below the home page down."""

    def make() -> list[dict[str, str]]:
        above = page.get_ancestors().filter(depth__gt=2).live()
        return [{"title": parent.title, "url": url_of(parent)} for parent in above]

    return generation.kept(f"trail:{page.pk}", make)


CLOSED: list[Callable[[], list[str]]] = []
"""Functions of the houses above that return tree paths of pages below which a visitor reads nothing."""


def sitemap_entries() -> list[dict]:
    """Return address, date and translations of every live page that a search engine may list."""
    closed = tuple(path for ask in CLOSED for path in ask())
    homes = {code: home_path(code) for code in open_languages()}
    by_key: dict = {}
    for page in Page.objects.live().public().filter(alias_of__isnull=True, depth__gt=1).order_by("path"):
        code = locale_codes().get(page.locale_id)
        home = homes.get(code)
        is_closed = page.path.startswith(closed) and page.path not in closed if closed else False
        if home and page.url_path.startswith(home) and not is_closed:
            by_key.setdefault(page.translation_key, {})[code] = (
                f"/{code}/{page.url_path[len(home) :]}",
                page.last_published_at,
            )
    return [
        {"url": url, "at": at, "others": {other: found[other][0] for other in found}}
        for found in by_key.values()
        for url, at in found.values()
    ]
