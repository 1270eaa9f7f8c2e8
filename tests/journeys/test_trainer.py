"""A trainer finds a wrong key: it is repaired, three people are marked again and told, and one of them passes by it."""

import json
import uuid
from copy import deepcopy

import pytest

from courses import items
from courses.modules.models import ModulePage
from courses.modules.services import enrol
from courses.quizzes.models import Attempt, Question, QuizPage
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from skerry.notices.models import Notice
from tests.factories import people
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

REASON = "The key named the wrong option. We are sorry."
RIGHT = {
    "single_choice": lambda key: {"choice": [option for option, part in key["fractions"].items() if part > 0]},
    "multiple_choice": lambda key: {"choice": [option for option, part in key["fractions"].items() if part > 0]},
    "true_false": lambda key: {"choice": ["true" if key["answer"] else "false"]},
    "matching": lambda key: {f"m-{pair}": [answer] for pair, answer in key["right"].items()},
    "ordering": lambda key: {f"o-{item}": [str(place)] for place, item in enumerate(key["order"], start=1)},
    "numeric": lambda key: {"text": [key["answer"]]},
    "short_text": lambda key: {"text": [key["accept"][0]]},
}


def quiz_of_b1() -> QuizPage:
    return QuizPage.objects.get(url_path__contains="/b1/", locale__language_code="en")


def keys_of(slot) -> tuple[dict, list[str]]:
    """Return the key of the question, and the options that it calls wrong."""
    text = slot.version.texts.get(locale="en")
    return text.key, [option for option, part in text.key.get("fractions", {}).items() if part <= 0]


def sit(name: str, *, first: str, right: int) -> Attempt:
    """Sit the quiz of B1: the first question as the old or as the repaired key has it, and some of the others right."""
    user, quiz = people.person(name), quiz_of_b1()
    enrol(user=user, module=ModulePage.objects.get(pk=quiz.get_parent().pk), language="en")
    attempt = start_attempt(user=user, quiz=quiz, language="en")
    slots = list(attempt.slots.select_related("version").order_by("number"))
    for slot in slots[: right + 1]:
        key, wrong = keys_of(slot)
        raw = RIGHT[slot.version.kind](key)
        if slot.number == 1 and first == "repaired":
            raw = {"choice": [wrong[0]]}
        fields = {"attempt_id": attempt.public_id, "slot_key": slot.slot_key, "client_key": uuid.uuid4()}
        save_answer(user=user, raw=raw, language="en", **fields)
    return finish_attempt(attempt=attempt)


def repair(attempt: Attempt) -> None:
    """Call the option right that was wrong, and publish the question as an editor does."""
    slot = attempt.slots.select_related("version").get(number=1)
    assert items.get(slot.version.kind).kind == "single_choice"
    right = keys_of(slot)[1][0]
    question = Question.objects.get(translation_key=slot.version.question_key, locale__language_code="en")
    block = deepcopy(next(iter(question.item.raw_data)))
    for row in block["value"]["options"]:
        row["value"]["fraction"] = "1" if row["id"] == right else "0"
    question.item = json.dumps([block])
    question.save_revision().publish()


def test_a_repaired_key_reaches_everybody_whom_it_changes(desktop, live_server, sign_in):
    passes = sit("Ilze Bērziņa", first="repaired", right=6)
    gains = sit("Jonas Petrauskas", first="repaired", right=8)
    loses = sit("Anna Lindqvist", first="old", right=8)
    assert (passes.passed, gains.passed, loses.passed) == (False, True, True)
    repair(passes)

    page, quiz = desktop, quiz_of_b1()
    sign_in(page, "trainer@skerry.example")
    page.goto(f"{live_server.url}/en/{steps.MODULE}/{quiz.slug}/")
    page.get_by_role("link", name="For trainers: results and marking").click()
    page.get_by_role("link", name="Corrections").click()
    page.get_by_role("link", name="Mark again").first.click()
    page.get_by_label("The new mark replaces the old one").check()
    page.get_by_label("Reason").fill(REASON)
    steps.press(page, "See whom it changes")
    page.get_by_text("1 passes by it").wait_for()
    assert page.locator("tbody tr", has_text="Ilze Bērziņa").get_by_text("Passes by it").is_visible()
    passes.refresh_from_db()
    assert not passes.passed, "a plan moves no mark"

    steps.press(page, "Mark again and tell them")
    page.get_by_role("link", name="See the result").click()
    page.get_by_role("heading", name="What it changed").wait_for()

    before = {attempt: attempt.percent for attempt in (gains, loses)}
    for attempt in (passes, gains, loses):
        attempt.refresh_from_db()
    assert passes.passed
    assert gains.percent > before[gains]
    assert loses.percent < before[loses]
    told = Notice.objects.filter(kind="quizzes.mark_changed", params__reason=REASON)
    three = {passes.user_id, gains.user_id, loses.user_id}
    assert {notice.user_id for notice in told.filter(user__in=three)} == three

    sign_in(page, passes.user.email)
    page.goto(f"{live_server.url}/en/notices/")
    page.get_by_role("link", name="Your mark has changed").first.click()
    page.get_by_role("heading", name="Passed").wait_for()
