"""A job shows by itself how far it is, with and without JavaScript; it and the notices have no fault that axe can find."""

import pytest
from django.contrib.auth import get_user_model

from skerry.jobs.models import Job
from skerry.notices import registry
from skerry.notices.registry import Kind
from tests.factories import records
from tests.skerry.jobs import handlers  # noqa: F401  registers the jobs of the tests
from tests.support.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]
LEARNER = "learner@skerry.example"


@pytest.fixture
def learner():
    return get_user_model().objects.get(email=LEARNER)


def change(job: Job, **fields) -> None:
    Job.objects.filter(pk=job.pk).update(**fields)


def test_a_job_shows_by_itself_how_far_it_is(desktop, learner, sign_in):
    job = records.job(learner, kind="tests.put_off", state="running", done_count=1, total_count=4)
    sign_in(desktop, LEARNER)
    desktop.goto(f"/en/jobs/{job.pk}/")
    desktop.get_by_text("1 of 4").wait_for()
    change(job, done_count=3)
    desktop.get_by_text("3 of 4").wait_for()
    change(job, state="failed")
    desktop.get_by_role("button", name="Try again").click()
    desktop.get_by_role("button", name="Cancel").wait_for()
    change(job, state="done", result={"url": "/en/learning/"})
    desktop.get_by_role("link", name="See the result").click()
    desktop.wait_for_url("**/en/learning/")


def test_without_javascript_there_is_a_link_to_look_again(page_without_js, learner, sign_in):
    job = records.job(learner, state="running", done_count=1, total_count=4)
    sign_in(page_without_js, LEARNER)
    page_without_js.goto(f"/en/jobs/{job.pk}/")
    change(job, state="running", done_count=2)
    page_without_js.get_by_role("link", name="Look again").click()
    page_without_js.get_by_text("2 of 4").wait_for()
    page_without_js.get_by_role("button", name="Cancel").click()
    page_without_js.get_by_text("It stops at its next step.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "options"), [("phone", PHONE), ("desktop", DESKTOP)], ids=["phone", "desktop"])
def test_neither_has_a_fault(browsing, learner, sign_in, screenshot, violations, monkeypatch, device, options, scheme):
    told = Kind(
        "tests.told", lambda params: f"Session {params['number']}", "none.txt", lambda _n: "/en/learning/", bool
    )
    monkeypatch.setitem(registry.KINDS, told.name, told)
    for number in range(22):
        records.notice(learner, kind=told.name, params={"number": number})
    running = {"state": "running", "done_count": 1, "total_count": 4, "message": "Case 1"}
    jobs = [records.job(learner), records.job(learner, **running), records.job(learner, state="done", result={})]
    page = browsing.open(**options, color_scheme=scheme)
    sign_in(page, LEARNER)
    addresses = {"notices": "/en/notices/", **{f"job-{job.state}": f"/en/jobs/{job.pk}/" for job in jobs}}
    found = []
    for name, address in addresses.items():
        page.goto(address)
        found += [f"{name}: {fault}" for fault in violations(page)]
        screenshot(page, f"{name}-{device}-{scheme}")
    assert not found, "\n".join(found)
