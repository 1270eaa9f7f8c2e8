"""The trainer's pages of a quiz: what they show, what they cost, and that nothing typed is lost."""

import csv
import io
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from courses.quizzes.models import Accommodation, Marking, Regrade
from courses.quizzes.queries import desk
from courses.quizzes.services import mark_answer
from skerry.accounts.models import Role
from skerry.jobs.models import Job
from skerry.notices.models import Notice
from tests.courses.quizzes.staff import scenes
from tests.factories import content, people

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, made, *args) -> str:
    return reverse(f"quizzes:{name}", args=[made.key, *args])


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# Results


def test_results_show_people_their_attempts_and_what_counts():
    made = scenes.scene(counts="last")
    ilze = scenes.learner(made, "Ilze")
    scenes.sat(made, scenes.RIGHT, user=ilze)
    scenes.sat(made, scenes.WRONG, user=ilze)
    scenes.sat(made, scenes.RIGHT, user=scenes.learner(made, "Jonas"))
    client = signed_in(made.trainer)
    said = text_of(client.get(url("staff", made)))
    assert "Attempt 1 , Ilze : 100 %" in said
    assert "Attempt 2 , Ilze : 0 %" in said
    assert "Not passed" in said
    found = text_of(client.get(url("staff", made), {"q": "jon"}))
    assert "Jonas" in found
    assert "Ilze" not in found
    assert "Nobody of this name" in text_of(client.get(url("staff", made), {"q": "nobody"}))


def test_a_post_test_shows_the_gain():
    made = scenes.scene("single_choice", "numeric")
    post = content.quiz(made.module, [], behaviour="deferred", pre_test=made.quiz)
    user = scenes.learner(made)
    scenes.sat(made, scenes.RIGHT, "9", user=user)
    scenes.sat(made._replace(quiz=post), scenes.RIGHT, "3.5", user=user)
    [row] = desk.result_rows(desk.people_who_sat(post.translation_key), post.translation_key)
    assert row.gain == 100
    assert "Gain since the pre-test" in text_of(signed_in(made.trainer).get(url("staff", made._replace(quiz=post))))


def test_an_attempt_shows_everything_that_happened():
    made = scenes.scene("numeric")
    attempt = scenes.begun(made, None, "7")
    scenes.answer(attempt, 1, "4")
    scenes.finish_attempt(attempt=attempt)
    scenes.answer(attempt, 1, "3.5")
    said = text_of(signed_in(made.trainer).get(url("staff_attempt", made, attempt.public_id)))
    for words in ("Started", "Answer saved", "Handed in", "Arrived too late: kept, not counted"):
        assert words in said
    steps = said.partition("All that happened")[2]
    assert all(number in steps for number in ("7", "4", "3.5")), "what was replaced and what came late is there"


def test_a_mark_is_set_by_form_and_taken_back():
    made = scenes.scene()
    attempt = scenes.sat(made, scenes.WRONG)
    client = signed_in(made.trainer)
    address = url("override", made, attempt.public_id, 1)
    response = client.post(address, {"q1-marks": "0.5", "q1-reason": "Half."})
    assert response.status_code == 302
    assert attempt.slots.get().fraction == 0.5
    assert "Mark set by a trainer" in text_of(client.get(response["Location"].split("#")[0]))
    client.post(address, {"q1-reason": "No."})
    assert attempt.slots.get().fraction == 0


@pytest.mark.parametrize(("marks", "reason"), [("1.5", "Half."), ("", "Half."), ("0.5", "")])
def test_a_fault_in_a_mark_comes_back_with_what_was_typed(marks, reason):
    made = scenes.scene()
    attempt = scenes.sat(made, scenes.WRONG)
    address = url("override", made, attempt.public_id, 1)
    response = signed_in(made.trainer).post(address, {"q1-marks": marks, "q1-reason": reason})
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[data-error-summary] a")["href"].startswith("#id_q1-")
    assert page.select_one("[name=q1-marks]").get("value", "") == marks
    assert page.select_one("[name=q1-reason]").text.strip() == reason
    assert not attempt.slots.get().is_set_by_person


def test_the_trainer_writes_numbers_in_their_own_way():
    made = scenes.scene()
    attempt = scenes.sat(made, scenes.WRONG)
    with translation.override("sv"):
        address = url("override", made, attempt.public_id, 1)
    assert signed_in(made.trainer).post(address, {"q1-marks": "0,25", "q1-reason": "Lite."}).status_code == 302
    assert attempt.slots.get().fraction == 0.25


