"""What is measured: each row is one thing that a reader does, over and over."""

import itertools
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.browser import Answer, Browser, Form, WrongAnswerError, form_with

QUESTIONS_AT_MOST = 50


class NobodyLeft(Exception):  # noqa: N818
    """A thing that each person does once was done by all of them."""


@dataclass
class Reader:
    """A browser and where it is to go; a learner also has a running attempt and answers to give."""

    browser: Browser
    places: dict
    person: dict | None = None
    attempt: str = ""
    answers: list[dict] = field(default_factory=list)
    turn: itertools.count = field(default_factory=itertools.count)
    crowd: list[dict[str, str]] = field(default_factory=list)
    begun: list[tuple[dict[str, str], str]] = field(default_factory=list)

    def sign_in(self) -> None:
        self.browser.sign_in(self.places["sign_in"], self.person["email"], self.person["password"])

    def start(self) -> Answer:
        """Begin an attempt, or find the one that is running."""
        answer = self.browser.post(self.places["start"]).expect(302)
        self.attempt = re.search(r"/attempts/([0-9a-f-]{36})/", answer.location)[1]
        return answer

    @property
    def attempt_path(self) -> str:
        return f"/{self.places['language']}/attempts/{self.attempt}/"

    def become_another(self) -> None:
        """Go on as the next of the crowd, who has signed in. Raises NobodyLeft."""
        if not self.crowd:
            raise NobodyLeft
        self.browser.cookies = self.crowd.pop()

    def read_questions(self) -> None:
        """Look at every question and think of two answers to each."""
        for number in range(1, QUESTIONS_AT_MOST):
            form = form_with(self.browser.get(f"{self.attempt_path}?q={number}").expect(200).text, "slot")
            if any(form.hidden["slot"] == known["slot"] for known in self.answers):
                return
            two = [responses(form, which) for which in (0, 1)]
            self.answers.append({"slot": form.hidden["slot"], "two": two, "check": "check" in form.actions})

    def save(self, known: dict, which: int, *, check: bool = False) -> Answer:
        return self.browser.post_json(
            f"/api/v1/attempts/{self.attempt}/answers/",
            {
                "slot": known["slot"],
                "key": str(uuid.uuid4()),
                "response": known["two"][which],
                "language": self.places["language"],
                "check": check,
            },
        ).expect(200)

    def finish(self) -> Answer:
        return self.browser.post(f"{self.attempt_path}finish/").expect(302)


def responses(form: Form, which: int) -> dict[str, list[str]]:
    """Return a complete answer to a question; ``which`` of two that differ."""
    given = {name: [values[which % len(values)]] for name, values in form.ticks.items()}
    for shift, (name, values) in enumerate(form.choices.items()):
        given[name] = [values[(shift + which) % len(values)]]
    for shift, name in enumerate(form.places):
        given[name] = [str((shift + which) % len(form.places) + 1)]
    for name, is_number in form.texts.items():
        given[name] = [("3", "4")[which] if is_number else ("members", "office")[which]]
    return given


def hello(reader: Reader) -> list[Answer]:
    return [reader.browser.get("/bench/hello").expect(200)]


def insert(reader: Reader) -> list[Answer]:
    return [reader.browser.post("/bench/insert").expect(200)]


def template(reader: Reader) -> list[Answer]:
    return [reader.browser.get("/bench/template").expect(200)]


def home(reader: Reader) -> list[Answer]:
    return [reader.browser.get(reader.places["home"]).expect(200)]


def lesson(reader: Reader) -> list[Answer]:
    return [reader.browser.get(reader.places["lesson"]).expect(200)]


def module(reader: Reader) -> list[Answer]:
    return [reader.browser.get(reader.places["module"]).expect(200)]


def question(reader: Reader) -> list[Answer]:
    return [reader.browser.get(f"{reader.attempt_path}?q=1").expect(200)]


def answer(reader: Reader) -> list[Answer]:
    """Change the answer to the first question from one to the other."""
    saved = reader.save(reader.answers[0], next(reader.turn) % 2)
    if b'"duplicate":false' not in saved.text.replace(" ", "").encode():
        raise WrongAnswerError(f"nothing was written: {saved.text}")
    return [saved]


def attempt(reader: Reader) -> list[Answer]:
    """Start, answer everything, hand in, see the result."""
    which = next(reader.turn) % 2
    steps = [reader.start()]
    steps += [reader.save(known, which, check=known["check"]) for known in reader.answers]
    steps.append(reader.finish())
    return [*steps, reader.browser.get(f"{reader.attempt_path}result/").expect(200)]


def start(reader: Reader) -> list[Answer]:
    """Begin an attempt as somebody who has none."""
    reader.become_another()
    answer = reader.start()
    reader.begun.append((reader.browser.cookies, reader.attempt))
    return [answer]


def finish(reader: Reader) -> list[Answer]:
    """Hand in the attempt of somebody who has begun one."""
    if not reader.begun:
        raise NobodyLeft
    reader.browser.cookies, reader.attempt = reader.begun.pop()
    return [reader.finish()]


def begin(reader: Reader) -> None:
    reader.start()
    if not reader.answers:
        reader.read_questions()


def end(reader: Reader) -> None:
    """Leave no attempt running, so that the next start makes one."""
    begin(reader)
    reader.finish()


def nothing(_reader: Reader) -> None:
    pass


@dataclass(frozen=True)
class Row:
    """A thing to measure, and what it may cost: queries at most, processor milliseconds as an aim."""

    name: str
    visit: Callable[[Reader], list[Answer]]
    before: Callable[[Reader], None] = nothing
    signed_in: bool = False
    queries: int | None = None
    cpu: float | None = None


HELLO = Row("hello", hello)
INSERT = Row("one durable insert", insert)
TEMPLATE = Row("one template", template)
QUESTION = Row("quiz question", question, before=begin, signed_in=True, queries=12, cpu=12)
ANSWER = Row("answer saved", answer, before=begin, signed_in=True, queries=8, cpu=5)
ATTEMPT = Row("whole attempt", attempt, before=end, signed_in=True, cpu=80)
START = Row("attempt begun", start, signed_in=True)
FINISH = Row("attempt handed in", finish, signed_in=True)
REFERENCES = (HELLO, INSERT, TEMPLATE)
PAGES = (
    Row("home, anonymous", home, queries=12, cpu=12),
    Row("lesson, anonymous", lesson, queries=12, cpu=12),
    Row("lesson, signed in", lesson, signed_in=True, queries=12, cpu=12),
    Row("module with progress", module, signed_in=True, queries=12, cpu=12),
    QUESTION,
    ANSWER,
    ATTEMPT,
)
CROWD = (START, FINISH)
"""What each person does once."""

ROWS = (*REFERENCES, *PAGES)
