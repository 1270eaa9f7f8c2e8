"""What people do in the stories, step by step, as a browser does it."""

import re
from urllib.parse import urlsplit

from django.core import mail
from django.utils import translation
from django.utils.translation import gettext

from courses.quizzes.models import AttemptSlot
from courses.quizzes.queries import texts

LESSONS = ["what-a-cluster-is", "why-firms-gain", "porters-diamond", "helixes", "life-cycle", "neutral-broker"]
MODULE = "programmes/bsr-cbp/b1"


class Words:
    """The words of the interface in one language, so that a story can be told in any."""

    def __init__(self, language: str):
        self.language = language

    def __call__(self, text: str, **values) -> str:
        with translation.override(self.language):
            said = gettext(text)
        return said % values if values else said


def path_of(page) -> str:
    parts = urlsplit(page.url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def press(page, name: str, role: str = "button") -> None:
    """Press the one button, or follow the one link, of a name."""
    page.get_by_role(role, name=name, exact=False).first.click()


def open_account(page, say: Words, name: str, email: str) -> None:
    """Fill in the sign-up form, read the code in the mail and type it in."""
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password1]").fill("a calm sea and a good wind")
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[name=code]").wait_for()
    letter = mail.outbox[-1]
    assert letter.to == [email]
    assert say("Co-funded by the European Union") in letter.body
    code = re.search(r"^ {4}(\S+)$", letter.body, re.MULTILINE).group(1)
    page.locator("input[name=code]").fill(code)
    press(page, say("Confirm"))
    page.wait_for_load_state()


def answer_the_checks(page, say: Words) -> None:
    """Answer every knowledge check that is shown, one after the other, with its first option."""
    for number in range(page.locator("form.check").count()):
        check = page.locator("form.check").nth(number)
        if check.locator(".feedback").count():
            continue
        check.locator("input[type=radio]").first.check()
        check.locator("button[type=submit]").click()
        page.wait_for_load_state()
        assert page.locator("form.check").nth(number).locator(".feedback").count() == 1


def read_by_card(page, say: Words, lesson_url: str) -> None:
    """Read a lesson card by card from the first to Done."""
    page.goto(f"{lesson_url}?card=1")
    while True:
        answer_the_checks(page, say)
        onward = page.get_by_role("button", name=say("Next card"))
        if not onward.count():
            break
        onward.click()
        page.wait_for_load_state()
    page.locator(".lesson-done").get_by_role("button", name=say("Done"), exact=True).click()
    page.wait_for_load_state()


def read_as_page(page, say: Words, lesson_url: str) -> None:
    """Read a whole lesson on one page and press Done."""
    page.goto(lesson_url)
    answer_the_checks(page, say)
    page.locator(".lesson-done").get_by_role("button", name=say("Done"), exact=True).click()
    page.wait_for_load_state()


def slot_on(page) -> AttemptSlot:
    """Return the row behind the question that is shown."""
    form = page.locator("form#question")
    return AttemptSlot.objects.select_related("version", "attempt").get(
        attempt__public_id=form.get_attribute("data-attempt"), slot_key=form.get_attribute("data-slot")
    )


def fill_in(page, slot: AttemptSlot, language: str, *, right: bool = True) -> None:
    """Give an answer with mouse and keyboard; the right one comes from the key in the database."""
    text = texts([slot.version_id], language)[slot.version_id]
    FILLERS[slot.version.kind](page, text.key, right)


def _choose(page, key, right):
    for option, part in key["fractions"].items():
        if (part > 0) is right:
            page.locator(f"#question input[value='{option}']").check()
            if not right:
                return


def _match(page, key, right):
    answers = list(key["right"].values())
    shift = 0 if right else 1
    for number, pair in enumerate(key["right"]):
        page.locator(f"#question select[name='m-{pair}']").select_option(answers[(number + shift) % len(answers)])


def _order(page, key, right):
    wanted = key["order"] if right else list(reversed(key["order"]))
    for place, item in enumerate(wanted, start=1):
        page.locator(f"#question select[name='o-{item}']").select_option(str(place))


def _number(page, key, right):
    page.locator("#question input[name=text]").fill(key["answer"] if right else "999")


def _words(page, key, right):
    page.locator("#question input[name=text]").fill(key["accept"][0] if right else "weather")


FILLERS = {
    "single_choice": _choose,
    "multiple_choice": _choose,
    "matching": _match,
    "ordering": _order,
    "numeric": _number,
    "short_text": _words,
}


def answer_question(page, say: Words, *, right: bool = True) -> None:
    """Answer the question that is shown and have it checked."""
    fill_in(page, slot_on(page), say.language, right=right)
    with page.expect_navigation():
        page.locator("#question button[value=check]").click()
    page.locator("#feedback, #hint").first.wait_for()


def take_quiz(page, say: Words, quiz_url: str) -> None:
    """Take the quiz from start to hand-in with right answers, after one miss that shows the hint."""
    page.goto(quiz_url)
    page.locator("main form button[type=submit]").first.click()
    page.locator("#question").wait_for()
    answer_question(page, say, right=False)
    assert page.locator("#hint").count() == 1
    total = page.locator(".trail li").count()
    for _number in range(total):
        answer_question(page, say)
        page.locator(".question-foot a.button[data-kind=primary]").click()
        page.wait_for_load_state()
    press(page, say("Hand in"))
    page.locator(".score").wait_for()


def score_rows(user) -> list[tuple]:
    """Return what the database holds of a person's answers: the same, whichever way they were given."""
    rows = AttemptSlot.objects.filter(attempt__user=user).order_by("attempt__number", "number")
    return [(str(row.slot_key), row.state, row.tries_used, row.fraction, str(row.version_id)) for row in rows]
