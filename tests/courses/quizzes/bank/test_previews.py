"""A question is previewed as a learner of each of its languages gets it."""

import re

import pytest
from django.test import RequestFactory

from skerry.accounts.models import Role
from tests.courses.quizzes.bank.forms import form_of
from tests.courses.quizzes.bank.kinds import EVERY_KIND, question_of
from tests.courses.quizzes.bank.rows import add_row, edit, raw_of, translate
from tests.factories import content, people

pytestmark = pytest.mark.django_db

SWEDISH = ["Arbetskraft", "Lägre skatter", "Leverantörer"]


def preview(question, language: str = "") -> str:
    """Return the page that the desk shows of a question as it is in memory."""
    request = RequestFactory().get("/")
    request.user = people.person(role=Role.TRAINER)
    response = question.make_preview_request(request, language or question.default_preview_mode)
    assert response.status_code == 200
    return response.content.decode()


def language_of(html: str) -> str:
    return re.search(r'<html[^>]* lang="(\w+)"', html)[1]


@pytest.fixture
def pair():
    english = content.question()
    return english, translate(english, "sv", stem="<p>Vad är ingen källa?</p>", options=SWEDISH)


def test_there_is_a_mode_for_each_language_its_own_first(pair):
    english, swedish = pair
    assert [mode for mode, _name in english.preview_modes] == ["en", "sv"]
    assert [mode for mode, _name in swedish.preview_modes] == ["sv", "en"]
    assert dict(english.preview_modes)["sv"] == "Svenska"


def test_a_new_question_has_its_own_language_alone():
    question = content.question()
    fresh = type(question)(code="new", locale=question.locale, item=question.item)
    assert [mode for mode, _name in fresh.preview_modes] == ["en"]
    assert "advantage" in preview(fresh)


@pytest.mark.parametrize("which", [0, 1])
def test_each_language_shows_its_words_and_its_interface(pair, which):
    html = preview(pair[which], "sv")
    assert language_of(html) == "sv"
    assert "Vad är ingen källa?" in html
    assert "Lägre skatter" in html
    assert "Lower taxes" not in html
    html = preview(pair[which], "en")
    assert (language_of(html), "Lower taxes" in html) == ("en", True)


def test_what_is_not_saved_yet_is_shown(pair):
    english, swedish = pair
    raw = raw_of(english)
    raw[0]["value"]["stem"] = "<p>Which one is odd?</p>"
    english.item = raw
    assert "Which one is odd?" in preview(english, "en")
    raw = raw_of(swedish)
    raw[0]["value"]["stem"] = "<p>Vilken är udda?</p>"
    swedish.item = raw
    assert "Vilken är udda?" in preview(swedish, "sv")


def test_the_key_that_is_shown_is_the_sources(pair):
    english, swedish = pair
    edit(english, options=[{"fraction": "1"}, {"fraction": "0"}, {"fraction": "0"}])
    html = preview(swedish, "sv")
    assert re.findall(r"<li>([^<]+)</li></ul>", html[html.index("<details") :])[0] == "Arbetskraft"


def test_a_translation_that_does_not_fit_is_shown_as_learners_get_it(pair):
    english, swedish = pair
    add_row(english, "options", {"text": "Neighbours", "fraction": "0", "feedback": ""})
    html = preview(swedish, "sv")
    assert language_of(html) == "sv"
    assert "Neighbours" in html
    assert re.search(r'lang="en"[^>]*>\s*<p[^>]*>Which is not', html)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_can_be_previewed_in_two_languages(kind):
    english = question_of(kind)
    swedish = translate(english, "sv", stem="<p>Vad vet du?</p>")
    for question in (english, swedish):
        assert f"What do you know of clusters ({kind})?" in preview(question, "en")
        assert "Vad vet du?" in preview(question, "sv")


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        ("essay", '<textarea[^>]*name="text"'),
        ("file_upload", '<input[^>]*type="file"'),
        ("matrix", "<table"),
        ("scale", 'type="radio"'),
        ("ordering", "data-order"),
        ("matching", "<select"),
    ],
)
def test_the_controls_are_those_of_the_learner(kind, drawn):
    assert re.search(drawn, preview(question_of(kind)))


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


def test_the_desk_may_show_a_preview_beside_the_editor_and_nobody_else_may(trainer, client):
    question = content.question()
    url = f"/admin/snippets/quizzes/question/preview/{question.pk}/"
    trainer.post(url, form_of(question))
    response = trainer.get(url)
    assert policy(response)["frame-ancestors"] == "'self'"
    assert policy(response)["script-src"] == "'self'", "otherwise the policy is that of every page"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert policy(client.get("/en/accounts/login/"))["frame-ancestors"] == "'none'"


def test_a_page_may_be_shown_beside_its_editor_too(editor):
    quiz = content.quiz(content.module())
    response = quiz.make_preview_request(editor.get("/admin/").wsgi_request, "")
    assert policy(response)["frame-ancestors"] == "'self'"


def test_a_draft_without_a_kind_can_be_previewed():
    question = content.question()
    question.item = []
    assert "No question yet" in preview(question)


def test_the_desk_serves_the_modes(trainer, pair):
    english, _swedish = pair
    url = f"/admin/snippets/quizzes/question/preview/{english.pk}/"
    trainer.post(url, form_of(english))
    for mode, said in (("en", "Lower taxes"), ("sv", "Lägre skatter")):
        response = trainer.get(url, {"mode": mode})
        assert response.status_code == 200
        assert said in response.content.decode()
