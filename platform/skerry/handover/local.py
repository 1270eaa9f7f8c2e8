"""What is here already of the things that bundles bring, and in which state."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.forms.models import model_to_dict
from wagtail.models import Page, Site

from courses.modules.models import ProgrammeIndexPage
from courses.quizzes.models import Question
from skerry.handover.bundle import SOURCE_LOCALE, Key, canonical, hash_of
from skerry.handover.kinds import KINDS, PAGE_KINDS, model_of
from skerry.handover.models import ImportedObject
from skerry.pages.models import CustomDocument, CustomImage, SiteSettings, Term

FILE_MODELS = {"image": CustomImage, "document": CustomDocument}
FILE_STATE = ("title", "licence", "attribution", "file_hash")


@dataclass
class Local:
    """The site as a plan sees it: what was imported, what state that left behind, and the state now."""

    imported: dict[Key, tuple[str, str]] = field(default_factory=dict)
    """Key -> hash in the bundle and state after the import."""

    states: dict[Key, str] = field(default_factory=dict)
    """Key -> state now, of what exists."""

    host: frozenset[str] | None = None
    """None when the site is empty or the bundle's own; else the languages of its list of programmes."""


def is_welcome(page: Page) -> bool:
    """Tell whether this is the page that a fresh Wagtail shows, as it was made."""
    is_plain = page.specific_class is Page and page.depth == 2
    return is_plain and page.latest_revision_id is None and page.numchild == 0


def default_site() -> Site | None:
    return Site.objects.select_related("root_page").filter(is_default_site=True).first()


def settings_row() -> SiteSettings | None:
    """Return the settings of the default site, unless nobody has set anything yet."""
    found = SiteSettings.objects.filter(site__is_default_site=True).first()
    return found if found and _values(found) != _values(SiteSettings()) else None


def _values(row: SiteSettings) -> dict:
    return model_to_dict(row, exclude=["id", "site"])


def _state(values) -> str:
    return hash_of(canonical(values))


def _revisions(kind: str, rows: QuerySet) -> dict[Key, str]:
    found = rows.values_list("translation_key", "locale__language_code", "latest_revision_id")
    return {(kind, str(identity), locale): f"revision {revision}" for identity, locale, revision in found}


def _page_states(kind: str, identities: list[UUID]) -> dict[Key, str]:
    rows = model_of(kind).objects.filter(translation_key__in=identities, alias_of__isnull=True)
    return _revisions(kind, rows)


def _question_states(kind: str, identities: list[UUID]) -> dict[Key, str]:
    return _revisions(kind, Question.objects.filter(translation_key__in=identities))


def _term_states(kind: str, identities: list[UUID]) -> dict[Key, str]:
    rows = Term.objects.filter(translation_key__in=identities).select_related("locale")
    return {
        (kind, str(row.translation_key), row.locale.language_code): _state([row.key, row.term, row.definition])
        for row in rows
    }


def _file_states(kind: str, identities: list[UUID]) -> dict[Key, str]:
    rows = FILE_MODELS[kind].objects.filter(public_id__in=identities)
    return {(kind, str(row.public_id), ""): _state([getattr(row, name) for name in FILE_STATE]) for row in rows}


def _site_states(kind: str, identities: list[UUID]) -> dict[Key, str]:
    row = settings_row()
    return {(kind, str(identity), ""): _state(_values(row)) for identity in identities} if row else {}


STATES = {
    "image": _file_states,
    "document": _file_states,
    "term": _term_states,
    "question": _question_states,
    "site": _site_states,
    **dict.fromkeys(PAGE_KINDS, _page_states),
}


def states_of(keys: Iterable[Key]) -> dict[Key, str]:
    """Return the state of the objects with these identities, in all languages that are here."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, identity, _locale in keys:
        by_kind.setdefault(kind, set()).add(UUID(identity))
    found: dict[Key, str] = {}
    for kind in KINDS:
        if kind in by_kind:
            found |= STATES[kind](kind, sorted(by_kind[kind]))
    return found


def own_index() -> ProgrammeIndexPage | None:
    """Return the site's list of programmes in the source language."""
    site = default_site()
    if site is None:
        return None
    found = ProgrammeIndexPage.objects.child_of(site.root_page)
    return found.filter(locale__language_code=SOURCE_LOCALE, live=True).first()


def _host(keys: Iterable[Key]) -> frozenset[str] | None:
    own = {UUID(identity) for kind, identity, _locale in keys if kind == "home"}
    site = default_site()
    if site is None or not own or site.root_page.translation_key in own or is_welcome(site.root_page):
        return None
    index = own_index()
    if index is None:
        return frozenset()
    pages = ProgrammeIndexPage.objects.filter(translation_key=index.translation_key, alias_of__isnull=True)
    return frozenset(pages.values_list("locale__language_code", flat=True))


def look(keys: Iterable[Key]) -> Local:
    """Return the local state of the objects with these keys. Reads only."""
    keys = list(keys)
    identities = {UUID(identity) for _kind, identity, _locale in keys}
    rows = ImportedObject.objects.filter(identity__in=identities)
    imported = {(row.kind, str(row.identity), row.locale): (row.sha256, row.revision) for row in rows}
    return Local(imported, states_of(keys), _host(keys))
