"""Tags that every page of content uses."""

from django import template
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import get_language

from skerry.pages import queries
from skerry.pages.context_processors import funding

register = template.Library()


@register.simple_tag
def crumbs(page, leaf: str = "") -> list[dict]:
    """The way from below the home page to ``page``; with ``leaf``, the page is a link and the leaf stands here."""
    items = [{"label": item["title"], "url": item["url"]} for item in queries.trail(page)] if page.pk else []
    items.append({"label": page.title, "url": queries.url_of(page) if page.pk and leaf else ""})
    return [*items, {"label": leaf, "url": ""}] if leaf else items


@register.simple_tag
def alternates(page) -> list[dict]:
    """Language and full address of each translation of ``page``, for search engines."""
    if not page.pk:
        return []
    return [{"code": code, "url": settings.BASE_URL + url} for code, url in queries.translations(page).items()]


@register.simple_tag
def canonical(page) -> str:
    """The one full address of ``page``."""
    return settings.BASE_URL + queries.url_of(page) if page.pk and page.url_path else ""


@register.simple_tag
def funding_line() -> str:
    """Who funds the site, in a line for mails; empty where the site shows none."""
    found = funding(queries.site_settings()) or {}
    return ": ".join(filter(None, (found.get("statement"), found.get("programme"))))


@register.filter
def language_of(page) -> str:
    """The code of a page's language."""
    return queries.locale_codes().get(page.locale_id, get_language())


@register.filter
def language_name(code: str) -> str:
    """A language's own name."""
    return queries.LANGUAGE_NAMES.get(code, code)


@register.filter
def described(page) -> str:
    """What a page is about, in a sentence: for search engines and shared links."""
    texts = (getattr(page, name, "") for name in ("search_description", "summary", "lead", "intro"))
    return next((strip_tags(str(text)) for text in texts if text), page.title)
