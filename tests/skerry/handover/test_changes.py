"""A bundle that comes again, changed there, here or in both places."""

import re

import pytest
from django.core.files.base import ContentFile

from courses.modules.models import LessonPage, ModulePage, ProgrammePage
from courses.quizzes.models import Question, QuestionVersion, QuizPage
from skerry.handover.bundle import BundleFault
from skerry.handover.services.files import RENDITIONS
from skerry.pages.models import CustomDocument, CustomImage, Term
from tests.factories import content
from tests.skerry.handover.tiny import PDF, WORDS, Tiny, uid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_with_tiny")]


def get(model, path: str, locale: str = "en"):
    return model.objects.get(translation_key=uid(path), locale__language_code=locale)


def content_of(row) -> bytes:
    with row.file.storage.open(row.file.name) as file:
        return file.read()


def change(tiny: Tiny, kind: str, path: str, locale: str = "en", **fields) -> Tiny:
    changed = tiny.copy()
    changed.fields(kind, path, locale).update(fields)
    return changed


def test_pages_open_in_both_languages(client):
    for locale in ("en", "sv"):
        page = client.get(f"/{locale}/programmes/north-sea/brokers/broker/")
        assert page.status_code == 200
        assert WORDS[locale]["listen"] in page.content.decode()


def test_norway_is_a_country():
    for locale in ("en", "sv"):
        partner = get(ProgrammePage, "programme", locale).partners[0].value
        assert partner["country"] == "NO"
        assert partner["name"] == WORDS[locale]["partner"]


def test_publishing_makes_the_version_that_attempts_stand_on():
    version = QuestionVersion.objects.get(question_key=uid("question"))
    assert sorted(version.texts.values_list("locale", flat=True)) == ["en", "sv"]
    slot = get(QuizPage, "quiz").slots.get()
    assert str(slot.translation_key) == uid("slot")
    assert slot.question == get(Question, "question")
    assert get(QuizPage, "quiz", "sv").slots.get().question == get(Question, "question", "sv")


def test_files_keep_their_identity_and_their_sizes_are_made():
    image = CustomImage.objects.get(public_id=uid("image/en"))
    assert (image.width, image.height, image.licence) == (40, 20, "CC-BY-4.0")
    assert {rendition.filter_spec for rendition in image.renditions.all()} == set(RENDITIONS)
    assert content_of(CustomDocument.objects.get(public_id=uid("document"))) == PDF


def test_a_changed_object_is_changed(tiny, import_bundle):
    assert import_bundle(change(tiny, "term", "term", definition="Who serves nobody.")) == (18, 2, 0)
    assert get(Term, "term").definition == "Who serves nobody."
    assert get(Term, "term", "sv").definition == WORDS["sv"]["definition"]


def test_a_changed_page_keeps_its_key_and_its_revisions(tiny, import_bundle):
    before = get(LessonPage, "lesson")
    revisions = before.revisions.count()
    assert import_bundle(change(tiny, "lesson", "lesson", summary="Another summary")) == (18, 2, 0)
    after = get(LessonPage, "lesson")
    assert (after.pk, after.summary) == (before.pk, "Another summary")
    assert after.revisions.count() == revisions + 1
    assert import_bundle(change(tiny, "lesson", "lesson", summary="Another summary")) == (20, 0, 0)


def test_a_changed_quiz_keeps_its_slots(tiny, import_bundle):
    before = get(QuizPage, "quiz").slots.get()
    tiny.fields("quiz", "quiz")["slots"][0]["max_mark"] = "2.00"
    tiny.fields("quiz", "quiz", "sv")["slots"][0]["max_mark"] = "2.00"
    assert import_bundle(tiny) == (18, 2, 0)
    after = get(QuizPage, "quiz").slots.get()
    assert (after.pk, after.translation_key, after.max_mark) == (before.pk, before.translation_key, 2)
    assert get(QuizPage, "quiz", "sv").slots.get().max_mark == 2


def test_a_changed_picture_replaces_file_and_sizes(tiny, import_bundle, django_capture_on_commit_callbacks):
    before = CustomImage.objects.get(public_id=uid("image/en"))
    drawing = content_of(before)
    other = drawing.replace(b"FBFAF7", b"D6E8F0")
    tiny.fields("image", "image/en", "")["file"]["sha256"] = tiny.blob(other, "image/svg+xml")
    with django_capture_on_commit_callbacks(execute=True):
        assert import_bundle(tiny) == (19, 1, 0)
    after = CustomImage.objects.get(public_id=uid("image/en"))
    assert after.pk == before.pk
    assert content_of(after) == other
    assert b"D6E8F0" in content_of(after.renditions.get())
    assert not before.file.storage.exists(before.file.name)
    before.file.storage.save(before.file.name, ContentFile(drawing))


