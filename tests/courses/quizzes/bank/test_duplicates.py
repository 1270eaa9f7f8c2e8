"""Questions that ask the same are found, word for word or nearly, and the desk says so when one is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from courses.quizzes.models import Question
from courses.quizzes.queries import duplicates
from courses.quizzes.queries.duplicates import NEAR, likeness, normalised
from tests.courses.quizzes.bank.forms import form_of
from tests.courses.quizzes.bank.kinds import question_of
from tests.courses.quizzes.bank.rows import translate
from tests.factories import content, people

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/duplicates/"
LONG = "Which of the four corners of the diamond holds the rivalry of firms and their plans in a region by the sea"


def pairs() -> list[tuple[str, str]]:
    return [(pair.first.code, pair.second.code) for pair in duplicates.possible_duplicates()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What is a cluster?", "what is a cluster"),
        ("  WHAT –  is: a «Cluster» ", "what is a cluster"),
        ("Straße", "strasse"),
        ("Kas ir Žvejniecība?\n- Jūra", "kas ir žvejniecība jūra"),
        ("Z\u030cuvis", "žuvis"),
        ("a_b", "a b"),
        ("?!", ""),
    ],
)
def test_case_punctuation_and_spaces_make_no_difference(text, wanted):
    assert normalised(text) == wanted


def test_the_same_words_are_found():
    first = question_of("essay", "<p>What is a cluster?</p>")
    second = question_of("essay", "<p>what is a <b>Cluster</b></p>")
    question_of("essay", "<p>What is a region?</p>")
    assert pairs() == [(second.code, first.code)]
    (pair,) = duplicates.similar_to(first)
    assert (pair.second, pair.percent) == (second, 100)


def test_nearly_the_same_words_are_found():
    first, second = question_of("scale", f"<p>{LONG}</p>"), question_of("scale", f"<p>{LONG} too</p>")
    assert pairs() == [(second.code, first.code)]
    assert 85 <= duplicates.similar_to(second)[0].percent < 100


def test_the_options_count_as_well():
    stem = "<p>Which of these is right?</p>"
    first = content.question(stem=stem)
    second = question_of("single_choice", stem)
    assert duplicates.similar_to(first) == duplicates.similar_to(second) == []


@pytest.mark.parametrize("other", ["another kind", "another language", "its own translation"])
def test_only_questions_of_one_kind_and_language_are_compared(other):
    first = question_of("essay", f"<p>{LONG}</p>")
    if other == "another kind":
        question_of("description", f"<p>{LONG}</p>")
    elif other == "another language":
        second = question_of("essay", "<p>Something else</p>")
        translate(second, "sv", stem=f"<p>{LONG}</p>")
    else:
        translate(first, "sv", stem=f"<p>{LONG}</p>")
    assert pairs() == []
    assert duplicates.similar_to(first) == []


words = st.lists(st.sampled_from("a b c d e f g h i j k l".split()), min_size=1, max_size=9).map(" ".join)


@hypothesis_settings(max_examples=200)
@given(st.lists(words, max_size=14))
def test_the_short_way_finds_what_comparing_each_with_each_finds(texts):
    group = [(Question(pk=number, code=str(number)), text) for number, text in enumerate(texts)]
    found = {(pair.first.pk, pair.second.pk) for pair in duplicates._pairs_among(group)}
    wanted = {(one, two) for two in range(len(texts)) for one in range(two) if likeness(texts[one], texts[two]) >= NEAR}
    assert found == wanted


@given(words, words)
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_text_alone(first, second):
    assert 0 <= likeness(first, second) == likeness(second, first) <= 1
    assert (likeness(first, second) == 1) == (first == second)


def test_the_report_names_the_pairs(trainer):
    first = question_of("essay", "<p>What is a cluster?</p>")
    second = question_of("essay", "<p>What is a cluster</p>")
    page = trainer.get(REPORT).content.decode()
    for said in (first.code, second.code, "What is a cluster?", "Essay", "100"):
        assert said in page
    assert f"/admin/snippets/quizzes/question/edit/{first.pk}/" in page
    assert '"/admin/reports/duplicates/"' in trainer.get("/admin/").content.decode(), "the menu leads there"
    Question.objects.all().delete()
    assert "There are no results." in trainer.get(REPORT + "results/").content.decode()


def test_the_report_is_for_those_who_work_on_questions(client):
    client.force_login(people.person(role="manager"))
    assert client.get(REPORT).status_code == 302
    client.force_login(people.person())
    assert client.get(REPORT).status_code in {302, 404}


def test_the_report_takes_as_many_queries_for_thirty_as_for_two(trainer):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            trainer.get(REPORT)
        return len(captured)

    for _number in range(2):
        question_of("essay", "<p>What is a cluster?</p>")
    count()
    small = count()
    for number in range(28):
        question_of("essay", f"<p>What is a cluster{'?' * number}</p>")
    assert count() == small


def save(client, question: Question, **extra):
    url = f"/admin/snippets/quizzes/question/edit/{question.pk}/"
    return client.post(url, form_of(question), follow=True, **extra)


def test_saving_a_question_that_is_there_already_warns(trainer):
    first = question_of("description", "<p>What is a cluster?</p>")
    second = question_of("description", "<p>What is a cluster</p>")
    response = save(trainer, second)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "This question may be there already." in said
    assert f'href="/admin/snippets/quizzes/question/edit/{first.pk}/"' in said


def test_saving_a_question_of_its_own_does_not(trainer):
    question = question_of("description", "<p>What is a cluster?</p>")
    question_of("description", "<p>What is a region?</p>")
    response = save(trainer, question)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "updated" in said
    assert "may be there already" not in said
