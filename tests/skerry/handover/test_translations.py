"""Translations are wagtail-localize's own records: they survive a sync, and only what changed is open."""

import pytest
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from courses.modules.models import LessonPage, ModulePage
from courses.quizzes.models import Question
from skerry.handover.bundle import BundleFault
from skerry.pages.models import CustomImage, Term
from tests.factories.content import publish
from tests.skerry.handover.test_changes import get
from tests.skerry.handover.tiny import WORDS, uid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_with_tiny")]


def translation_of(instance, locale: str = "sv") -> Translation:
    return TranslationSource.objects.get_for_instance(instance).translations.get(
        target_locale__language_code=locale
    )


def identities(value) -> list[str]:
    """Return the ids of all blocks and rows in the raw value of a stream."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [found for inner in value.values() for found in identities(inner)]
    return [found for inner in value for found in identities(inner)] if isinstance(value, list) else []


def test_every_string_has_its_row():
    assert Translation.objects.count() == 8
    for translation in Translation.objects.all():
        total, done = translation.get_progress()
        assert total == done
        assert translation.enabled
    assert not StringTranslation.objects.exclude(translation_type="manual", has_error=False).exists()


def test_blocks_and_rows_are_the_same_in_both_languages():
    english, swedish = get(LessonPage, "lesson"), get(LessonPage, "lesson", "sv")
    ids = identities(list(english.body.raw_data))
    assert len(ids) == len(set(ids)) == 14
    assert identities(list(swedish.body.raw_data)) == ids
    assert identities(swedish.body.get_prep_value()) == ids
    question = get(Question, "question", "sv")
    assert identities(question.item.get_prep_value()) == identities(
        get(Question, "question").item.get_prep_value()
    )


def test_the_translated_page_says_what_the_bundle_says():
    content = get(LessonPage, "lesson", "sv").body[0].value["content"]
    words = WORDS["sv"]
    assert content[0].value.source == words["text"]
    assert [str(cell) for cell in content[2].value["rows"][0]["cells"]] == list(words["row"])
    assert content[3].value["term"] == get(Term, "term", "sv")
    assert [option["text"] for option in content[5].value["options"]] == list(words["options"])
    assert [option["correct"] for option in content[5].value["options"]] == [True, False]


def test_each_language_has_its_own_picture():
    figures = {
        locale: get(LessonPage, "lesson", locale).body[0].value["content"][1] for locale in ("en", "sv")
    }
    assert {locale: str(figure.value["image"].public_id) for locale, figure in figures.items()} == {
        locale: uid(f"image/{locale}") for locale in ("en", "sv")
    }
    override = SegmentOverride.objects.get()
    assert override.data == CustomImage.objects.get(public_id=uid("image/sv")).pk


def test_a_sync_leaves_the_rest_in_swedish(django_capture_on_commit_callbacks):
    lesson = get(LessonPage, "lesson")
    lesson.summary = "A new sentence"
    publish(lesson)
    translation = translation_of(lesson)
    before = translation.get_progress()
    translation.source.update_from_db()
    assert translation.get_progress() == (before[0], before[1] - 1)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    swedish = get(LessonPage, "lesson", "sv")
    assert swedish.summary == "A new sentence"
    assert swedish.title == WORDS["sv"]["lesson"]
    assert swedish.body[0].value["heading"] == WORDS["sv"]["listen"]
    assert swedish.body[0].value["content"][0].value.source == WORDS["sv"]["text"]
    assert str(swedish.body[0].value["content"][1].value["image"].public_id) == uid("image/sv")


def test_a_copied_page_would_be_overwritten(django_capture_on_commit_callbacks):
    """Without the rows the sync puts English in their place: what the rows are for."""
    StringTranslation.objects.all().delete()
    translation = translation_of(get(LessonPage, "lesson"))
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert get(LessonPage, "lesson", "sv").title == WORDS["en"]["lesson"]


def test_a_changed_source_takes_the_unchanged_translation_along(tiny, import_bundle):
    tiny.fields("lesson", "lesson")["summary"] = "Put better"
    assert import_bundle(tiny) == (18, 2, 0)
    translation = translation_of(get(LessonPage, "lesson"))
    total, done = translation.get_progress()
    assert total == done
    assert get(LessonPage, "lesson", "sv").summary == WORDS["sv"]["lesson"]


def test_a_changed_translation_is_published(tiny, import_bundle):
    tiny.fields("lesson", "lesson", "sv")["summary"] = "Bättre sagt"
    assert import_bundle(tiny) == (19, 1, 0)
    swedish = get(LessonPage, "lesson", "sv")
    assert swedish.summary == "Bättre sagt"
    assert swedish.live_revision_id == swedish.latest_revision_id


def test_a_translation_edited_here_is_kept(tiny, import_bundle, django_capture_on_commit_callbacks):
    translation = translation_of(get(ModulePage, "module"))
    row = StringTranslation.objects.get(context__object_id=uid("module"), context__path="title")
    row.data = "Våra mäklare"
    row.save()
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    tiny.fields("module", "module", "sv")["title"] = "Deras mäklare"
    assert import_bundle(tiny) == (19, 0, 1)
    assert get(ModulePage, "module", "sv").title == "Våra mäklare"


def other_order(body):
    body[0]["value"]["content"].reverse()


def paragraph_less(body):
    body[0]["value"]["content"][0]["value"] = "<p>En mäklare lyssnar.</p>"


def heading_empty(body):
    body[0]["value"]["content"][2]["value"]["rows"][0]["value"]["cells"][1]["value"] = ""


def other_identity(body):
    body[0]["id"] = uid("another point")


def other_link(body):
    text = body[0]["value"]["content"][0]
    text["value"] = text["value"].replace("skerry.example", "elsewhere.example")


def block_less(body):
    body[0]["value"]["content"].pop()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (other_order, "The structure is not that of the English text."),
        (paragraph_less, "Paragraphs and lists are not those of the English text."),
        (heading_empty, "The structure is not that of the English text."),
        (other_identity, "The structure is not that of the English text."),
        (other_link, "The links are not those of the English text."),
        (block_less, "The structure is not that of the English text"),
    ],
)
def test_a_translation_of_another_structure_is_refused(tiny, import_bundle, whole_database, spoil, said):
    before = whole_database()
    spoil(tiny.fields("lesson", "lesson", "sv")["body"])
    with pytest.raises(BundleFault) as refused:
        import_bundle(tiny)
    (fault,) = refused.value.faults
    assert fault.path == f"objects/lesson/{uid('lesson')}.sv.json"
    assert fault.line > 1
    assert said in fault.text
    assert whole_database() == before


def test_one_sentence_has_one_translation_in_its_place(tiny, import_bundle):
    """Rows are kept per sentence and place, so two translations of it in one text could not both be kept."""
    for locale, (one, two) in {"en": ("Yes", "Yes"), "sv": ("Ja", "Jo")}.items():
        text = tiny.fields("lesson", "lesson", locale)["body"][0]["value"]["content"][0]
        text["value"] = f"<p>{one}</p><p>{two}</p>"
    with pytest.raises(BundleFault, match="The same English sentence is translated in two ways"):
        import_bundle(tiny)
