"""No key before its time: whatever a learner asks of the site during an attempt, nothing gives an answer away."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courses import items
from courses.quizzes import queries
from courses.quizzes.models import QuizPage
from courses.quizzes.services import finish_attempt, start_attempt
from tests.courses.quizzes import secrets
from tests.courses.quizzes.secrets import found_in
from tests.factories import sittings

pytestmark = pytest.mark.django_db

BEHAVIOURS = ["interactive", "immediate", "deferred"]
NEVER = {"notes", "tolerance", "fraction"}
"""What no learner is ever shown, not even when all is over."""

ELSEWHERE = [
    "/en/",
    "/en/programmes/",
    "/en/learning/",
    "/en/certificates/",
    "/api/v1/schema/",
    "/api/v1/docs/",
    "/static/quizzes/answers.js",
    "/static/quizzes/clock.js",
    "/admin/snippets/quizzes/question/",
    "/sitemap.xml",
]


class Learner:
    """Somebody in the middle of the quiz, who looks everywhere."""

    def __init__(self, client, quiz: QuizPage, **fields):
        QuizPage.objects.filter(pk=quiz.pk).update(**fields)
        self.client = client
        self.quiz = QuizPage.objects.get(pk=quiz.pk)
        self.user = sittings.participant(self.quiz)
        client.force_login(self.user)
        self.attempt = start_attempt(user=self.user, quiz=self.quiz, language="en")
        self.slots = list(self.attempt.slots.select_related("version"))

    def url(self, word: str = "", language: str = "en") -> str:
        return f"/{language}/attempts/{self.attempt.public_id}/{word}"

    @property
    def api(self) -> str:
        return f"/api/v1/attempts/{self.attempt.public_id}/"

    def read(self, answer) -> set[secrets.Secret]:
        """Return the secrets of an answer: of its head, and of its body, which may come in pieces."""
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return found_in(body.decode(errors="replace") + str(answer.headers))

    def look(self, *urls: str) -> set[secrets.Secret]:
        return set().union(*(self.read(self.client.get(url, follow=True)) for url in urls))

    def look_elsewhere(self) -> set[secrets.Secret]:
        above = self.quiz.get_parent()
        return self.look(above.url, above.get_parent().url, *ELSEWHERE)

    def look_everywhere(self) -> set[secrets.Secret]:
        """Return what every page of the attempt gives away, and the quiz's own."""
        own = [self.url(f"?q={number}") for number in (*range(1, len(self.slots) + 1), "end", "x")]
        own += [self.url("?q=1", "sv"), self.url("result/"), self.url("finish/"), self.url("answers/")]
        staff = [f"/en/quizzes/{self.quiz.translation_key}/results/"]
        return self.look(self.quiz.url, f"{self.quiz.url}?preview=true", *own, *staff, self.api, f"{self.api}answers/")

    def send(self, slot, response, check: bool) -> set[secrets.Secret]:
        """Answer as the page's script does."""
        data = {"slot": str(slot.slot_key), "key": str(uuid.uuid4()), "response": response, "language": "en"}
        return self.read(
            self.client.post(f"{self.api}answers/", json.dumps({**data, "check": check}), "application/json")
        )

    def post(self, slot, response, action: str) -> set[secrets.Secret]:
        """Answer as the plain form does, and read what follows."""
        data = {"slot": slot.slot_key, "key": uuid.uuid4(), "action": action, **response}
        if slot.version.kind == "file_upload":
            data["upload"] = SimpleUploadedFile("plan.pdf", b"%PDF-1.7")
        return self.read(self.client.post(self.url("answers/"), data, follow=True))

    def answer_badly(self, slot) -> set[secrets.Secret]:
        bad = [{"text": ["\x00"]}, {"choice": ["no-such"]}, {"text": ["1,500"]}, {"file": ["x"]}, {}]
        return set().union(*(self.send(slot, response, check=True) for response in bad))


@pytest.fixture(scope="module")
def quiz(shared_database):
    """Return the quiz of every kind, made once; each test says how it is to be answered."""
    return secrets.quiz()


def of(kind: str, seen: set[secrets.Secret]) -> set[str]:
    return {name for whose, name in seen if whose == kind}


