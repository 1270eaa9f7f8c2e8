"""What a person is shown, and when: each word opens its own door and no other, at its own moment."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from courses.quizzes import queries
from courses.quizzes.models import Attempt, QuizPage
from courses.quizzes.models.fields import WordsField
from courses.quizzes.models.quizzes import MOMENTS, SHOWN, all_shown, shown_during
from courses.quizzes.queries.review import JUST_AFTER
from courses.quizzes.services import finish_attempt
from tests.factories import content, sittings
from tests.factories.content import block, items
from tests.factories.sittings import NOON, answer, minutes, place

pytestmark = pytest.mark.django_db

WORDS = [word for word, _label in SHOWN]
CLOSE = NOON + minutes(60)
SECOND = timedelta(seconds=1)


def choice():
    """Return a question whose every text is known: two options, each with its feedback, and an explanation."""
    options = items(
        {"text": "The members", "fraction": "1", "feedback": "<p>They own it.</p>"},
        {"text": "The office", "fraction": "0.5", "feedback": "<p>It only serves.</p>"},
    )
    return sittings.question("single_choice", options=options, feedback="<p>Owners carry projects.</p>")


def shown_at(attempt: Attempt, now) -> dict:
    """Return the one question as the person sees it then, and the words of what is shown."""
    words = queries.shown_words(attempt, queries.settings_of(attempt.quiz_key), now)
    slot = place(attempt)
    return {"words": words, **queries.question(attempt, slot, queries.text_of(slot.version_id, "en"), "en", words)}


def sitting(raw="The office", **fields) -> Attempt:
    """Return an attempt that was answered and handed in at noon, at a quiz that closes an hour later."""
    quiz = sittings.quiz_of([sittings.slot(choice(), max_mark=4)], closes_at=CLOSE, behaviour="deferred", **fields)
    attempt = sittings.begin(quiz, now=NOON - minutes(5))
    content_of = queries.text_of(place(attempt).version_id, "en").content
    option = next(each["id"] for each in content_of["options"] if each["text"] == raw)
    answer(attempt, {"choice": [option]}, now=NOON - minutes(1))
    return finish_attempt(attempt=attempt, now=NOON)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (NOON, "just_after"),
        (NOON + JUST_AFTER - SECOND, "just_after"),
        (NOON + JUST_AFTER, "later"),
        (CLOSE - SECOND, "later"),
        (CLOSE, "after_close"),
    ],
)
def test_the_moments_follow_each_other_to_the_second(now, moment):
    fields = {f"review_{name}": [WORDS[place]] for place, name in enumerate(MOMENTS)}
    attempt = sitting(**fields)
    assert queries.moment_of(attempt, queries.settings_of(attempt.quiz_key), now) == moment
    assert shown_at(attempt, now)["words"] == {WORDS[MOMENTS.index(moment)]}


def test_while_the_attempt_runs_the_moment_is_during():
    attempt = sittings.begin(sittings.quiz(review_during=["marks"]))
    assert queries.shown_words(attempt, queries.settings_of(attempt.quiz_key), NOON + minutes(999)) == {"marks"}


DOORS = {
    "answer": lambda seen: any(control.value for control in seen["controls"]),
    "correctness": lambda seen: "state" in seen or "state_label" in seen,
    "marks": lambda seen: "mark" in seen,
    "feedback": lambda seen: bool(seen["feedback"]),
    "explanation": lambda seen: bool(seen["explanation"]),
    "right_answer": lambda seen: bool(seen["model_answer"]),
}


@pytest.mark.parametrize("word", WORDS)
def test_each_word_opens_its_own_door_and_no_other(word):
    seen = shown_at(sitting(review_later=[word]), NOON + minutes(5))
    assert {name for name, is_open in DOORS.items() if is_open(seen)} == {word} & set(DOORS)


def test_without_a_word_nothing_is_shown():
    seen = shown_at(sitting(review_later=[]), NOON + minutes(5))
    assert {name for name, is_open in DOORS.items() if is_open(seen)} == set()


def test_what_is_shown_is_what_it_says():
    seen = shown_at(sitting(), NOON + minutes(5))
    assert (seen["state"], seen["mark"]) == ("partial", 2)
    assert seen["feedback"] == ["<p>It only serves.</p>"]
    assert seen["model_answer"] == ["The members"]


def test_a_right_answer_needs_no_right_answer_beside_it():
    assert shown_at(sitting("The members"), NOON + minutes(5))["model_answer"] == []


def test_a_quiz_that_is_gone_shows_what_it_showed_by_default():
    attempt = sittings.begin(sittings.quiz())
    assert queries.shown_words(attempt, None, NOON) == set(shown_during())
    finished = finish_attempt(attempt=attempt, now=NOON)
    assert queries.shown_words(finished, None, NOON + minutes(5)) == set(all_shown())


def bands(*rows: tuple[int, str]) -> list[dict]:
    return [block("band", {"from_percent": percent, "text": f"<p>{text}</p>"}) for percent, text in rows]


@pytest.mark.parametrize(
    ("percent", "band"), [(0, "Begin anew."), (49, "Begin anew."), (50, "Half-way."), (99, "Half-way."), (100, "All!")]
)
def test_the_words_on_a_result_are_those_of_the_highest_band_reached(client, percent, band):
    attempt = banded(client, bands((50, "Half-way."), (0, "Begin anew."), (100, "All!")), percent)
    assert band in client.get(f"/en/attempts/{attempt.public_id}/result/").content.decode()


def banded(client, words, percent: int, **fields) -> Attempt:
    """Return a finished attempt with so many per cent, at a quiz with bands; its person is signed in."""
    import json

    quiz = sittings.quiz(bands=json.dumps(words), **fields)
    attempt = finish_attempt(attempt=sittings.begin(quiz), now=NOON)
    Attempt.objects.filter(pk=attempt.pk).update(mark=percent, max_mark=100)
    client.force_login(attempt.user)
    return attempt


@pytest.mark.parametrize("case", ["below the lowest band", "not shown"])
def test_there_may_be_no_words_on_a_result(client, case):
    low = case == "below the lowest band"
    words = all_shown() if low else [word for word in all_shown() if word != "overall"]
    reviews = {f"review_{moment}": words for moment in MOMENTS[1:]}
    attempt = banded(client, bands((50, "Half-way.")), 49 if low else 80, **reviews)
    assert "Half-way." not in client.get(f"/en/attempts/{attempt.public_id}/result/").content.decode()


FIELD = WordsField(words=[("one", "One"), ("two", "Two"), ("three", "Three")], blank=True)


@pytest.mark.parametrize(("given", "kept"), [(["three", "one"], ["one", "three"]), (["two", "two"], ["two"]), ([], [])])
def test_words_are_kept_in_the_order_of_the_list_and_once(given, kept):
    assert FIELD.clean(given, None) == kept


@pytest.mark.parametrize("given", [["four"], ["one", "four"], "one", {"one": 1}, None])
def test_anything_but_words_of_the_list_is_refused(given):
    with pytest.raises(ValidationError):
        FIELD.clean(given, None)


def test_the_form_offers_the_words_and_knows_whether_they_have_changed():
    field = QuizPage._meta.get_field("review_later").formfield()
    assert [value for value, _label in field.choices] == WORDS
    assert field.clean(["marks", "answer"]) == ["marks", "answer"]
    assert not field.has_changed(["answer", "marks"], ["marks", "answer"])
    assert field.has_changed(["answer"], [])


def test_a_published_quiz_keeps_its_words():
    quiz = content.publish(sittings.quiz(review_later=["marks"]))
    assert (quiz.review_later, quiz.review_during) == (["marks"], shown_during())