def test_the_table_for_a_spreadsheet_holds_every_attempt_and_no_formula():
    made = scenes.scene("single_choice", "numeric")
    scenes.sat(made, scenes.RIGHT, "3.5", user=scenes.learner(made, "=HYPERLINK(1)"))
    scenes.sat(made, scenes.WRONG, "3.5")
    response = signed_in(made.trainer).get(url("results_csv", made))
    body = response.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(body))
    assert head[-2:] == [question.code for question in made.questions]
    assert {row[0] for row in rows} == {"'=HYPERLINK(1)", "Ilze Bērziņa"}
    assert sorted(row[-2:] for row in rows) == [["0.0", "1.0"], ["1.0", "1.0"]]


# The marking desk


@pytest.fixture
def essays():
    made = scenes.scene("essay")
    sittings = [scenes.sat(made, words) for words in ("The members carry it.", "The office does.")]
    return made, [sitting.slots.select_related("version").get() for sitting in sittings]


def lines(slot) -> list[str]:
    return [f"points-{row['id']}" for row in slot.version.texts.get().content["rubric"]]


def test_the_next_answer_opens_by_itself(essays):
    made, slots = essays
    client = signed_in(made.trainer)
    opened = client.post(url("mark_next", made))
    assert opened["Location"] == url("mark", made, slots[0].pk)
    page = text_of(client.get(opened["Location"]))
    assert "The members carry it." in page
    assert "Names the members" in page
    one, other = lines(slots[0])
    saved = client.post(opened["Location"], {one: "3", other: "0.5", "comment": "Good."})
    assert saved["Location"] == url("mark", made, slots[1].pk)
    assert "Marks given before" in text_of(client.get(saved["Location"]))
    done = client.post(saved["Location"], {one: "0", other: "1"})
    assert done["Location"] == url("marking", made)
    assert [marking.fraction for marking in Marking.objects.all()] == [0.875, 0.25]


def test_a_fault_in_a_marking_comes_back_with_all_that_was_typed(essays):
    made, [slot, _other] = essays
    one, other = lines(slot)
    data = {one: "9", other: "1", "comment": "A long and careful comment.", "keeps_comment": "on"}
    response = signed_in(made.trainer).post(url("mark", made, slot.pk), data)
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[data-error-summary] a")["href"] == f"#id_{one}"
    assert [page.select_one(f"[name={name}]")["value"] for name in (one, other)] == ["9", "1"]
    assert page.select_one("[name=comment]").text.strip() == "A long and careful comment."
    assert page.select_one("[name=keeps_comment]").has_attr("checked")
    assert not Marking.objects.exists()


def test_who_opens_an_answer_that_another_is_marking_is_told(essays):
    made, [slot, _other] = essays
    signed_in(made.trainer).get(url("mark", made, slot.pk))
    client = signed_in(people.person(role=Role.TRAINER))
    assert "Tiina Trainer has opened this answer" in text_of(client.get(url("mark", made, slot.pk)))
    assert "Tiina Trainer is marking it" in text_of(client.get(url("marking", made)))


def test_without_names_nothing_tells_whose_an_answer_is(essays):
    made, slots = essays
    client = signed_in(made.trainer)
    assert "Ilze" in text_of(client.get(url("marking", made)))
    for address in (url("marking", made) + "?names=hide", url("marking", made), url("mark", made, slots[0].pk)):
        response = client.get(address)
        assert "Ilze" not in response.content.decode()
        assert str(slots[0].attempt.public_id) not in response.content.decode()
    assert desk.code_of(slots[0]) in text_of(client.get(url("marking", made)))
    assert "Ilze" in text_of(client.get(url("marking", made) + "?names=show"))


def test_two_markings_are_seen_side_by_side_and_settled(essays):
    made, [slot, _other] = essays
    one, other = lines(slot)
    second = people.person("Signe Second", role=Role.TRAINER)
    points = {name.removeprefix("points-"): value for name, value in ((one, 3), (other, 1))}
    mark_answer(slot=slot, by=second, language="en", points=points, comment="Full of it.", waits_for_second=True)
    client = signed_in(made.trainer)
    page = text_of(client.get(url("mark", made, slot.pk)))
    assert "You are the second" in page
    assert "Full of it." not in page, "the second marker does not see what the first gave"
    client.post(url("mark", made, slot.pk), {one: "1", other: "0", "comment": "Thin."})
    listed = text_of(client.get(url("marking", made), {"show": "settle"}))
    assert "Far apart" in listed
    both = text_of(client.get(url("settle", made, slot.pk)))
    assert "They differ by more than 15 % of the mark." in both
    assert "Full of it." in both
    assert "Thin." in both
    missing = client.post(url("settle", made, slot.pk), {"choice": "value", "comment": "Kept."})
    assert missing.status_code == 422
    assert "Kept." in missing.content.decode()
    client.post(url("settle", made, slot.pk), {"choice": "value", "percent": "70", "comment": "Agreed."})
    slot.refresh_from_db()
    assert (slot.fraction, slot.comment) == (0.7, "Agreed.")


