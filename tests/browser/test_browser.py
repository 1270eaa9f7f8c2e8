"""The browser itself: what it hears, whom it signs in, what it keeps."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.support.browser import SCREENSHOTS, Ear


def test_the_home_page_opens_on_a_phone_without_a_complaint(phone, screenshot):
    phone.goto("/en/")
    assert phone.locator("h1").count() == 1
    assert phone.evaluate("[innerWidth, devicePixelRatio]") == [390, 2]
    screenshot(phone, "proof/home-phone")
    assert (SCREENSHOTS / "proof" / "home-phone.png").stat().st_size > 10_000


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_color_scheme_is_the_persons(desktop, color_scheme):
    desktop.goto("/en/")
    assert desktop.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (color_scheme == "dark")


def test_a_person_is_signed_in_past_the_form(desktop, sign_in):
    sign_in(desktop, "learner@skerry.example")
    response = desktop.goto(reverse("programmes:learning"))
    assert response.ok
    assert "/accounts/" not in desktop.url


def test_scripts_can_be_switched_off(page_without_js):
    page_without_js.goto("/en/")
    assert page_without_js.locator("h1").count() == 1


@pytest.mark.parametrize("turn", ["first", "second"])
def test_the_site_knows_whom_the_test_made_and_nobody_of_the_test_before(desktop, sign_in, turn):
    person = get_user_model().objects.create(email="made@skerry.example", name="Åsa Made")
    assert get_user_model().objects.filter(name="Åsa Made").count() == 1
    sign_in(desktop, person.email)
    desktop.goto(reverse("programmes:learning"))
    assert "/learning/" in desktop.url


def test_control_every_complaint_is_heard(browsing, live_server):
    """An error thrown, one logged, a broken policy, a picture from elsewhere and a page that is not there."""
    page = browsing.open()
    page.goto("/en/")
    page.evaluate("console.error('one')")
    page.evaluate("setTimeout(() => { throw new Error('two') })")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("new Image().src = 'http://elsewhere.example/x.png'")
    page.goto("/en/there-is-no-such-page/")
    page.wait_for_timeout(200)
    heard = "\n".join(browsing.ear.complaints())
    for word in ["one", "two", "style-src", "another site: http://elsewhere.example", "404"]:
        assert word in heard
    browsing.ear.allow("")


def test_a_complaint_that_was_expected_passes():
    ear = Ear("http://localhost:1")
    ear.heard = ["http://localhost:1/x: 404 (Not Found)", "http://localhost:1/: boom"]
    ear.allow("404")
    assert ear.complaints() == ["http://localhost:1/: boom"]


def test_axe_sees_a_picture_without_a_text(desktop, violations):
    desktop.goto("/en/")
    desktop.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in violations(desktop))
