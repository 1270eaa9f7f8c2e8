"""Where the objects of a bundle are here."""

from functools import cached_property

from django.conf import settings
from django.db.models import Model
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import TranslationSource

from skerry.handover.bundle import SOURCE_LOCALE, Bundle, BundleFault, Entry, Key
from skerry.handover.kinds import KINDS, PAGE_KINDS, model_of
from skerry.handover.local import default_site, own_index
from skerry.handover.planning import STAND_INS


class Places:
    """Finds objects by their identity in the bundle, and remembers their primary keys."""

    def __init__(self, bundle: Bundle, *, is_hosted: bool):
        self.bundle = bundle
        self.is_hosted = is_hosted
        self._pks: dict[tuple[str, str], int] = {}
        self._categories: dict[str, Collection] = {}
        self.translation_sources: dict[Key, TranslationSource] = {}

    @cached_property
    def locales(self) -> dict[str, Locale]:
        return {locale.language_code: locale for locale in Locale.objects.all()}

    def open_locales(self) -> None:
        """Make the languages of the settings that are missing."""
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)

    def instance(self, entry: Entry, locale: str | None = None) -> Model:
        """Return the object of an entry, by default in the language of the entry."""
        model = model_of(entry.kind)
        if not KINDS[entry.kind].has_locale:
            return model.objects.get(public_id=entry.identity)
        return model.objects.get(translation_key=entry.identity, locale=self.locales[locale or entry.locale])

    def pk_of(self, ref: str) -> int:
        """Return the primary key of what a reference leads to, in the source language."""
        kind, _slash, identity = ref.partition("/")
        if (kind, identity) not in self._pks:
            self._pks[kind, identity] = self._find(kind, identity)
        return self._pks[kind, identity]

    def _find(self, kind: str, identity: str) -> int:
        if self.is_hosted and kind in STAND_INS:
            return default_site().root_page_id if kind == "home" else own_index().pk
        rows = model_of(kind).objects
        if KINDS[kind].has_locale:
            rows = rows.filter(translation_key=identity, locale=self.locales[SOURCE_LOCALE])
        else:
            rows = rows.filter(public_id=identity)
        found = rows.values_list("pk", flat=True).first()
        if found is None:
            entry = next(entry for entry in self.bundle.entries.values() if entry.identity == identity)
            raise BundleFault([entry.fault("Something refers to this object, but it is not here.")])
        return found

    def category(self, path: str) -> Collection:
        """Return the category of the bank at a path such as "Programme/B1", and make what is missing of it."""
        if path not in self._categories:
            above, _slash, name = path.rpartition("/")
            parent = self.category(above) if above else Collection.get_first_root_node()
            found = parent.get_children().filter(name=name).first()
            self._categories[path] = found or parent.add_child(name=name)
        return self._categories[path]

    def parent_of(self, entry: Entry) -> Page:
        """Return the page under which an entry stands, the root of all pages for a home page."""
        parent = entry.fields["parent"]
        return Page.objects.get(pk=self.pk_of(parent["ref"])) if parent else Page.get_first_root_node()

    def next_sibling(self, entry: Entry, parent: Page) -> Page | None:
        """Return the first page under ``parent`` that comes after an entry in the bundle's order."""
        position = {
            other.identity: other.fields["position"]
            for other in self.bundle.entries.values()
            if other.kind in PAGE_KINDS and other.fields["parent"] == entry.fields["parent"]
        }
        for sibling in parent.get_children():
            if position.get(str(sibling.translation_key), -1) > entry.fields["position"]:
                return sibling
        return None
