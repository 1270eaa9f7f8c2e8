"""The same question in two windows, and on two devices: the newest answer counts, both are told, the log has both."""

import pytest

from courses.quizzes.models import AttemptStep
from tests.journeys import sitting
from tests.journeys.sitting import begin, saves, slot, timed_quiz, wait_until, write
from tests.support.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

NOTICE = (
    "This question was answered in another window or on another device as well. Your newest answer counts; the other "
    "is kept in the history."
)


def see_notice(page, say) -> None:
    page.locator("#told").get_by_text(say(NOTICE)).wait_for()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_two_windows_of_one_browser(desktop, live_server, sign_in, screenshot, language):
    first = desktop
    say = begin(first, sign_in, timed_quiz("numeric"), language)
    second = first.context.new_page()
    second.goto(first.url)

    write(first, "1")
    wait_until(first, "saved")
    see_notice(second, say)
    write(second, "2")
    wait_until(second, "saved")
    see_notice(first, say)
    screenshot(first, f"two-windows-{language}")

    assert slot(1).response["text"] == "2", "the newest counts"
    assert saves() == [(1, "1"), (1, "2")], "and the other is in the log"
    assert second.locator("#told").inner_text() == say(NOTICE), "the notice stays where it was seen"


def test_two_devices(browsing, live_server, sign_in):
    laptop, phone = browsing.open(**DESKTOP), browsing.open(**PHONE)
    quiz = timed_quiz("numeric")
    say = begin(laptop, sign_in, quiz, "sv")
    sign_in(phone, sitting.LEARNER)
    phone.goto(laptop.url)

    write(laptop, "1")
    wait_until(laptop, "saved")
    write(phone, "2")
    wait_until(phone, "saved")
    see_notice(phone, say)
    assert laptop.locator("#told").inner_text() == ""
    write(laptop, "3")
    see_notice(laptop, say)
    wait_until(laptop, "saved")
    assert slot(1).response["text"] == "3"
    assert saves() == [(1, "1"), (1, "2"), (1, "3")]
    write(laptop, "3.5")
    wait_until(laptop, "saved")
    steps = AttemptStep.objects.filter(slot=slot(1)).order_by("sequence")
    assert [step.sequence for step in steps] == [0, 1, 2, 3, 4]


def test_an_answer_left_on_one_device_does_not_hide_a_newer_one_of_another(browsing, live_server, sign_in, ear):
    """What waited on the phone arrives last and counts, and the person is told that there was another."""
    ear.allow("ERR_INTERNET_DISCONNECTED")
    laptop, phone = browsing.open(**DESKTOP), browsing.open(**PHONE)
    say = begin(laptop, sign_in, timed_quiz("numeric"), "en")
    sign_in(phone, sitting.LEARNER)
    phone.goto(laptop.url)
    phone.context.set_offline(True)
    write(phone, "1")
    wait_until(phone, "unsaved")
    context, address = phone.context, phone.url
    phone.close()
    write(laptop, "2")
    wait_until(laptop, "saved")

    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    see_notice(again, say)
    assert slot(1).response["text"] == "1"
    assert saves() == [(1, "2"), (1, "1")]
