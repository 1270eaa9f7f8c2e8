"""A quiz in another language: what keeps it from being published, and what its learners get when the source changes."""

import re

import pytest
from django.test import Client, TestCase
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data

from courses.quizzes.models import Question, QuizPage, QuizSlot
from courses.quizzes.queries import bank, text_of
from courses.quizzes.services import finish_attempt, start_attempt
from skerry.accounts.models import Role
from tests.courses.quizzes.bank.localize import begin, begin_without_target, fill_in, finish, sync, translation_of
from tests.courses.quizzes.bank.rows import add_row, edit, translate
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db


def swedish_of(thing):
    found = thing.get_translation(records.locale("sv"))
    return found.specific if isinstance(found, Page) else found


@pytest.fixture
def quiz():
    """A quiz of two questions in English; what is above it is there in Swedish."""
    module = content.module()
    made = content.quiz(module, [content.question(stem="<p>First?</p>"), content.question(stem="<p>Second?</p>")])
    for source in made.get_ancestors().filter(depth__gt=1).specific():
        content.publish(source.copy_for_translation(records.locale("sv")))
    return made


def questions(quiz) -> list[Question]:
    return [slot.question for slot in quiz.slots.order_by("sort_order")]


@pytest.fixture
def begun(quiz):
    """The quiz with a translation of it begun, its own sentences all translated, and its questions' begun with it."""
    begin(quiz, records.locale("sv"))
    for question in questions(quiz):
        if not Question.objects.filter(translation_key=question.translation_key, locale__language_code="sv").exists():
            begin(question, records.locale("sv"))
    fill_in(translation_of(quiz, records.locale("sv")))
    return swedish_of(quiz)


def publish_translation(client: Client, page) -> str:
    """Press Publish on the translator's page and return what the desk says."""
    with TestCase.captureOnCommitCallbacks(execute=True):  # a page is published after the commit
        response = client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def is_live(page) -> bool:
    return QuizPage.objects.get(pk=page.pk).live


def test_a_quiz_is_held_back_while_its_questions_are_drafts(editor, quiz, begun):
    said = publish_translation(editor, begun)
    assert "Not published: these questions of the quiz are not published in this language yet" in said
    for question in questions(quiz):
        assert question.code in said
    assert not is_live(begun)


def test_it_is_published_once_they_are(editor, quiz, begun):
    first, second = questions(quiz)
    finish(first, records.locale("sv"))
    said = publish_translation(editor, begun)
    assert first.code not in said
    assert second.code in said
    finish(second, records.locale("sv"))
    publish_translation(editor, begun)
    assert is_live(begun)


def test_control_without_the_guard_it_goes_live(editor, begun, monkeypatch):
    monkeypatch.setattr("courses.quizzes.desk.guards.bank.half_translated", lambda _quiz: [])
    publish_translation(editor, begun)
    assert is_live(begun)


def test_questions_that_nobody_began_to_translate_hold_nothing_back(quiz):
    page = quiz.copy_for_translation(records.locale("sv"))
    assert bank.half_translated(page) == []


def test_a_translation_that_was_begun_but_has_no_row_yet_holds_back(quiz):
    translation = begin_without_target(questions(quiz)[0], records.locale("sv"))
    page = quiz.copy_for_translation(records.locale("sv"))
    assert bank.half_translated(page) == [questions(quiz)[0]]
    translation.enabled = False
    translation.save()
    assert bank.half_translated(page) == []


def test_a_retired_translation_holds_back_as_a_draft_does(quiz):
    other = translate(questions(quiz)[0], "sv", stem="<p>Första?</p>")
    page = quiz.copy_for_translation(records.locale("sv"))
    assert bank.half_translated(page) == []
    other.unpublish()
    assert bank.half_translated(page) == [other]


def test_the_source_is_never_held_back(quiz):
    question = questions(quiz)[0]
    question.unpublish()
    assert bank.half_translated(quiz) == []


def test_a_source_in_another_language_is_no_translation():
    records.locale("sv")
    module = content.module().copy_for_translation(records.locale("sv"), copy_parents=True)
    question = content.question(locale="sv")
    question.unpublish()
    page = module.add_child(instance=QuizPage(title="Quiz", slug="frågor", locale=records.locale("sv")))
    page.slots.add(QuizSlot(question=question, sort_order=0, locale=records.locale("sv")))
    page.save()
    assert bank.half_translated(page) == []


def wagtails_form(page) -> dict:
    """Return what Wagtail's own editor of a quiz posts when nothing was changed but Publish pressed."""
    fields = {name: getattr(page, name) for name in ("title", "slug", "behaviour", "tries", "penalty", "pass_mark")}
    fields |= {name: getattr(page, name) for name in ("attempts_allowed", "counts", "navigation", "time_limit")}
    fields |= {"overdue": page.overdue, "grace_period": page.grace_period, "pre_test": "", "intro": "null"}
    data = {**fields, "bands-count": "0", "seo_title": "", "search_description": "", "comment_notifications": ""}
    same = {"section": "", "max_mark": "1", "draw_count": "1"}
    slots = [{**same, "id": slot.pk, "question": slot.question_id} for slot in page.slots.all()]
    data |= nested_form_data({"slots": formset(slots), "comments": formset([])})
    return {**data, "action-publish": "Publish"}


def formset(rows: list[dict]) -> dict:
    found = {str(number): {**row, "ORDER": str(number + 1)} for number, row in enumerate(rows)}
    return {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": len(rows), "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000, **found}


