"""The trainer's pages of a quiz, on a phone and a desktop, in light and dark: no fault that axe can find, nothing to
scroll sideways for; and a picture of each."""

import pytest
from django.urls import reverse
from django.utils import translation

from courses.quizzes.services import (
    grant_accommodation,
    mark_answer,
    override_mark,
    plan_regrade,
)
from skerry.accounts.models import Role
from skerry.notices.models import Notice
from tests.courses.quizzes.staff import scenes
from tests.factories import people
from tests.support.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]


def essay(sitting, number: int = 2):
    return sitting.slots.select_related("version").get(number=number)


def marked(slot, by, *values: float, **fields) -> None:
    rows = slot.version.texts.get().content["rubric"]
    points = {row["id"]: value for row, value in zip(rows, values, strict=True)}
    mark_answer(slot=slot, by=by, language="en", points=points, **fields)


@pytest.fixture
def pages() -> dict[str, str]:
    """A quiz in which everything has happened that trainers see, and the addresses of its pages."""
    made = scenes.scene("single_choice", "essay", "numeric", time_limit=60)
    trainer, second = made.trainer, people.person("Signe", role=Role.TRAINER)
    words = "The members carry the projects, and the office listens to them. " * 8
    first, *others = [
        scenes.sat(made, option, words, "3.5", user=scenes.learner(made, name))
        for name, option in (("Žanete Ķēniņa-Šūberga", scenes.WRONG), ("Jonas", scenes.RIGHT), ("Anna", scenes.OTHER))
    ]
    marked(essay(first), trainer, 3, 1, comment="Good.", keeps_comment=True, waits_for_second=True)
    marked(essay(first), second, 1, 0, comment="Thin.")
    marked(essay(others[0]), second, 2, 1, comment="Say who decides.", keeps_comment=True)
    override_mark(slot=others[0].slots.get(number=3), fraction=0.5, reason="The unit is missing.", by=trainer)
    scenes.repair(made.questions[0])
    key = made.questions[0].translation_key
    regrade = plan_regrade(quiz_key=made.key, question_key=key, policy="replace", reason="A wrong key.", by=trainer)
    grant_accommodation(user=first.user, quiz=made.quiz, by=trainer, extra_minutes=15, reason="Reads slowly")

    def url(name: str, *args) -> str:
        with translation.override("en"):
            return reverse(f"quizzes:{name}", args=[made.key, *args])

    return {
        "trainer": trainer.email,
        "results": url("staff"),
        "attempt": url("staff_attempt", others[0].public_id),
        "marking": url("marking"),
        "marking-settle": f"{url('marking')}?show=settle",
        "mark": url("mark", essay(others[1]).pk),
        "settle": url("settle", essay(first).pk),
        "corrections": url("corrections"),
        "plan": url("plan_regrade", key),
        "regrade": url("regrade", regrade.public_id),
        "accommodations": url("accommodations"),
    }


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_every_page_of_a_trainer(browsing, live_server, sign_in, pages, violations, screenshot, color_scheme):
    found = []
    for device, options in (("phone", PHONE), ("desktop", DESKTOP)):
        page = browsing.open(**options)
        sign_in(page, pages["trainer"])
        for name, address in list(pages.items())[1:]:
            page.goto(live_server.url + address)
            for summary in page.locator("details:not([open]) > summary").all():
                if summary.is_visible() and not summary.locator("xpath=ancestor::header").count():
                    summary.click()
            found += [f"{name} on {device}: {fault}" for fault in violations(page)]
            wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            if wide > room:
                found.append(f"{name} on {device} is {wide - room} px too wide")
            screenshot(page, f"trainer-{name}-{device}-{color_scheme}")
    assert not found, "\n".join(found)


def test_without_javascript_an_answer_is_marked(page_without_js, live_server, sign_in, pages, ear):
    page = page_without_js
    ear.allow("422")
    sign_in(page, pages["trainer"])
    page.goto(live_server.url + pages["marking"])
    page.get_by_role("button", name="Mark the next answer").click()
    page.get_by_label("Names the members").fill("3")
    page.get_by_label("Says who decides").fill("7")
    page.get_by_label("Comment to the person").fill("Well said.")
    page.get_by_role("button", name="Save and mark the next").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.get_by_label("Comment to the person").input_value() == "Well said."
    page.get_by_label("Says who decides").fill("1")
    page.get_by_role("button", name="Save and mark the next").click()
    page.get_by_text("Nothing waits that you could mark now.").wait_for()
    assert Notice.objects.filter(kind="quizzes.attempt_marked").exists()
