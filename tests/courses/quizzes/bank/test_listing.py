"""The list of questions says what each is and where it is used, for thirty as cheaply as for one."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection

from courses.quizzes.models import Question, QuestionOutcome, QuizSlot
from courses.quizzes.services import start_attempt
from tests.courses.quizzes.bank.kinds import question_of
from tests.courses.quizzes.bank.rows import translate
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/quizzes/question/"


def codes(client, **query) -> list[str]:
    """Return the codes of the questions that the list shows, in its order."""
    html = client.get(LIST + "results/", query).content.decode()
    return re.findall(r'id="snippet_\d+_title">\s*([^<]+?)\s*<', html)


def row(client, question: Question, **query) -> str:
    """Return the text of a question's row."""
    html = client.get(LIST, query).content.decode()
    found = next(each for each in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if f">{question.code}<" in each)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.fixture
def category():
    return Collection.get_first_root_node().add_child(name="Module B1")


def test_a_row_says_what_the_question_is(trainer, category):
    question = question_of(
        "matching", "<p>Which <b>capital</b> belongs to which country?</p>", category=category, difficulty="hard"
    )
    found = row(trainer, question)
    for said in ("Which capital belongs to which country?", "Matching", "Ready", "Module B1", "Hard", "en"):
        assert said in found
    assert "0 quizzes, 0 attempts" in found


def test_a_long_stem_is_cut(trainer):
    found = row(trainer, question_of("description", f"<p>{'word ' * 40}</p>"))
    assert re.search(r"(word ){14,}word?…", found)
    assert "word " * 17 not in found


def test_a_row_says_how_much_the_question_is_used(trainer):
    question = content.question()
    module = content.module()
    first, _second = content.quiz(module, [question]), content.quiz(module, [question, content.question()])
    translated = first.copy_for_translation(records.locale("sv"), copy_parents=True)
    translated.save_revision().publish()
    for _number in range(3):
        start_attempt(user=people.person(), quiz=first, language="en")
    assert "2 quizzes, 3 attempts" in row(trainer, question)


def test_each_question_is_listed_once_with_its_languages(trainer):
    question = content.question()
    translate(question, "sv", stem="<p>Vad?</p>")
    assert codes(trainer) == [question.code]
    assert "en, sv" in row(trainer, question)


def test_the_list_of_a_language_shows_its_words(trainer):
    question, _other = content.question(), content.question()
    translate(question, "sv", stem="<p>Vad är en källa?</p>")
    assert codes(trainer, locale="sv") == [question.code]
    assert "Vad är en källa?" in row(trainer, question, locale="sv")


def test_a_question_written_in_another_language_is_listed_as_written(trainer):
    records.locale("sv")
    question = content.question(locale="sv")
    assert codes(trainer) == [question.code]


@pytest.fixture
def three():
    """A draft, a ready and a retired question."""
    ready, retired = content.question(), content.question()
    retired.unpublish()
    draft = content.question()
    Question.objects.filter(pk=draft.pk).update(live=False, first_published_at=None)
    return {"ready": ready.code, "retired": retired.code, "draft": draft.code}


@pytest.mark.parametrize("state", ["ready", "retired", "draft"])
def test_the_list_is_filtered_by_state(trainer, three, state):
    assert codes(trainer, state=state) == [three[state]]
    assert state.capitalize() in row(trainer, Question.objects.get(code=three[state]))


def test_the_list_is_filtered_by_kind(trainer):
    _other, essay = content.question(), question_of("essay")
    assert codes(trainer, kind="essay") == [essay.code]


def test_the_list_is_filtered_by_category_with_those_under_it(trainer, category):
    below = category.add_child(name="Life cycle")
    found = [question_of("scale", category=category), question_of("scale", category=below)]
    content.question()
    assert codes(trainer, category=category.pk) == [question.code for question in found]
    assert codes(trainer, category=below.pk) == [found[1].code]


def test_the_list_is_filtered_by_tag_of_the_question_as_written(trainer):
    question, _other = content.question(), content.question()
    translate(question, "sv", stem="<p>Vad?</p>")
    question.tags.add("life cycle")
    question.save()
    (tag,) = question.tags.all()
    assert codes(trainer, tag=tag.pk) == [question.code]
    assert codes(trainer, tag=tag.pk, locale="sv") == [question.code]


def test_the_list_is_filtered_by_outcome(trainer):
    module = content.module()
    outcome = uuid.UUID(module.outcomes[0].id)
    question, _other = content.question(), content.question()
    QuestionOutcome.objects.create(question=question, outcome_key=outcome)
    assert codes(trainer, outcome=str(outcome)) == [question.code]


def test_the_list_is_filtered_by_difficulty(trainer):
    question, _other = question_of("essay", difficulty="hard"), question_of("essay")
    assert codes(trainer, difficulty="hard") == [question.code]


@pytest.mark.parametrize("text", ["Žvejniecība", "žvej", "apgabals", "K-Q"])
def test_the_list_is_searched_by_code_and_words(trainer, text):
    question = question_of("short_text", "<p>Kas ir Žvejniecība un apgabals?</p>")
    content.question()
    assert codes(trainer, q=text) == [question.code]


def test_search_and_filters_go_together(trainer):
    essay, _scale = question_of("essay", "<p>Seagulls</p>"), question_of("scale", "<p>Seagulls</p>")
    assert codes(trainer, q="seagulls", kind="essay") == [essay.code]
    assert codes(trainer, q="seagulls", state="retired") == []


def used_questions(count: int) -> None:
    """Make questions in two languages, each in a quiz that somebody took, with tags and a category."""
    module, learner = content.module(), people.person()
    questions = [content.question() for _number in range(count)]
    for question in questions:
        translate(question, "sv", stem="<p>Vad?</p>")
        question.tags.add("B1")
        question.save()
    start_attempt(user=learner, quiz=content.quiz(module, questions), language="en")


def queries(client, **query) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST, query).status_code == 200
    return [entry["sql"] for entry in captured]


@pytest.mark.parametrize(("who", "allowed"), [("trainer", 22), ("editor", 24)])
def test_the_list_takes_as_many_queries_for_thirty_as_for_one(request, who, allowed):
    client = request.getfixturevalue(who)
    used_questions(1)
    queries(client)  # what a process asks for once, such as content types
    small = queries(client)
    used_questions(29)
    assert len(codes(client)) == 30
    large = queries(client)
    assert len(large) == len(small) <= allowed, "\n".join(sql[:200] for sql in large)


def test_control_a_query_for_each_row_is_seen(trainer, monkeypatch):
    used_questions(1)
    queries(trainer)
    small = queries(trainer)
    used_questions(29)
    column = "courses.quizzes.desk.listing.bank.stem_of"
    monkeypatch.setattr(column, lambda question: str(QuizSlot.objects.filter(question=question).count()))
    assert len(queries(trainer)) > len(small) + 25
