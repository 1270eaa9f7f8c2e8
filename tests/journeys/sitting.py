"""A person in the middle of a quiz with a clock, as a browser shows it."""

import uuid
from datetime import timedelta

from django.utils import timezone

from courses.modules.models import ModulePage
from courses.quizzes.models import Attempt, AttemptSlot, AttemptStep, QuizPage
from courses.quizzes.services import save_answer
from skerry.accounts.models import User
from tests.factories import every_kind
from tests.journeys import steps
from tests.journeys.steps import Words

LEARNER = "learner@skerry.example"
OFFLINE = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|ERR_NETWORK"
FIELD = {"numeric": "input[name=text]", "short_text": "input[name=text]", "essay": "textarea"}


def module() -> ModulePage:
    return ModulePage.objects.get(code="B1", locale__language_code="en")


def timed_quiz(*kinds: str, **fields) -> QuizPage:
    """A quiz of half an hour, marked at the end."""
    return every_kind.quiz(module(), *kinds, **{"time_limit": 30, "behaviour": "deferred", **fields})


def begin(page, sign_in, quiz: QuizPage, language: str) -> Words:
    """Sign in as the demo learner and press the button that starts the quiz."""
    sign_in(page, LEARNER)
    page.goto(f"/{language}/{steps.MODULE}/{quiz.slug}/")
    page.locator("main form button[type=submit]").first.click()
    page.locator("#question").wait_for()
    return Words(language)


def attempt() -> Attempt:
    return Attempt.objects.get(user__email=LEARNER)


def slot(number: int) -> AttemptSlot:
    return AttemptSlot.objects.select_related("version").get(attempt__user__email=LEARNER, number=number)


def saves() -> list[tuple[int, str]]:
    """Return the answers in the log in the order in which they came: the question's number, the text."""
    found = AttemptStep.objects.filter(slot__attempt__user__email=LEARNER, action__in=("save", "late")).order_by("pk")
    return [(step.slot.number, step.response.get("text", "")) for step in found.select_related("slot")]


def go_to(page, number: int | str) -> None:
    page.goto(f"{page.url.split('?')[0]}?q={number}")


def write(page, text: str) -> None:
    page.locator("#question :is(input[name=text], textarea)").fill(text)


def wait_until(page, state: str) -> None:
    """Wait for the line under the question to say how things are."""
    page.locator(f".saved[data-state={state}]:visible").wait_for()


def end_in(seconds: float) -> None:
    """Let the time of the attempt be up in so many seconds."""
    due = timezone.now() + timedelta(seconds=seconds)
    Attempt.objects.filter(pk=attempt().pk).update(due_at=due, ends_at=due + timedelta(seconds=60))


def learner() -> User:
    return User.objects.get(email=LEARNER)


def answer_essay(of: Attempt) -> None:
    """Answer the first question, an essay, through the service."""
    save_answer(
        user=of.user,
        attempt_id=of.public_id,
        slot_key=of.slots.get(number=1).slot_key,
        raw={"text": ["Six firms, a city and a university."]},
        client_key=uuid.uuid4(),
        language=of.language,
    )
