"""Moving through a quiz: to any question, or forward only."""

import uuid

import pytest

from courses.quizzes.services import move_on
from tests.factories import sittings
from tests.factories.sittings import RIGHT, WRONG, answer, fresh, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def forward(client):
    """Return a running attempt of three questions that only moves forward; its person is signed in."""
    attempt = sittings.begin(sittings.quiz("numeric", "numeric", "numeric", navigation="sequential"))
    client.force_login(attempt.user)
    return attempt


def url(attempt, word="") -> str:
    return f"/en/attempts/{attempt.public_id}/{word}"


def post(client, attempt, number, raw=RIGHT, **fields):
    data = {"slot": place(attempt, number).slot_key, "key": uuid.uuid4(), "text": raw["text"][0], **fields}
    return client.post(url(attempt, "answers/"), data)


@pytest.mark.parametrize("asked", ["1", "3", "99", "0", "", "x"])
def test_only_the_question_reached_is_shown(client, forward, asked):
    move_on(attempt=forward, number=2)
    assert client.get(url(forward, f"?q={asked}"))["Location"].endswith("?q=2")
    assert client.get(url(forward, "?q=2")).status_code == 200


def test_an_answer_moves_on_and_there_is_no_way_back(client, forward):
    assert post(client, forward, 1)["Location"].endswith("?q=2")
    assert fresh(forward).reached == 2
    page = client.get(url(forward, "?q=2")).content.decode()
    assert 'href="?q=1"' not in page
    assert 'rel="prev"' not in page


def test_going_on_without_an_answer_counts_as_reached(client, forward):
    assert post(client, forward, 1, action="go")["Location"].endswith("?q=2")
    assert place(forward, 1).response == {}
    assert not answer(forward, RIGHT, number=1).counted


def test_an_answer_to_a_question_behind_is_kept_and_does_not_count(forward):
    answer(forward, WRONG, number=1)
    move_on(attempt=forward, number=2)
    ack = answer(forward, RIGHT, number=1)
    assert (ack.counted, ack.notice) == (False, "moved_on")
    assert place(forward, 1).response["text"] == "4"
    assert place(forward, 1).steps.get(action="late").response["text"] == "3.5"


def test_what_was_reached_never_goes_back(forward):
    for number, reached in ((3, 3), (2, 3), (1, 3)):
        move_on(attempt=forward, number=number)
        assert fresh(forward).reached == reached


def test_the_last_question_leads_to_the_overview_which_links_nowhere_back(client, forward):
    move_on(attempt=forward, number=3)
    assert post(client, forward, 3)["Location"].endswith("?q=end")
    assert fresh(forward).reached == 3
    assert "?q=1" not in client.get(url(forward, "?q=end")).content.decode()


def test_starting_again_goes_to_the_question_reached(client, forward):
    move_on(attempt=forward, number=2)
    assert client.post(f"/en/attempts/start/{forward.quiz_key}/")["Location"].endswith("?q=2")


def test_where_one_moves_freely_every_question_is_shown_and_counts(client):
    attempt = sittings.begin(sittings.quiz("numeric", "numeric"))
    client.force_login(attempt.user)
    assert client.get(url(attempt, "?q=2")).status_code == 200
    assert client.get(url(attempt, "?q=1")).status_code == 200
    post(client, attempt, 2)
    assert answer(attempt, RIGHT, number=1).counted
    assert fresh(attempt).reached == 1
