"""A quiz against the clock, while lines drop, tabs close and sessions end: nothing is lost, and time is the server's."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.quizzes.models import Attempt, AttemptStep
from courses.quizzes.services import grant_accommodation
from skerry.accounts.models import User
from tests.journeys import sitting, steps
from tests.journeys.sitting import OFFLINE, begin, end_in, go_to, saves, slot, timed_quiz, wait_until, write

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

WORDS = ("numeric", "short_text", "essay")
WAITING = (
    "Not everything has reached the server yet. It is kept on this device and is sent by itself when the line is back."
)
SIGNED_OUT = (
    "You are signed out. Your answers are kept on this device and are sent when you have signed in again on this page."
)
RIGHT = {"en": ("3.5", "users"), "sv": ("3,5", "användare")}


def give_time(quiz, minutes: int) -> None:
    trainer = User.objects.get(email="trainer@skerry.example")
    grant_accommodation(user=sitting.learner(), quiz=quiz, by=trainer, extra_minutes=minutes, reason="A slow line")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_quiz_against_the_clock_through_a_lost_line(desktop, live_server, sign_in, ear, screenshot, language):
    ear.allow(OFFLINE)
    quiz, page, (number, word) = timed_quiz("numeric", "short_text"), desktop, RIGHT[language]
    page.clock.install()
    say = begin(page, sign_in, quiz, language)
    write(page, number)
    wait_until(page, "saved")
    go_to(page, 2)
    other = page.context.new_page()
    other.goto(page.url.replace("q=2", "q=1"))

    give_time(quiz, 15)
    page.clock.run_for(5_000)
    page.get_by_text(say("You were given more time.")).wait_for()
    until = sitting.attempt().due_at.astimezone(sitting.learner().zone).strftime("%H:%M")
    assert until in page.locator("[data-until-line]").inner_text()
    screenshot(page, f"timed-more-time-{language}")

    page.context.set_offline(True)
    write(page, "society")
    wait_until(page, "unsaved")
    assert page.get_by_text(say("Not saved yet: kept on this device")).is_visible()
    write(other, "4")
    wait_until(other, "unsaved")
    write(page, word)
    page.locator("#question button[value=save]").click()
    page.get_by_text(say(WAITING)).wait_for()
    screenshot(page, f"timed-offline-{language}")
    assert saves() == [(1, number)]

    page.context.set_offline(False)
    wait_until(page, "saved")
    wait_until(other, "saved")
    assert saves() == [(1, number), (2, "society"), (1, "4"), (2, word)]
    write(other, number)
    wait_until(other, "saved")
    assert other.locator("#told").inner_text() == "", "its own answers are nobody else's"
    other.close()

    end_in(6)
    page.wait_for_url("**/result/")
    attempt = sitting.attempt()
    assert (attempt.mark, attempt.max_mark, attempt.passed) == (2, 2, True)
    assert re.match(r"100\s%", page.locator(".score-figure").inner_text())


def test_time_runs_out_while_the_line_is_down(desktop, live_server, sign_in, ear):
    ear.allow(OFFLINE)
    quiz, page = timed_quiz("numeric"), desktop
    say = begin(page, sign_in, quiz, "sv")
    end_in(7)
    page.locator(".clock[data-soon]").wait_for()
    page.context.set_offline(True)
    write(page, "3,5")
    page.get_by_text(say("Time is up. What was saved is being handed in.")).first.wait_for()
    wait_until(page, "unsaved")
    assert "?q=1" in page.url, "the page stays, and with it what was typed"
    assert sitting.attempt().is_running

    page.context.set_offline(False)
    page.wait_for_url("**/result/")
    assert (sitting.attempt().mark, saves()) == (1, [(1, "3,5")])


def test_a_tab_is_closed_while_the_line_is_down_and_opened_again(desktop, live_server, sign_in, ear):
    ear.allow(OFFLINE)
    page, context = desktop, desktop.context
    begin(page, sign_in, timed_quiz(*WORDS), "en")
    go_to(page, 3)
    address = page.url
    context.set_offline(True)
    write(page, "Six firms and a university.")
    wait_until(page, "unsaved")
    write(page, "Six firms, a university and a city.")
    page.close(run_before_unload=False)
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    assert again.locator("textarea").input_value() == "Six firms, a university and a city."
    wait_until(again, "saved")
    assert saves()[-1] == (3, "Six firms, a university and a city.")
    assert again.locator("#told").inner_text() == ""


def test_what_was_kept_on_the_device_until_after_the_end_is_told_and_logged(desktop, live_server, sign_in, ear):
    ear.allow(OFFLINE)
    page, context = desktop, desktop.context
    say = begin(page, sign_in, timed_quiz("numeric", "short_text"), "sv")
    address = page.url
    context.set_offline(True)
    write(page, "3,5")
    wait_until(page, "unsaved")
    page.close()
    past = timezone.now() - timedelta(minutes=5)
    Attempt.objects.filter(pk=sitting.attempt().pk).update(due_at=past, ends_at=past)
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    assert again.url.endswith("/result/")
    notice = "This attempt was handed in already. The answer is kept in the history; your result is unchanged."
    again.locator("#told").get_by_text(say(notice)).wait_for()
    assert sitting.attempt().mark == 0
    late = AttemptStep.objects.get(slot=slot(1), action="late")
    assert late.response["text"] == "3,5"


@pytest.mark.parametrize("where", ["here", "in another tab"])
def test_signed_out_in_the_middle_and_signed_in_again(desktop, live_server, sign_in, ear, screenshot, where):
    ear.allow("403")
    page = desktop
    say = begin(page, sign_in, timed_quiz("numeric"), "sv")
    page.context.clear_cookies()
    write(page, "3,5")
    told = page.locator("#told")
    told.get_by_text(say(SIGNED_OUT)).wait_for()
    wait_until(page, "unsaved")
    screenshot(page, "timed-signed-out")
    assert slot(1).response == {}

    form = page
    if where == "here":
        told.get_by_role("link", name=say("Sign in")).click()
    else:
        form = page.context.new_page()
        form.goto("/sv/accounts/login/")
    form.locator("input[name=login]").fill(sitting.LEARNER)
    form.locator("input[name=password]").fill("skerry-demo")
    form.locator("main form button[type=submit]").first.click()

    wait_until(page, "saved")
    assert page.locator("#question input[name=text]").input_value() == "3,5"
    assert saves() == [(1, "3,5")]
    assert told.inner_text() == ""


def test_an_answer_given_in_haste_goes_with_the_person(desktop, live_server, sign_in):
    """Faster than the pause after which an answer is sent: the next page sends it."""
    page = desktop
    begin(page, sign_in, timed_quiz("numeric", "short_text"), "en")
    write(page, "3.5")
    page.locator(".trail a").nth(1).click()
    page.wait_for_url("**q=2")
    wait_until(page, "saved")
    assert saves() == [(1, "3.5")]


def test_nothing_is_handed_in_before_what_waits_has_gone(desktop, live_server, sign_in, ear):
    ear.allow(OFFLINE)
    page = desktop
    say = begin(page, sign_in, timed_quiz("numeric"), "sv")
    page.route("**/answers/", lambda route: route.abort() if "/api/" in route.request.url else route.continue_())
    write(page, "3,5")
    wait_until(page, "unsaved")
    go_to(page, "end")
    steps.press(page, say("Hand in"))
    page.locator("#told").get_by_text(say(WAITING)).wait_for()
    assert sitting.attempt().is_running

    page.unroute("**/answers/")
    wait_until(page, "saved")
    steps.press(page, say("Hand in"))
    page.wait_for_url("**/result/")
    assert sitting.attempt().mark == 1


def test_a_page_from_something_in_between_is_no_acknowledgement(desktop, live_server, sign_in):
    page = desktop
    begin(page, sign_in, timed_quiz("numeric"), "en")
    page.route("**/api/v1/**", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Welcome</p>"))
    write(page, "3.5")
    wait_until(page, "unsaved")
    page.unroute("**/api/v1/**")
    wait_until(page, "saved")
    assert saves() == [(1, "3.5")]


def test_a_half_written_number_does_not_take_the_hands_off_the_keyboard(desktop, live_server, sign_in, ear):
    ear.allow("400")
    page = desktop
    say = begin(page, sign_in, timed_quiz("numeric"), "sv")
    page.locator("#question input[name=text]").press_sequentially("-")
    page.locator(".saved").get_by_text(say("Write a number, for example 3.5 or 3,5."), exact=False).wait_for()
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.press("Backspace")
    page.keyboard.type("3,5")
    wait_until(page, "saved")
    assert saves()[-1] == (1, "3,5")