def test_every_kind_has_its_secrets():
    assert set(secrets.OWN) == set(items.kinds())


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_nothing_is_given_away_before_anything_is_answered(client, quiz, behaviour):
    learner = Learner(client, quiz, behaviour=behaviour)
    assert learner.look_everywhere() == learner.look_elsewhere() == set()
    for slot in learner.slots:
        assert learner.answer_badly(slot) == set()


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_an_answer_that_is_only_saved_gives_nothing_away(client, quiz, behaviour):
    learner = Learner(client, quiz, behaviour=behaviour)
    for slot in learner.slots:
        wrong = secrets.wrong_answer(slot)
        assert learner.send(slot, wrong, check=False) == set()
        assert learner.post(slot, wrong, "save") == set()
    assert learner.look_everywhere() == set()


def test_with_feedback_at_the_end_asking_for_it_changes_nothing(client, quiz):
    learner = Learner(client, quiz, behaviour="deferred")
    for slot in learner.slots:
        wrong = secrets.wrong_answer(slot)
        assert learner.send(slot, wrong, check=True) == learner.post(slot, wrong, "check") == set()
    assert learner.look_everywhere() == set()


def machine_marked(learner) -> list:
    return [slot for slot in learner.slots if items.get(slot.version.kind).marking == "machine"]


def test_a_miss_gives_the_hint_of_that_question_and_nothing_else(client, quiz):
    learner = Learner(client, quiz, behaviour="interactive", tries=2)
    hints = set()
    for slot in machine_marked(learner):
        assert learner.send(slot, secrets.wrong_answer(slot), check=True) == set()
        hints.add((slot.version.kind, "hint"))
        assert learner.look(learner.url(f"?q={slot.number}")) == {(slot.version.kind, "hint")}
    assert len(hints) == 7
    assert learner.look_everywhere() == hints


def test_one_question_that_is_closed_explains_itself_alone(client, quiz):
    learner = Learner(client, quiz, behaviour="immediate")
    closed = set()
    for slot in machine_marked(learner):
        seen = learner.post(slot, secrets.wrong_answer(slot), "check")
        assert {kind for kind, _name in seen} == {slot.version.kind}
        assert "explanation" in of(slot.version.kind, seen)
        closed.add(slot.version.kind)
    assert {kind for kind, _name in learner.look_everywhere()} == closed
    assert not {name for _kind, name in learner.look_everywhere()} & NEVER


def test_nothing_is_shown_of_an_attempt_that_is_over_where_the_quiz_says_so(client, quiz):
    reviews = {f"review_{moment}": ["answer"] for moment in ("just_after", "later", "after_close")}
    learner = Learner(client, quiz, behaviour="deferred", **reviews)
    for slot in learner.slots:
        learner.send(slot, secrets.wrong_answer(slot), check=False)
    finish_attempt(attempt=learner.attempt)
    assert learner.look_everywhere() == set()


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_when_all_is_over_it_is_explained_and_notes_stay_with_those_who_mark(client, quiz, behaviour):
    learner = Learner(client, quiz, behaviour=behaviour)
    for slot in learner.slots:
        learner.post(slot, secrets.wrong_answer(slot), "save")
    finish_attempt(attempt=learner.attempt)
    seen = learner.look(learner.url("result/"))
    assert {kind for kind, name in seen if name == "explanation"} == set(items.kinds()) - {"description"}
    assert of("single_choice", seen) == of("true_false", seen) == {"explanation", "wrong_option"}
    assert "answer" in of("numeric", seen)
    assert "accepted" in of("short_text", seen)
    assert "model" not in of("essay", seen), "nobody has read the answer yet"
    learner.attempt.slots.filter(state="waits").update(state="partial", fraction=0.5)
    assert "model" in of("essay", learner.look(learner.url("result/")))
    assert not {name for _kind, name in learner.look_everywhere()} & NEVER


def leak_on_the_page(monkeypatch):
    real = queries.review.shown_feedback

    def leaky(attempt, slot, text, shown):
        return {**real(attempt, slot, text, shown), "missed": True, "hint": text.key["hint"], "tries_left": 1}

    monkeypatch.setattr(queries.review, "shown_feedback", leaky)


def leak_to_machines(monkeypatch):
    from rest_framework.response import Response

    from courses.quizzes import api

    monkeypatch.setattr(api, "Response", lambda body, **rest: Response({**body, "key": {"fraction": 0.4142}}, **rest))


@pytest.mark.parametrize("leak", [leak_on_the_page, leak_to_machines])
def test_control_what_is_given_away_is_seen(client, quiz, monkeypatch, leak):
    learner = Learner(client, quiz, behaviour="deferred")
    assert learner.look_everywhere() == set()
    leak(monkeypatch)
    assert learner.look_everywhere() != set()