# Corrections


def test_a_correction_is_planned_looked_at_and_applied(django_capture_on_commit_callbacks):
    made = scenes.scene()
    attempt = scenes.sat(made, scenes.WRONG)
    scenes.sat(made, scenes.RIGHT)
    client = signed_in(made.trainer)
    assert "No question was corrected" in text_of(client.get(url("corrections", made)))
    question = scenes.repair(made.questions[0])
    assert "Corrected since people answered" in text_of(client.get(url("corrections", made)))
    address = url("plan_regrade", made, question.translation_key)
    assert client.post(address, {"policy": "replace", "reason": ""}).status_code == 422
    planned = client.post(address, {"policy": "replace", "reason": "The key was wrong."})["Location"]
    page = text_of(client.get(planned))
    for words in (
        "2 of 2 change",
        "1 passes by it",
        "1 attempt falls below the pass mark",
        "certificates are not taken",
    ):
        assert words in page
    attempt.refresh_from_db()
    assert attempt.percent == 0
    with django_capture_on_commit_callbacks(execute=True):
        started = client.post(planned, {"action": "apply"})
    job = Job.objects.get(kind="quizzes.apply_regrade")
    assert started["Location"] == reverse("jobs:detail", args=[job.pk])
    assert job.result["url"] == planned
    assert (job.done_count, job.total_count) == (2, 2)
    attempt.refresh_from_db()
    assert attempt.percent == 100
    assert "What it changed" in text_of(client.get(planned))
    assert client.post(planned, {"action": "apply"})["Location"] == planned


def test_a_plan_is_thrown_away_by_form():
    made = scenes.scene()
    scenes.sat(made, scenes.WRONG)
    client = signed_in(made.trainer)
    address = url("plan_regrade", made, made.questions[0].translation_key)
    planned = client.post(address, {"policy": "full", "reason": "Unclear."})["Location"]
    client.post(planned, {"action": "discard"})
    assert not Regrade.objects.exists()
    assert client.get(planned).status_code == 404


# Accommodations


def test_more_time_is_given_by_form_and_a_running_attempt_has_it_at_once():
    made = scenes.scene(time_limit=30)
    user = scenes.learner(made)
    running = scenes.begun(made, user)
    client = signed_in(made.trainer)
    data = {
        "email": user.email.upper(),
        "extra_minutes": "15",
        "extra_attempts": "0",
        "closes_at": "",
        "reason": "Reads slowly",
    }
    assert client.post(url("accommodations", made), data).status_code == 302
    was = running.due_at
    running.refresh_from_db()
    assert running.due_at - was == timedelta(minutes=15)
    notice = Notice.objects.get(kind="quizzes.more_time")
    assert notice.params["minutes"] == 15
    assert "Reads slowly" not in str(notice.params), "why is nobody else's business"
    page = client.get(url("accommodations", made), {"person": user.public_id})
    assert BeautifulSoup(page.content, "html.parser").select_one("[name=extra_minutes]")["value"] == "15"


def test_nobody_who_takes_no_part_is_found():
    made = scenes.scene()
    stranger = people.person()
    data = {"email": stranger.email, "extra_minutes": "15", "extra_attempts": "0", "reason": "Slow reader"}
    response = signed_in(made.trainer).post(url("accommodations", made), data)
    assert response.status_code == 422
    assert "Nobody who takes part has this address." in text_of(response)
    assert "Slow reader" in response.content.decode()
    assert not Accommodation.objects.exists()


# What pages cost


def test_pages_cost_as_much_for_thirty_people_as_for_one():
    made = scenes.scene("essay", "single_choice", "numeric")
    client = signed_in(made.trainer)
    addresses = [url(name, made) for name in ("staff", "marking", "corrections", "accommodations", "results_csv")]
    addresses += [f"{url('marking', made)}?show=marked", f"{url('marking', made)}?show=settle"]

    def someone():
        sitting = scenes.sat(made, "The members.", scenes.RIGHT, "3.5")
        slot = sitting.slots.select_related("version").get(number=1)
        points = {row["id"]: 1 for row in slot.version.texts.get().content["rubric"]}
        for by in (made.trainer, second):
            mark_answer(slot=slot, by=by, language="en", points=points, waits_for_second=True)
        return sitting

    second = people.person(role=Role.TRAINER)
    first = someone()
    addresses.append(url("staff_attempt", made, first.public_id))
    addresses.append(url("mark", made, first.slots.get(number=1).pk))
    one = {address: queries_of(client, address) for address in addresses}
    for _number in range(6):
        someone()
    many = {address: queries_of(client, address) for address in addresses}
    assert many == one
    over = {urlsplit(address).path: count for address, count in many.items() if count > MOST_QUERIES}
    assert not over, over
