"""Import and export on the desk."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses.quizzes.formats import FORMATS
from courses.quizzes.models import Question
from courses.quizzes.services import importing
from skerry.accounts.models import Role
from skerry.jobs.models import Job
from tests.factories import people

pytestmark = pytest.mark.django_db
GIFT = "// [id:A]\nOne?{T}\n\n// [id:B]\nGrant is {~a =b} there.\n\nBroken?{=a\n"


def at_the_desk(role=Role.TRAINER, **fields):
    client = Client()
    client.force_login(people.person(role=role, **fields))
    return client


def upload(client, text=GIFT, **changes):
    asked = {
        "file": SimpleUploadedFile("questions.gift", text if isinstance(text, bytes) else text.encode()),
        "format": "gift",
        "bank": "Programme/B1",
        "language": "en",
        **changes,
    }
    return client.post(reverse("quizzes_import"), asked)


def ticket_in(response):
    return re.search(r'name="ticket" value="([^"]+)"', response.content.decode())[1]


def apply(client, ticket, capture):
    with capture(execute=True):
        return client.post(reverse("quizzes_import_apply"), {"ticket": ticket})


def take(text=GIFT):
    importing.apply(FORMATS["gift"].read(text.encode()), bank="Programme/B1", language="en")


def test_the_list_leads_to_both(client):
    page = at_the_desk().get(reverse(Question.snippet_viewset.get_url_name("list"))).content.decode()

    assert reverse("quizzes_import") in page
    assert reverse("quizzes_export") in page


def test_a_file_is_shown_what_it_would_do_and_nothing_is_written():
    take("// [id:A]\nOne?{T}")
    response = upload(at_the_desk())
    page = response.content.decode()

    assert "1 whole, 1 with something changed; 1 would stay out" in page
    for words in ("As it is", "New", "Changed", "Not read"):
        assert f"<td>{words}</td>" in page
    assert Question.objects.count() == 1


def test_what_was_shown_is_done_by_a_job_and_reported(django_capture_on_commit_callbacks):
    client = at_the_desk()
    response = apply(client, ticket_in(upload(client)), django_capture_on_commit_callbacks)
    job = Job.objects.get()
    report = client.get(job.result["url"]).content.decode()

    assert response["Location"].endswith(f"/jobs/{job.pk}/")
    assert (job.state, job.owner, Question.objects.count()) == (
        "done",
        Question.objects.first().latest_revision.user,
        2,
    )
    assert "1 whole, 1 with something changed; 1 stayed out" in report
    assert {question.state for question in Question.objects.all()} == {"draft"}


def test_questions_are_made_ready_when_that_is_asked_for(django_capture_on_commit_callbacks):
    client = at_the_desk()
    apply(client, ticket_in(upload(client, publish="on")), django_capture_on_commit_callbacks)

    assert {question.state for question in Question.objects.all()} == {"ready"}


def test_asking_twice_does_it_once(django_capture_on_commit_callbacks):
    client = at_the_desk()
    ticket = ticket_in(upload(client))
    for _time in range(2):
        apply(client, ticket, django_capture_on_commit_callbacks)

    assert Job.objects.count() == 1


def test_a_ticket_is_good_for_whom_it_was_made_and_unchanged(django_capture_on_commit_callbacks):
    ticket = ticket_in(upload(at_the_desk()))
    for client, sent in [(at_the_desk(), ticket), (at_the_desk(), ticket[:-3] + "xxx"), (at_the_desk(), "")]:
        apply(client, sent, django_capture_on_commit_callbacks)

    assert not Job.objects.exists()
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("text", "changes", "words"),
    [
        (b"PK\x03\x04", {}, "archive"),
        ("", {}, "empty"),
        (GIFT, {"bank": "A//B"}, "needs a name"),
        (GIFT, {"format": "cloze"}, "valid choice"),
        ("<x/>", {"format": "moodlexml"}, "no Moodle XML"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(text, changes, words):
    page = upload(at_the_desk(), text, **changes).content.decode()

    assert words in page
    assert 'name="ticket"' not in page


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    from courses.quizzes.desk import exchange

    monkeypatch.setattr(exchange, "MAX_FILE", 10)

    assert "larger than 10 MB" in upload(at_the_desk()).content.decode()


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.MANAGER])
def test_who_may_not_write_questions_may_not_import_them(role):
    client = at_the_desk(role)

    assert client.get(reverse("quizzes_import")).status_code == 302
    assert upload(client).status_code == 302
    assert not Question.objects.exists()


def test_the_report_is_for_who_asked(django_capture_on_commit_callbacks):
    client = at_the_desk()
    apply(client, ticket_in(upload(client)), django_capture_on_commit_callbacks)
    url = Job.objects.get().result["url"]

    assert client.get(url).status_code == 200
    assert at_the_desk().get(url).status_code != 200


def test_the_report_is_in_the_language_of_who_asked(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(importing, "gettext", lambda text: f"{translation.get_language()}: {text}")
    client = at_the_desk(language="sv")
    ticket = ticket_in(upload(client))
    with translation.override("lv"):
        apply(client, ticket, django_capture_on_commit_callbacks)
    fault = next(words for _line, action, words in Job.objects.get().result["lines"] if action == "fault")

    assert fault.startswith("sv: ")


def export(client, **asked):
    return client.post(reverse("quizzes_export"), {"format": "json", "bank": "", "language": "en", **asked})


def test_an_export_is_a_file_that_can_be_imported_again():
    take()
    response = export(at_the_desk(), bank="Programme/B1")
    reading = FORMATS["json"].read(response.content)

    assert re.fullmatch(r'attachment; filename="programmeb1-[\d-]+\.json"', response["Content-Disposition"])
    assert [each.code for each in reading.drafts] == ["A", "B"]


def test_what_the_format_cannot_hold_is_shown_before():
    from courses.quizzes.formats.base import Draft
    from courses.quizzes.formats.finish import finish

    order = finish(Draft("ordering", {"stem": "<p>O</p>", "items": [{"text": "a"}, {"text": "b"}]}, code="B1-Q9"))
    importing.apply(FORMATS["json"].read(FORMATS["json"].write([order])[0]), bank="B1", language="en")
    client = at_the_desk()

    assert "<td>B1-Q9</td>" in export(client, format="gift").content.decode()
    assert export(client, format="gift", anyway="1")["Content-Disposition"].endswith('.gift"')


def test_exporting_costs_no_more_queries_for_more_questions(django_assert_max_num_queries):
    client = at_the_desk()
    many = "\n\n".join(f"// [id:Q{number}]\nQuestion {number}?{{T}}" for number in range(12))
    importing.apply(FORMATS["gift"].read(many.encode()), bank="B1", language="en", publish=True)
    client.get(reverse("quizzes_export"))
    with django_assert_max_num_queries(20):
        assert len(FORMATS["json"].read(export(client).content).drafts) == 12


def test_a_plan_of_more_lines_than_a_page_shows_says_how_many_more(monkeypatch):
    from courses.quizzes.desk import exchange

    monkeypatch.setattr(exchange, "SHOWN", 1)

    assert "3 more lines are not shown" in upload(at_the_desk()).content.decode()
