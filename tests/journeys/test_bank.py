"""A trainer writes a question and sees where it is used; an editor sets up a quiz that draws from the bank."""

import re

import pytest
from wagtail.models import Collection

from courses.quizzes.models import Question, QuizPage
from courses.quizzes.services import start_attempt
from skerry.accounts.models import User
from tests.courses.quizzes.bank.localize import begin, fill_in, translation_of
from tests.factories import records

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

LIST = "/admin/snippets/quizzes/question/"
STEM = "Who owns the projects of a cluster?"


def settle(page) -> None:
    page.wait_for_load_state("networkidle")


def write(page) -> None:
    """Fill in the form of a new single choice question."""
    page.locator("[name=code]").fill("NEW-1")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Single choice").click()
    page.locator("[data-contentpath=stem] [contenteditable=true]").click()
    page.keyboard.type(STEM)
    options = page.locator("[data-contentpath=options]").first
    for number, (text, part) in enumerate([("Its members", "1"), ("Its office", "0")]):
        options.locator(".c-sf-add-button").last.click()
        options.locator("[name$='-value-text']").nth(number).fill(text)
        options.locator("[name$='-value-fraction']").nth(number).fill(part)


def save(page) -> None:
    page.locator("footer button[type=submit]").first.click()
    settle(page)


def publish(page) -> None:
    page.locator("footer [aria-haspopup], footer .w-dropdown-button button:not([type=submit])").first.click()
    page.get_by_role("button", name="Publish", exact=True).last.click()
    settle(page)


def previewed(page, mode: str):
    """Show the preview beside the editor in a language and return what is in it."""
    panel = page.get_by_role("button", name="Toggle preview")
    if panel.get_attribute("aria-expanded") != "true":
        panel.click()
    chooser = page.locator("#id_preview_mode")
    if chooser.count():
        chooser.select_option(mode)
    frame = page.frame_locator("#w-preview-iframe")
    frame.locator(f"html[lang={mode}] .question").wait_for()
    return frame


def test_a_trainer_writes_a_question_and_sees_where_it_is_used(desktop, live_server, sign_in, ear, screenshot):
    ear.allow("40[34]")
    sign_in(desktop, "trainer@skerry.example")
    desktop.goto(f"{live_server.url}{LIST}add/")
    settle(desktop)
    write(desktop)
    save(desktop)
    question = Question.objects.get(code="NEW-1")
    assert question.state == "draft"

    begin(question, records.locale("sv"))
    translation = translation_of(question, records.locale("sv"))
    fill_in(translation)
    translation.save_target(publish=False)
    desktop.goto(f"{live_server.url}{LIST}edit/{question.pk}/")
    settle(desktop)
    english = previewed(desktop, "en")
    assert english.get_by_text("Its members").first.is_visible()
    swedish = previewed(desktop, "sv")
    assert swedish.get_by_text("sv: Its members").first.is_visible()
    screenshot(desktop, "desk-question-preview", full_page=False)

    publish(desktop)
    question.refresh_from_db()
    assert question.state == "ready"

    quiz = QuizPage.objects.filter(locale__language_code="en", live=True).order_by("pk").first()
    quiz.slots.add(quiz.slots.model(question=question, sort_order=99, locale=quiz.locale))
    quiz.save_revision().publish()
    start_attempt(user=User.objects.get(email="learner@skerry.example"), quiz=quiz, language="en")
    desktop.goto(f"{live_server.url}{LIST}?q=NEW-1")
    settle(desktop)
    desktop.get_by_role("link", name="1 quiz, 1 attempt").first.click()
    settle(desktop)
    assert desktop.get_by_role("link", name=quiz.title).is_visible()
    assert desktop.get_by_text("1 attempt has asked this question.").is_visible()
    screenshot(desktop, "desk-question-usage")

    for email in ("trainer@skerry.example", "admin@skerry.example"):
        sign_in(desktop, email)
        desktop.goto(f"{live_server.url}{LIST}delete/{question.pk}/")
        settle(desktop)
        assert Question.objects.filter(pk=question.pk).exists()
    assert desktop.get_by_text(re.compile("Not deleted, because it is used: NEW-1")).is_visible()


def test_many_questions_are_changed_at_once(desktop, live_server, sign_in, ear, screenshot):
    sign_in(desktop, "trainer@skerry.example")
    desktop.goto(f"{live_server.url}{LIST}?kind=ordering")
    settle(desktop)
    codes = list(Question.objects.as_written().filter(item__0__type="ordering").values_list("code", flat=True)[:2])
    for code in codes:
        desktop.locator("tr", has_text=code).locator("[data-bulk-action-checkbox]").check()
    screenshot(desktop, "desk-question-list")
    bar = desktop.locator(".bulk-actions-choices")
    bar.get_by_role("link", name="Change category, difficulty or tags of the chosen questions").click()
    settle(desktop)
    for code in codes:
        assert desktop.get_by_role("link", name=code).is_visible()
    desktop.get_by_label("Difficulty").select_option("hard")
    screenshot(desktop, "desk-question-bulk")
    desktop.get_by_role("button", name="Yes, change").click()
    settle(desktop)
    assert desktop.get_by_text("2 questions changed.").is_visible()
    assert "kind=ordering" in desktop.url
    found = Question.objects.filter(difficulty="hard", item__0__type="ordering")
    assert set(codes) <= set(found.values_list("code", flat=True))


def test_an_editor_sets_up_a_quiz_that_draws(desktop, live_server, sign_in, ear, screenshot):
    ear.allow("40[04]")  # 400: Wagtail saves by itself while a slot is half filled in
    sign_in(desktop, "editor@skerry.example")
    quiz = QuizPage.objects.filter(locale__language_code="en", live=True).order_by("pk").first()
    category = Collection.objects.get(name="A1")
    desktop.goto(f"{live_server.url}/admin/pages/{quiz.pk}/edit/")
    settle(desktop)
    heading = desktop.get_by_role("heading", name="What the person is shown, and when")
    panel = desktop.locator("section.w-panel", has=heading).last
    panel.locator(":scope > .w-panel__header [data-panel-toggle]").click()
    for word in ("feedback", "right_answer"):
        desktop.locator(f"[name=review_during][value={word}]").uncheck()
    for box in desktop.locator("[name=review_just_after]").all():
        box.uncheck()
    desktop.locator("#id_slots-ADD").click()
    last = int(desktop.locator("[name=slots-TOTAL_FORMS]").input_value()) - 1
    desktop.locator(f"[name=slots-{last}-section]").fill("From the bank")
    desktop.locator(f"[name=slots-{last}-draw_count]").fill("40")
    desktop.locator(f"[name=slots-{last}-draw_category]").select_option(str(category.pk))
    screenshot(desktop, "desk-quiz-editor")
    publish(desktop)
    quiz = QuizPage.objects.get(pk=quiz.pk)
    assert quiz.review_during == ["answer", "correctness", "marks", "explanation"]
    assert quiz.review_just_after == []
    assert "right_answer" in quiz.review_later
    slot = quiz.slots.order_by("sort_order").last()
    assert (slot.section, slot.draw_count, slot.draw_category) == ("From the bank", 40, category)

    desktop.goto(f"{live_server.url}/admin/pages/{quiz.pk}/edit/")
    settle(desktop)
    assert desktop.get_by_text(
        "The draw from A1 wants 40 questions, but there may be only 9 that are ready."
    ).is_visible()
    assert not desktop.locator("[name=review_during][value=feedback]").is_checked()
    assert desktop.locator("[name=review_during][value=marks]").is_checked()
    assert desktop.locator("[name=review_just_after]:checked").count() == 0