def test_what_both_changed_is_kept_as_ours(tiny, import_bundle, import_from, tmp_path):
    lesson = get(LessonPage, "lesson")
    lesson.summary = "Ours"
    content.publish(lesson)
    theirs = change(tiny, "lesson", "lesson", summary="Theirs")
    assert import_bundle(theirs) == (19, 0, 1)
    assert get(LessonPage, "lesson").summary == "Ours"
    theirs.fields("lesson", "lesson", "sv")["summary"] = "Deras"
    reasons = {step.entry.locale: step.reason for step in import_from(theirs.write(tmp_path)) if step.reason}
    assert reasons == {
        "en": "It was edited here since the last import; ours is kept.",
        "sv": "Its English source is not as in the bundle; ours is kept.",
    }


def test_a_draft_of_ours_is_not_published_over(tiny, import_bundle):
    lesson = get(LessonPage, "lesson")
    lesson.summary = "Our draft"
    lesson.save_revision()
    assert import_bundle(change(tiny, "lesson", "lesson", summary="Theirs")) == (19, 0, 1)
    assert get(LessonPage, "lesson").get_latest_revision_as_object().summary == "Our draft"


@pytest.mark.parametrize("kind", ["term", "image"])
def test_what_has_no_revisions_is_watched_too(tiny, import_bundle, kind):
    if kind == "term":
        Term.objects.filter(translation_key=uid("term"), locale__language_code="en").update(term="ours")
        theirs = change(tiny, "term", "term", term="theirs")
    else:
        CustomImage.objects.filter(public_id=uid("image/en")).update(title="ours")
        theirs = change(tiny, "image", "image/en", "", title="theirs")
    assert import_bundle(theirs) == (19, 0, 1)


def test_siblings_stand_in_their_order(tiny, import_bundle):
    """A lesson that a later bundle puts between lesson and quiz goes there, in every language."""
    for locale in ("en", "sv"):
        tiny.fields("quiz", "quiz", locale)["position"] = 3
        between = {**tiny.fields("lesson", "lesson", locale), "position": 2, "slug": "between", "body": []}
        between["body"] = [
            {"type": "point", "id": uid("between/point"), "value": {"heading": "Between", "content": []}}
        ]
        between["body"][0]["value"]["content"] = [
            {"type": "text", "id": uid("between/text"), "value": "<p>Text</p>"}
        ]
        tiny.put("lesson", "between", locale, between)
    import_bundle(tiny)
    for locale in ("en", "sv"):
        module = get(ModulePage, "module", locale)
        assert [page.slug for page in module.get_children().order_by("path")] == ["broker", "between", "quiz"]


@pytest.mark.parametrize(
    ("number", "value", "said"),
    [
        (5, {"question": "?", "options": [], "explanation": ""}, "body: "),
        (0, "", "body: "),
    ],
)
def test_a_block_that_the_editor_would_refuse(tiny, import_bundle, number, value, said):
    for locale in ("en", "sv"):
        tiny.fields("lesson", "lesson", locale)["body"][0]["value"]["content"][number]["value"] = value
    with pytest.raises(BundleFault, match=said):
        import_bundle(tiny)


def test_a_question_without_a_key_is_refused(tiny, import_bundle):
    for option in tiny.fields("question", "question")["item"][0]["value"]["options"]:
        option["value"]["fraction"] = "0"
    with pytest.raises(BundleFault, match=r"objects/question/.*: item: "):
        import_bundle(tiny)


def test_links_in_a_text_lead_to_the_page_here(tiny, import_bundle):
    link = '<p>See the <a linktype="page" ref="{}">{}</a> and <a linktype="document" ref="{}">{}</a>.</p>'
    for locale, words in WORDS.items():
        text = link.format(
            f"lesson/{uid('lesson')}", words["lesson"], f"document/{uid('document')}", words["file"]
        )
        tiny.fields("quiz", "quiz", locale)["intro"] = text
    import_bundle(tiny)
    lesson, sheet = get(LessonPage, "lesson"), CustomDocument.objects.get(public_id=uid("document"))
    for locale in ("en", "sv"):
        intro = get(QuizPage, "quiz", locale).intro
        assert re.findall(r'<a [^>]*?id="(\d+)"', intro) == [str(lesson.pk), str(sheet.pk)]
        assert WORDS[locale]["lesson"] in intro


def test_a_text_may_look_like_an_address(tiny, import_bundle):
    tiny.fields("term", "term", "sv")["definition"] = "https://skerry.example"
    assert import_bundle(tiny) == (19, 1, 0)
    assert get(Term, "term", "sv").definition == "https://skerry.example"