@pytest.fixture
def unsynced(begun):
    """The Swedish quiz as a page of its own, edited in Wagtail's editor."""
    translation = translation_of(begun, records.locale("sv"))
    translation.enabled = False
    translation.save()
    return begun


def test_wagtails_own_editor_holds_back_too(editor, quiz, unsynced):
    url = f"/admin/pages/{unsynced.pk}/edit/"
    response = editor.post(url, wagtails_form(unsynced), follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "Not published: these questions" in said, response.context.get("form") and response.context["form"].errors
    assert not is_live(unsynced)
    for question in questions(quiz):
        finish(question, records.locale("sv"))
    editor.post(url, wagtails_form(unsynced))
    assert is_live(unsynced)


@pytest.mark.parametrize("below", [False, True])
def test_publishing_many_pages_holds_back_too(admin, quiz, begun, below):
    chosen = begun.get_parent() if below else begun
    url = f"/admin/bulk/wagtailcore/page/publish/?id={chosen.pk}"
    given = {"include_descendants": "on"} if below else {}
    said = " ".join(str(each) for each in admin.post(url, given, follow=True).context["messages"])
    assert "Not published: these questions" in said
    assert not is_live(begun)
    for question in questions(quiz):
        finish(question, records.locale("sv"))
    admin.post(url, given)
    assert is_live(begun)


# What happens to a quiz that is live in both languages when its source changes.


@pytest.fixture
def live(quiz, begun):
    for question in questions(quiz):
        finish(question, records.locale("sv"))
    finish(quiz, records.locale("sv"))
    assert is_live(begun)
    return swedish_of(quiz)


def asked(page, language: str = "sv") -> list[tuple[str, str]]:
    """Return language and stem of what a new attempt in a language asks."""
    attempt = start_attempt(user=people.person(), quiz=page, language=language)
    found = [text_of(slot.version_id, language) for slot in attempt.slots.order_by("number")]
    finish_attempt(attempt=attempt)
    return [(text.locale, text.content["stem"]) for text in found]


def test_learners_get_the_words_of_their_language(live):
    assert [code for code, _stem in asked(live)] == ["sv", "sv"]
    assert "sv: First?" in asked(live)[0][1]


def test_a_slot_added_after_the_translation_is_asked_in_the_source_language(quiz, live):
    quiz.slots.add(QuizSlot(question=content.question(stem="<p>Third?</p>"), sort_order=9, locale=quiz.locale))
    content.publish(quiz)
    assert [code for code, _stem in asked(live)] == ["sv", "sv", "en"]
    assert bank.half_translated(live) == []


def test_a_slot_added_with_a_question_whose_translation_is_a_draft_holds_the_next_publication_back(editor, quiz, live):
    third = content.question(stem="<p>Third?</p>")
    quiz.slots.add(QuizSlot(question=third, sort_order=9, locale=quiz.locale))
    content.publish(quiz)
    begin(third, records.locale("sv"))
    assert third.code in publish_translation(editor, live)
    assert [code for code, _stem in asked(live)] == ["sv", "sv", "en"], "no half translation is shown meanwhile"
    finish(third, records.locale("sv"))
    assert [code for code, _stem in asked(live)] == ["sv", "sv", "sv"]


def test_words_changed_after_the_translation_never_go_live_untranslated(quiz, live):
    first = questions(quiz)[0]
    edit(first, stem="<p>First, in other words?</p>")
    assert "sv: First?" in asked(live)[0][1]
    sync(first)
    assert "sv: First?" in asked(live)[0][1]
    assert swedish_of(first).has_unpublished_changes
    finish(first, records.locale("sv"))
    assert "sv: First, in other words?" in asked(live)[0][1]


def test_a_key_changed_after_the_translation_holds_in_both_languages(quiz, live):
    first = questions(quiz)[0]
    edit(first, options=[{"fraction": "1"}, {"fraction": "0"}, {"fraction": "0"}])
    attempt = start_attempt(user=people.person(), quiz=live, language="sv")
    slot = attempt.slots.order_by("number").first()
    english, swedish = (text_of(slot.version_id, code) for code in ("en", "sv"))
    assert swedish.locale == "sv"
    assert swedish.key["fractions"] == english.key["fractions"]
    (right,) = (key for key, part in swedish.key["fractions"].items() if part == 1)
    assert [row["text"] for row in swedish.content["options"] if row["id"] == right] == ["sv: Labour pool"]


def test_a_row_added_after_the_translation_shows_the_source_until_it_is_translated(quiz, live):
    first = questions(quiz)[0]
    add_row(first, "options", {"text": "Neighbours", "fraction": "0", "feedback": ""})
    assert [code for code, _stem in asked(live)] == ["en", "sv"]
    sync(first)
    assert [code for code, _stem in asked(live)] == ["en", "sv"]
    finish(first, records.locale("sv"))
    assert [code for code, _stem in asked(live)] == ["sv", "sv"]


def test_the_page_marks_what_is_in_another_language(quiz, live):
    add_row(questions(quiz)[0], "options", {"text": "Neighbours", "fraction": "0", "feedback": ""})
    learner = people.person(role=Role.PARTICIPANT)
    attempt = start_attempt(user=learner, quiz=live, language="sv")
    client = Client()
    client.force_login(learner)
    first, second = (client.get(f"/sv/attempts/{attempt.public_id}/?q={number}").content.decode() for number in (1, 2))
    assert re.search(r'class="question-text"\s+lang="en"', first)
    assert re.search(r'class="question-text"\s*>', second)
