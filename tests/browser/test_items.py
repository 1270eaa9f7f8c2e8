"""Every kind of question as assistive technology has it, on a phone and a desktop, in light and dark.

What the browser tells assistive technology stands in `snapshots/`, a file for each kind and language, to be read like
text when it changes. ``SNAPSHOTS=write`` writes the files anew.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from courses.quizzes.models import Attempt
from courses.quizzes.services import finish_attempt
from tests.factories import every_kind
from tests.journeys import sitting
from tests.support.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

SNAPSHOTS = Path(__file__).parent / "snapshots"
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DEVICES = {"phone": PHONE, "desktop": DESKTOP, "narrow": NARROW}


def sit(sign_in, page, language: str) -> Attempt:
    """Begin an attempt at a quiz of every kind, without a clock, and sign in on the page."""
    quiz = every_kind.quiz(sitting.module(), behaviour="interactive")
    attempt = every_kind.begin(quiz, sitting.learner(), language)
    sign_in(page, sitting.LEARNER)
    return attempt


def questions(page, attempt: Attempt, language: str):
    """Open the questions one after the other; gives the kind of each."""
    for number, kind in enumerate(every_kind.KINDS, start=1):
        page.goto(f"/{language}/attempts/{attempt.public_id}/?q={number}")
        yield kind


def told(page) -> str:
    """Return what assistive technology has of the question, without the addresses of links."""
    return re.sub(r":?\n +- /url: .*", "", page.locator("form#question").aria_snapshot())


def kept(kind: str, language: str) -> str:
    path = SNAPSHOTS / f"{kind}.{language}.txt"
    return path.read_text(encoding="utf-8").rstrip("\n") if path.exists() else ""


def differences(kind: str, language: str, found: str) -> list[str]:
    """Return a line when a question is not told as it was, or write down how it is told where that is asked for."""
    if os.environ.get("SNAPSHOTS") == "write":
        SNAPSHOTS.mkdir(exist_ok=True)
        (SNAPSHOTS / f"{kind}.{language}.txt").write_text(found + "\n", encoding="utf-8")
    known = kept(kind, language)
    return [] if known == found else [f"{kind}.{language}.txt has\n{known}\nbut the browser says\n{found}"]


@pytest.mark.parametrize("language", every_kind.LANGUAGES)
def test_every_kind_is_told_as_it_was(desktop, sign_in, language):
    attempt = sit(sign_in, desktop, language)
    wrong = []
    for kind in questions(desktop, attempt, language):
        wrong += differences(kind, language, told(desktop))
    assert not wrong, "\n".join(wrong)
    assert len(list(SNAPSHOTS.glob(f"*.{language}.txt"))) == len(every_kind.KINDS)


def test_control_a_label_that_is_gone_is_seen(desktop, sign_in):
    attempt = sit(sign_in, desktop, "en")
    desktop.goto(f"/en/attempts/{attempt.public_id}/?q={list(every_kind.KINDS).index('numeric') + 1}")
    assert told(desktop) == kept("numeric", "en")
    desktop.evaluate("document.querySelector('#question .answer-line label').remove()")
    assert told(desktop) != kept("numeric", "en")


def test_what_belongs_to_a_field_is_told_with_it(desktop, sign_in):
    attempt = sit(sign_in, desktop, "en")
    said = {"numeric": "km", "essay": "Write 3 to 200 words.", "file_upload": "pdf, txt"}
    for kind in questions(desktop, attempt, "en"):
        if kind in said:
            field = desktop.locator("#question :is(input:not([type=hidden]), textarea)").first
            expect(field).to_have_accessible_description(re.compile(re.escape(said[kind])))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", DEVICES)
def test_no_kind_has_a_fault(browsing, sign_in, screenshot, violations, device, scheme):
    language = "sv" if device == "narrow" else "en"
    page = browsing.open(**DEVICES[device], color_scheme=scheme)
    attempt = sit(sign_in, page, language)
    found = []
    for kind in questions(page, attempt, language):
        found += [f"{kind}: {fault}" for fault in [*violations(page), *sideways(page)]]
        screenshot(page, f"items/{kind}-{device}-{scheme}")
    finish_attempt(attempt=attempt)
    page.goto(f"/{language}/attempts/{attempt.public_id}/result/")
    found += [f"result: {fault}" for fault in [*violations(page), *sideways(page)]]
    screenshot(page, f"items/result-{device}-{scheme}")
    assert not found, "\n".join(found)


def sideways(page) -> list[str]:
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"scrolls sideways ({width} > {room})"] if width > room else []
