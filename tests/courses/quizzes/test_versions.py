"""Publishing freezes a version; running and past attempts keep theirs."""

import json

import pytest
from wagtail.models import Locale

from courses.quizzes.models import Question, QuestionVersion, VersionText
from courses.quizzes.queries import newest_versions, texts
from tests.factories import content

pytestmark = pytest.mark.django_db


def edit(question: Question, **fields) -> None:
    """Change fields of a question's one block and publish."""
    raw = json.loads(json.dumps(question.item.get_prep_value(), default=str))
    raw[0]["value"].update(fields)
    question.item = json.dumps(raw)
    question.save_revision().publish()


def translate(question: Question, locale: str, **fields) -> Question:
    """Publish a translation with the same identities."""
    other = question.copy_for_translation(Locale.objects.get_or_create(language_code=locale)[0])
    other.save()
    edit(other, **fields)
    return other


def versions(question: Question) -> list[int]:
    found = QuestionVersion.objects.filter(question_key=question.translation_key)
    return list(found.order_by("number").values_list("number", flat=True))


def test_publishing_makes_the_first_version_with_its_text():
    question = content.question()
    assert versions(question) == [1]
    assert VersionText.objects.get(version__question_key=question.translation_key).locale == "en"


def test_publishing_the_same_again_makes_none():
    question = content.question()
    question.save_revision().publish()
    assert versions(question) == [1]


def test_a_changed_source_is_a_new_version_and_the_old_one_stays():
    question = content.question()
    edit(question, stem="<p>Which one is odd?</p>")
    assert versions(question) == [1, 2]
    first = VersionText.objects.get(version__question_key=question.translation_key, version__number=1)
    assert "advantage" in first.content["stem"]


def test_a_translation_adds_its_text_to_the_version():
    question = content.question()
    translate(question, "sv", stem="<p>Vilket är ingen källa till fördel?</p>")
    assert versions(question) == [1]
    assert set(
        VersionText.objects.filter(version__question_key=question.translation_key).values_list("locale", flat=True)
    ) == {
        "en",
        "sv",
    }


def test_a_corrected_translation_is_a_new_version_that_carries_the_rest():
    question = content.question()
    other = translate(question, "sv", stem="<p>Vilket är ingen källa?</p>")
    edit(other, stem="<p>Vilket av detta är ingen källa?</p>")
    assert versions(question) == [1, 2]
    newest = newest_versions([question.translation_key])[question.translation_key]
    assert set(newest.texts.values_list("locale", flat=True)) == {"en", "sv"}
    assert newest.source_locale == "en"


def test_a_reader_of_a_language_that_is_missing_gets_the_source():
    question = content.question()
    version = newest_versions([question.translation_key])[question.translation_key]
    assert texts([version.pk], "lv")[version.pk].locale == "en"


def test_what_is_shown_never_holds_the_key():
    question = content.question()
    text = VersionText.objects.get(version__question_key=question.translation_key)
    assert "fraction" not in json.dumps(text.content)
    assert "Taxes are the same" not in json.dumps(text.content)
