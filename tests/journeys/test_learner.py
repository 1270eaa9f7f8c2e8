"""A stranger becomes the holder of a certificate that anyone can verify."""

import pytest

from courses.certificates.models import Certificate
from skerry.accounts.models import User
from tests.journeys import steps
from tests.journeys.steps import Words
from tests.support.browser import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

NAME = "Žanete Ķēniņa-Šūberga"


def learn(page, say: Words, base: str, email: str, *, by_card: bool) -> str:
    """From the programme to the certificate; returns the address where it can be verified."""
    module = f"{base}/{say.language}/{steps.MODULE}/"
    page.goto(f"{module}{steps.LESSONS[0]}/?card=3")
    steps.press(page, say("Open an account to save your progress"), role="link")
    steps.open_account(page, say, NAME, email)
    assert steps.path_of(page).endswith("?card=3"), "after the confirming mail the person is back on the same card"

    read = steps.read_by_card if by_card else steps.read_as_page
    for lesson in steps.LESSONS:
        read(page, say, f"{module}{lesson}/")
    steps.take_quiz(page, say, f"{module}quiz/")
    assert page.get_by_role("heading", name=say("Passed")).count() == 1

    page.goto(f"{base}/{say.language}/learning/")
    steps.press(page, say("Confirm your name to receive the certificate"), role="link")
    page.locator("input[name=name]").fill(NAME)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    certificate = Certificate.objects.get(user__email=email)
    assert certificate.is_issued
    return f"{base}/{say.language}/verify/{certificate.pk}/"


def test_a_stranger_on_a_phone_goes_from_the_home_page_to_a_verified_certificate_in_swedish(
    browsing, live_server, screenshot
):
    say, page = Words("sv"), browsing.open(**PHONE, locale="sv-SE")
    page.goto(f"{live_server.url}/")
    assert steps.path_of(page) == "/sv/"
    screenshot(page, "journey-home-sv")
    steps.press(page, say("See the programme"), role="link")
    page.wait_for_load_state()
    page.locator(".card-title a[href$='/b1/']").click()
    page.wait_for_load_state()
    assert steps.path_of(page) == f"/sv/{steps.MODULE}/"

    address = learn(page, say, live_server.url, "stranger@skerry.example", by_card=True)

    page.context.clear_cookies()
    page.goto(address)
    screenshot(page, "journey-verified-sv")
    assert page.get_by_text(NAME).first.is_visible()
    assert page.locator("html").get_attribute("lang") == "sv"


def test_the_whole_path_works_without_javascript_and_gives_the_same_score(page_without_js, desktop, live_server):
    say = Words("sv")
    address = learn(page_without_js, say, live_server.url, "plain@skerry.example", by_card=False)
    page_without_js.goto(address)
    assert page_without_js.get_by_text(NAME).first.is_visible()

    learn(desktop, say, live_server.url, "script@skerry.example", by_card=False)
    plain, script = (User.objects.get(email=f"{who}@skerry.example") for who in ("plain", "script"))
    assert steps.score_rows(plain) == steps.score_rows(script)
