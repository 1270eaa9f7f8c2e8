"""In the middle of a quiz the language changes, the line drops, the device changes: nothing is lost."""

import pytest

from courses.quizzes.models import AttemptSlot, AttemptStep
from skerry.accounts.models import User
from tests.journeys import steps
from tests.journeys.steps import Words

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]


def begin(page, base: str, sign_in, language: str = "en") -> Words:
    """Sign in as the demo learner and start the quiz of B1."""
    sign_in(page, "learner@skerry.example")
    page.goto(f"{base}/{language}/{steps.MODULE}/quiz/")
    page.locator("main form button[type=submit]").first.click()
    page.locator("#question").wait_for()
    return Words(language)


def rows() -> list:
    learner = User.objects.get(email="learner@skerry.example")
    slots = AttemptSlot.objects.filter(attempt__user=learner).order_by("number")
    steps_taken = AttemptStep.objects.filter(slot__attempt__user=learner).order_by("pk")
    return [*slots.values(), *steps_taken.values()]


def change_language(page, name: str) -> None:
    """Use the switcher as a reader does."""
    switcher = page.locator("header details").filter(has=page.locator("a[data-language]")).first
    switcher.locator("summary").click()
    switcher.get_by_role("link", name=name).click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("language", "name"), [("sv", "Svenska"), ("lv", "Latviešu")])
def test_the_language_is_changed_in_mid_quiz(desktop, live_server, sign_in, language, name):
    page = desktop
    say = begin(page, live_server.url, sign_in)
    steps.answer_question(page, say)
    page.locator(".question-foot a.button[data-kind=primary]").click()
    page.locator("#question").wait_for()
    before, english = rows(), page.locator(".question-text").inner_text()

    change_language(page, name)

    assert f"/{language}/attempts/" in page.url
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".question-text").inner_text() != english
    assert rows() == before
    steps.answer_question(page, Words(language))
    assert steps.slot_on(page).language == language


def test_the_line_drops_during_an_answer_and_returns(desktop, live_server, sign_in, ear):
    page = desktop
    ear.allow("ERR_INTERNET_DISCONNECTED")
    begin(page, live_server.url, sign_in)
    slot = steps.slot_on(page)
    page.context.set_offline(True)
    steps.fill_in(page, slot, "en")
    page.locator(".saved[data-state=unsaved]").wait_for(timeout=10_000)
    slot.refresh_from_db()
    assert slot.response == {}

    page.context.set_offline(False)
    page.locator(".saved[data-state=saved]").wait_for(timeout=10_000)
    slot.refresh_from_db()
    assert slot.response != {}
    assert slot.steps.filter(action="save").count() == 1


def test_an_answer_kept_on_the_device_survives_a_closed_tab(desktop, live_server, sign_in, ear):
    page = desktop
    ear.allow("ERR_FAILED")
    begin(page, live_server.url, sign_in)
    slot, address = steps.slot_on(page), page.url
    page.route("**/api/v1/**", lambda route: route.abort())
    steps.fill_in(page, slot, "en")
    page.locator(".saved[data-state=unsaved]").wait_for(timeout=10_000)
    again = page.context.new_page()
    page.close()
    again.goto(address)
    again.locator(".saved[data-state=saved]").wait_for(timeout=10_000)
    slot.refresh_from_db()
    assert slot.response != {}
