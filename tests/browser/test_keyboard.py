"""The quiz by keyboard alone, and by buttons where others drag."""

import pytest

from courses.quizzes.models import AttemptSlot
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]


def tab_to(page, selector: str, presses: int = 80) -> None:
    """Press Tab until an element has the focus; fail when it cannot be reached."""
    for _press in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def begin(page, base: str, sign_in) -> None:
    sign_in(page, "learner@skerry.example")
    page.goto(f"{base}/en/{steps.MODULE}/quiz/")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.locator("#question").wait_for()


def test_a_choice_is_made_and_checked_by_keyboard(desktop, live_server, sign_in):
    begin(desktop, live_server.url, sign_in)
    tab_to(desktop, "#question input[type=radio]")
    desktop.keyboard.press("Space")
    tab_to(desktop, "#question button[value=check]")
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    assert desktop.locator("#hint, #feedback").count() == 1


def test_items_are_ordered_with_buttons(desktop, live_server, sign_in):
    begin(desktop, live_server.url, sign_in)
    desktop.goto(desktop.url.split("?")[0] + "?q=4")
    first = desktop.locator(".order-text").first.inner_text()
    tab_to(desktop, "#question [data-move='1']")
    desktop.keyboard.press("Enter")
    assert desktop.locator(".order-text").nth(1).inner_text() == first
    desktop.locator(".saved[data-state=saved]").wait_for()
    slot = AttemptSlot.objects.get(attempt__user__email="learner@skerry.example", number=4)
    assert len(slot.response["order"]) == 4


def test_the_first_stop_leads_past_the_header(desktop):
    desktop.goto("/en/")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "main"
