"""The page of a job says how it is and offers the one thing to do; the desk lists them all."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skerry.accounts.models import Role
from skerry.jobs.models import Job, Schedule
from tests.factories import people, records
from tests.skerry.jobs import handlers  # noqa: F401  registers the jobs of the tests

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return people.person()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, job: Job) -> BeautifulSoup:
    response = client.get(reverse("jobs:detail", args=[job.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def acts(page: BeautifulSoup) -> list[str]:
    """Return what the buttons of the page do."""
    found = page.select("main form[method=post]")
    return [form["action"].rstrip("/").rpartition("/")[2] for form in found]


def test_the_address_is_under_a_language(owner):
    job = records.job(owner)
    assert reverse("jobs:detail", args=[job.pk]) == f"/en/jobs/{job.pk}/"


@pytest.mark.parametrize(
    ("state", "fields", "offered"),
    [
        ("queued", {}, ["cancel"]),
        ("running", {}, ["cancel"]),
        ("running", {"cancel_requested": True}, []),
        ("done", {}, []),
        ("failed", {}, ["retry"]),
        ("cancelled", {}, ["retry"]),
    ],
)
def test_each_state_offers_what_can_be_done(owner, state, fields, offered):
    page = page_of(signed_in(owner), records.job(owner, state=state, **fields))
    assert acts(page) == offered


def test_a_running_job_shows_how_far_it_is(owner):
    job = records.job(owner, state="running", done_count=3, total_count=8, message="file 3")
    page = page_of(signed_in(owner), job)
    bar = page.find("progress")
    assert (bar["value"], bar["max"]) == ("3", "8")
    assert "3 of 8" in page.main.text
    assert "file 3" in page.main.text
    assert page.find("script", src=lambda src: src and "jobs/watch" in src)
    assert "Look again" in page.main.text, "without JavaScript there is a link"


def test_a_job_that_is_over_is_not_watched(owner):
    page = page_of(signed_in(owner), records.job(owner, state="done"))
    assert not page.find("script", src=lambda src: src and "jobs/watch" in src)


@pytest.mark.parametrize(
    ("result", "link"),
    [
        ({"url": "/en/learning/"}, "/en/learning/"),
        ({"url": "https://elsewhere.example/"}, None),
        ({"url": "//elsewhere.example/"}, None),
        ({"url": "javascript:alert(1)"}, None),
        ({"url": 5}, None),
        ({}, None),
        (["url"], None),
        (None, None),
    ],
)
def test_the_result_is_a_link_within_the_site(owner, result, link):
    page = page_of(signed_in(owner), records.job(owner, state="done", result=result))
    found = page.select_one(".alert a")
    assert (found and found["href"]) == link


def test_the_owner_reads_plain_words_and_the_steward_the_traceback(owner):
    job = records.job(owner, error="Traceback: line 1\nZeroDivisionError: nothing")
    assert "ZeroDivisionError" not in page_of(signed_in(owner), job).main.text
    assert "This could not be done." in page_of(signed_in(owner), job).main.text
    steward = signed_in(people.person(role=Role.STEWARD))
    assert "ZeroDivisionError: nothing" in page_of(steward, job).main.text


def test_a_job_put_off_says_so(owner):
    job = records.job(owner, state="queued", tries=1, error="the line is down")
    assert "tried again by itself" in page_of(signed_in(owner), job).main.text


def test_the_buttons_do_what_they_say(owner):
    client = signed_in(owner)
    job = records.job(owner, state="queued")
    for act, state in (("cancel", Job.State.CANCELLED), ("retry", Job.State.QUEUED)):
        response = client.post(reverse(f"jobs:{act}", args=[job.pk]))
        assert response["Location"] == reverse("jobs:detail", args=[job.pk])
        job.refresh_from_db()
        assert job.state == state


def test_trying_again_what_is_done_says_why_not(owner):
    job = records.job(owner, state="done")
    response = signed_in(owner).post(reverse("jobs:retry", args=[job.pk]), follow=True)
    assert "there is nothing to try again" in response.content.decode()
    job.refresh_from_db()
    assert job.state == Job.State.DONE


@pytest.mark.parametrize(
    ("there", "ends"),
    [("/admin/jobs/?state=failed", "/admin/jobs/?state=failed"), ("https://elsewhere.example/", None)],
)
def test_a_button_leads_back_within_the_site(owner, there, ends):
    job = records.job(owner)
    response = signed_in(owner).post(reverse("jobs:retry", args=[job.pk]), {"next": there})
    assert response["Location"] == (ends or reverse("jobs:detail", args=[job.pk]))


def test_a_kind_is_called_by_its_title(owner):
    job = records.job(owner, kind="notices.send_mail")
    assert page_of(signed_in(owner), job).h1.text == "Send a mail"
    assert page_of(signed_in(owner), records.job(owner)).h1.text == "tests.unknown"


def test_an_account_that_was_closed_sees_nothing(owner):
    job = records.job(owner)
    owner.is_active = False
    assert not owner.has_perm("jobs.view_job", job)


@pytest.mark.parametrize("role", [None, Role.STEWARD])
def test_the_page_keeps_to_its_budget(owner, role, django_assert_max_num_queries):
    reader = people.person(role=role) if role else owner
    client, job = signed_in(reader), records.job(owner, state="running", total_count=9)
    page_of(client, job)
    with django_assert_max_num_queries(12):
        page_of(client, job)


def test_the_desk_lists_the_jobs_of_a_state_and_tries_one_again(owner):
    steward = signed_in(people.person(role=Role.STEWARD))
    failed, done = records.job(owner), records.job(owner, state="done")
    response = steward.get(reverse("jobs_desk:index"), {"state": "failed"})
    page = BeautifulSoup(response.content, "html.parser")
    links = {link["href"] for link in page.select("td.title a")}
    assert links == {reverse("jobs:detail", args=[failed.pk])}
    assert done.pk != failed.pk

    form = page.select_one("td form")
    given = {field["name"]: field["value"] for field in form.select("input")}
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = steward.cookies
    answer = strict.post(form["action"], given)
    assert answer["Location"] == "/admin/jobs/?state=failed"
    failed.refresh_from_db()
    assert failed.state == Job.State.QUEUED


def test_the_desk_offers_nothing_to_add_change_or_delete(owner):
    records.job(owner)
    client = signed_in(people.person(role=Role.ADMINISTRATOR))
    page = client.get(reverse("jobs_desk:index")).content.decode()
    assert "/admin/jobs/" in page
    for word in ("/jobs/new/", "/jobs/edit/", "/jobs/delete/", "Add job"):
        assert word not in page


def test_the_desk_shows_the_schedules_and_their_last_error():
    Schedule.objects.create(
        name="jobs.reap", last_run_at=timezone.now(), last_error="Traceback\nOSError: no disk\n"
    )
    Schedule.objects.create(name="tests.gone")
    client = signed_in(people.person(role=Role.ADMINISTRATOR))
    page = client.get(reverse("schedules_desk:index")).content.decode()
    assert "jobs.reap" in page
    assert "OSError: no disk" in page
    assert "Traceback" not in page
    assert "tests.gone" not in page, "what no house registers is not shown"


@pytest.mark.parametrize(("role", "shown"), [(Role.STEWARD, True), (Role.EDITOR, False)])
def test_the_desk_has_them_among_its_reports(role, shown):
    page = signed_in(people.person(role=role)).get("/admin/").content.decode()
    assert ("/admin/jobs/" in page) is shown


def test_the_list_of_the_desk_costs_the_same_for_many(owner, django_assert_max_num_queries):
    client = signed_in(people.person(role=Role.STEWARD))
    records.job(owner)

    def cost() -> int:
        with django_assert_max_num_queries(30) as queries:
            client.get(reverse("jobs_desk:index"))
        return len(queries)

    cost()
    one = cost()
    for _number in range(15):
        records.job(people.person())
    assert cost() == one
