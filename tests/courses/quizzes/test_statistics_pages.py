"""The pages of statistics and their files: who sees them, what they say, how much they ask of the database."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from courses.quizzes.models import VersionText
from courses.quizzes.queries import slots_of
from courses.quizzes.services import analysis
from courses.quizzes.statistics import Flag
from courses.quizzes.views.staff import sheets
from courses.quizzes.views.staff.figures import FLAGS, Labels, interval, number, per_cent, seconds
from skerry.accounts.models import Role
from skerry.accounts.services import grant_role
from tests.factories import content, people
from tests.factories.finished import sat

pytestmark = pytest.mark.django_db
BUDGET = 15


@pytest.fixture
def trainer():
    return people.person(role="trainer")


@pytest.fixture
def reader(trainer) -> Client:
    client = Client()
    client.force_login(trainer)
    return client


@pytest.fixture
def quiz():
    """Four questions: one plain, one misleading, one that Latvians get wrong, one typed."""
    asked = [content.question(), content.question(), content.question(), content.question("short_text")]
    made = content.quiz(content.module(), asked)
    ids = [[row.id for row in one.item[0].value["options"].bound_blocks] for one in asked[:3]]
    rows, responses, languages = [], [], []
    for place in range(40):
        able, latvian = place % 4 < 3, place % 2 == 1
        parts = [float(able), float(not able), float(not latvian), float(place % 5 != 0 and able)]
        chosen = [{"choice": [ids[number][1 if parts[number] else 0]]} for number in range(3)]
        rows.append(parts)
        responses.append([*chosen, {"text": "users" if parts[3] else "=1+1"}])
        languages.append("lv" if latvian else "en")
    sat(made, rows, languages=languages, responses=responses, seconds=75)
    return made


def url(quiz, name="statistics", *args, language="en") -> str:
    with translation.override(language):
        return reverse(f"quizzes:{name}", args=[quiz.translation_key, *args])


def question_url(quiz, place: int) -> str:
    return url(quiz, "statistics_question", slots_of(quiz)[place].translation_key)


def test_the_page_says_what_to_look_at(reader, quiz):
    html = reader.get(url(quiz)).content.decode()
    for flag in (Flag.MISLEADING, Flag.NEGATIVE_WEIGHT, Flag.TRANSLATION):
        assert str(FLAGS[flag].label) in html
    assert "Attempts counted" in html
    assert html.count('<svg class="chart-svg"') == 3
    assert " style=" not in html


def test_a_question_says_what_was_answered_and_in_which_language(reader, quiz):
    html = reader.get(question_url(quiz, 2)).content.decode()
    assert "Check the translation" in html
    assert "✓ Lower taxes" in html
    for language in ("English", "Latviešu"):
        assert language in html
    assert "⚠" in html
    assert "1:15" in html


def test_a_question_names_the_options_and_the_right_one(reader, quiz):
    html = reader.get(question_url(quiz, 0)).content.decode()
    assert "✓ Lower taxes" in html
    assert "Suppliers" in html
    assert "✓ Suppliers" not in html


def test_numbers_are_written_as_the_reader_writes_them(reader, quiz):
    english = reader.get(url(quiz)).content.decode()
    swedish = reader.get(url(quiz, language="sv")).content.decode()
    assert "2.1 (" in english
    assert "2,1 (" in swedish
    assert "2.1 (" not in swedish


@pytest.mark.parametrize("which", ["first", "best", "all", "nonsense"])
def test_which_attempts_count_can_be_chosen(reader, quiz, which):
    response = reader.get(url(quiz), {"which": which})
    assert response.context["which"] == (which if which != "nonsense" else "first")
    assert response.content.decode().count('aria-current="page"') >= 1


def test_nobody_has_finished_yet(reader):
    quiz = content.quiz(content.module())
    assert "Nothing to count yet" in reader.get(url(quiz)).content.decode()
    assert reader.get(url(quiz, "statistics_csv")).status_code == 200
    assert reader.get(question_url(quiz, 0)).status_code == 404


def test_a_question_that_is_not_of_the_quiz_is_not_there(reader, quiz):
    other = content.quiz(content.module())
    strange = url(quiz, "statistics_question", slots_of(other)[0].translation_key)
    assert reader.get(strange).status_code == 404
    assert reader.get(question_url(quiz, 0), {"question": "no-such"}).status_code == 404


def test_drawn_questions_have_pages_of_their_own(reader, quiz):
    other = content.question("numeric")
    keys = [slot.question.translation_key for slot in slots_of(quiz)]
    sat(quiz, [[1, 0, 1, 1]] * 12, keys=[*keys[:3], other.translation_key])
    html = reader.get(question_url(quiz, 3)).content.decode()
    assert "Questions drawn here" in html
    assert reader.get(question_url(quiz, 3), {"question": str(other.translation_key)}).status_code == 200
    assert f"question={other.translation_key}" in html


def test_many_attempts_are_counted_by_a_job_and_dated(reader, quiz, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(analysis, "MOST_AT_ONCE", 3)
    with django_capture_on_commit_callbacks(execute=True):
        assert "are being counted" in reader.get(url(quiz)).content.decode()
        assert reader.get(url(quiz, "statistics_xlsx")).status_code == 404
    assert "As of" in reader.get(url(quiz)).content.decode()
    assert reader.get(question_url(quiz, 0)).status_code == 200
    assert reader.get(url(quiz, "statistics_xlsx")).status_code == 200


def asked(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("name", ["statistics", "question", "statistics_csv", "statistics_xlsx"])
def test_queries_stay_within_the_budget_whatever_the_attempts(quiz, name):
    cache.clear()
    client, module = Client(), quiz.get_parent().specific
    user = people.person()
    grant_role(user=user, role=Role.TRAINER, scope=module.scopes()[0])
    client.force_login(user)
    address = question_url(quiz, 0) if name == "question" else url(quiz, name)
    asked(client, address)
    few = asked(client, address)
    sat(quiz, [[1, 0, 1, 1], [0, 1, 1, 0]] * 100, languages=["en", "lv", "sv"])
    many = asked(client, address)
    assert len(few) == len(many)
    assert len(many) <= BUDGET, "\n".join(sql[:150] for sql in many)


def test_the_questions_as_csv(reader, quiz):
    response = reader.get(url(quiz, "statistics_csv"))
    assert response["Content-Disposition"] == f'attachment; filename="{quiz.slug}-first.csv"'
    text = response.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert (head[0], head[5]) == ("Question number", "Facility")
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert float(rows[0][5]) == 0.75
    assert float(rows[1][12]) < 0, "a negative number stays a number"
    assert str(FLAGS[Flag.MISLEADING].label) in rows[1][-1]


def test_all_figures_as_xlsx(reader, quiz):
    book = load_workbook(io.BytesIO(reader.get(url(quiz, "statistics_xlsx")).content))
    assert book.sheetnames == ["Quiz", "Questions", "Languages", "Answers"]
    answers = list(book["Answers"].iter_rows(min_row=2))
    command = next(row for row in answers if row[2].value == "=1+1")
    assert command[2].data_type == "s"
    assert [row[1].value for row in book["Quiz"].iter_rows(min_row=2, max_row=2)] == [40]
    assert len(list(book["Languages"].iter_rows(min_row=2))) == 8


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_is_no_command(text):
    assert csv.reader(io.StringIO(sheets.csv_of([[text]]).decode("utf-8-sig"), newline="")).__next__() == [f"'{text}"]
    found = load_workbook(io.BytesIO(sheets.xlsx_of({"A": [[text, "a\x00b", -1.5, None]]})))["A"]
    assert (found["A1"].data_type, found["B1"].value, found["C1"].value, found["D1"].value) == ("s", "ab", -1.5, None)


def test_control_a_text_that_is_no_command_stays():
    assert sheets.harmless("a=b") == "a=b"
    assert sheets.harmless(-1) == -1


def test_every_flag_has_words():
    assert set(FLAGS) == set(Flag)


def test_words_for_numbers():
    assert (number(None), number(-0.04), number(-1.25, 2), per_cent(12.34)) == ("–", "0.0", "−1.25", "12\u00a0%")
    assert (seconds(None), seconds(59.6), seconds(61)) == ("–", "1:00", "1:01")
    assert interval({"low": 0.1, "high": 0.5}, 100) == "10 to 50\u00a0%"
    assert interval(None) == ""


def test_a_part_and_its_answer_are_named():
    content = {
        "pairs": [{"id": "p", "text": "Riga"}, {"id": "q", "text": "Oslo"}],
        "answers": [{"id": "a", "text": "Latvia"}, {"id": "b", "text": "Norway"}],
    }
    text = VersionText(content=content, key={"right": {"p": "a", "q": "b"}, "merged": {"a": "a", "b": "b"}})
    labels = Labels(text, [text], "matching")
    assert labels.of('["p", "a"]') == ("Riga → Latvia", True)
    assert labels.of('["p", "b"]') == ("Riga → Norway", False)
    assert labels.of('["p", "gone"]') == ("Riga → gone", False)


def test_true_and_false_are_said_in_the_readers_language():
    text = VersionText(content={"stem": ""}, key={"answer": False})
    labels = Labels(text, [text], "true_false")
    assert (labels.of('["", "true"]'), labels.of('["", "false"]')) == (("True", False), ("False", True))


def test_typed_answers_are_right_in_the_words_of_any_language():
    texts = [
        VersionText(content={}, key={"accept": [word], "case_sensitive": False}, locale=locale)
        for locale, word in (("en", "users"), ("sv", "användare"))
    ]
    labels = Labels(texts[0], texts, "short_text")
    assert labels.of('["", "användare"]') == ("användare", True)
    assert labels.of('["", "firms"]') == ("firms", False)
