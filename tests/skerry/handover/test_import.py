"""A bundle taken in: what is there afterwards, and that a second time nothing is written."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from wagtail.models import Locale, Page, Site

from courses.modules.models import LessonPage, ModulePage, ProgrammePage
from skerry.handover.bundle import BundleFault
from skerry.handover.models import ImportedObject
from skerry.handover.services.files import RENDITIONS
from skerry.pages.models import HomePage, SiteSettings
from tests.factories import content
from tests.skerry.handover.tiny import Tiny, uid

pytestmark = pytest.mark.django_db


def get(model, path: str, locale: str = "en"):
    return model.objects.get(translation_key=uid(path), locale__language_code=locale)


def change(tiny: Tiny, kind: str, path: str, locale: str = "en", **fields) -> Tiny:
    changed = tiny.copy()
    changed.fields(kind, path, locale).update(fields)
    return changed


def test_an_empty_site_is_filled(tiny, import_bundle):
    assert import_bundle(tiny) == (20, 0, 0)
    home = get(HomePage, "home")
    site = Site.objects.get(is_default_site=True)
    assert (site.root_page_id, site.site_name) == (home.pk, "Tiny")
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert set(Locale.objects.values_list("language_code", flat=True)) == {
        code for code, _name in settings.LANGUAGES
    }
    lesson = get(LessonPage, "lesson")
    assert lesson.live
    assert lesson.latest_revision_id == lesson.live_revision_id
    assert lesson.get_parent().specific == get(ModulePage, "module")
    assert lesson.body[0].id == uid("point")
    assert SiteSettings.for_site(site).open_languages == ["en", "sv"]
    assert ImportedObject.objects.count() == 20


def test_a_country_without_quotes_is_refused(tiny, import_bundle):
    tiny.fields("programme", "programme")["partners"][0]["value"]["country"] = False
    with pytest.raises(AssertionError, match="partners: A text was expected"):
        import_bundle(tiny)


def test_no_template_asks_for_another_size():
    """Otherwise reading a page would make it."""
    asked = set()
    for config in apps.get_app_configs():
        if Path(config.path).is_relative_to(settings.BASE_DIR / ".venv"):
            continue
        for path in Path(config.path, "templates").rglob("*.html"):
            asked |= set(re.findall(r"{% image \S+ ([^%]*?)(?: as \w+)? *%}", path.read_text()))
    assert {words.replace("preserve-svg", "").strip() for words in asked} == set(RENDITIONS)


def test_a_second_import_writes_nothing(tiny, import_bundle, whole_database):
    import_bundle(tiny)
    before = whole_database()
    assert import_bundle(tiny) == (20, 0, 0)
    assert whole_database() == before
    ImportedObject.objects.update(bundle="Other")
    assert whole_database() != before


def test_a_fault_on_the_way_takes_everything_back(tiny, import_bundle, whole_database, settings):
    """What only the models can see is refused with file and line, and nothing is left behind."""
    tiny.fields("quiz", "quiz")["pass_mark"] = 700
    before = whole_database()
    stored = set(Path(settings.MEDIA_ROOT).rglob("tiny*"))
    with pytest.raises(BundleFault) as refused:
        import_bundle(tiny)
    (fault,) = refused.value.faults
    assert fault.path.startswith("objects/quiz/")
    assert fault.line > 1
    assert fault.text.startswith("pass_mark: ")
    assert whole_database() == before
    assert set(Path(settings.MEDIA_ROOT).rglob("tiny*")) == stored


def test_a_site_with_a_home_page_gets_the_programme_under_its_own_list(tiny, import_bundle, whole_database):
    index = content.programme_index()
    home = index.get_parent()
    kept, changed, dropped = import_bundle(tiny)
    assert (kept, changed) == (11, 0)
    assert get(ProgrammePage, "programme").get_parent().specific == index
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert not HomePage.objects.filter(translation_key=uid("home")).exists()
    before = whole_database()
    assert import_bundle(tiny) == (kept, 0, dropped)
    assert whole_database() == before


def test_what_was_set_by_hand_stays(tiny, import_bundle):
    row = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    row.host_organisation = "Ours"
    row.save()
    assert import_bundle(tiny) == (19, 0, 1)
    row.refresh_from_db()
    assert row.host_organisation == "Ours"
