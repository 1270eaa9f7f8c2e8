"""The person says the name; it gets a number nobody else has; a wrong one is replaced, in the open."""

import contextlib
import threading
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet

from courses.certificates.models import Certificate, NumberSeries
from courses.certificates.services import award, clean_name, confirm_name, correct_name
from courses.certificates.services.naming import next_number
from skerry.jobs.models import Job
from tests.courses.certificates.conftest import NOW


@pytest.mark.parametrize(
    "name",
    [
        "Žanete Ķēniņa-Šūberga",
        "Łukasz Żółć",
        "Åsa Øvergård Ünal",
        "Ōe Kenzaburō",
        "山田太郎",
        "نور",
        "Þórður Æsirsson",
        "O",
    ],
)
def test_a_name_may_be_in_any_script(name):
    assert clean_name(f"  {name} ") == name


def test_a_name_is_kept_in_composed_letters_with_single_spaces():
    assert clean_name("Z\u030canete   K\u0327e\u0304nin\u0327a") == "Žanete Ķēniņa"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("123", "required"),
        ("Å" * 121, "too_long"),
        ("Anna\x00", "unprintable"),
        ("Anna\nBerg", "unprintable"),
        ("Anna\u202egreB", "unprintable"),
        ("Anna\u2028Berg", "unprintable"),
        ("A" + "\u0316" * 20, "marks"),
    ],
)
def test_a_name_that_cannot_stand_is_refused(name, code):
    with pytest.raises(ValidationError) as refused:
        clean_name(name)
    assert refused.value.code == code


def test_confirming_gives_the_number_and_orders_the_file(awarded, person):
    certificate = confirm_name(certificate=awarded, name=" Žanete  Ķēniņa-Šūberga", by=person, now=NOW)
    assert (certificate.name, certificate.number) == ("Žanete Ķēniņa-Šūberga", "SK-2026-000001")
    assert (certificate.state, certificate.issued_at) == (Certificate.State.ISSUED, NOW)
    assert certificate.confirmed_by == person
    job = Job.objects.get()
    assert (job.kind, job.owner, job.args) == (
        "certificates.pdf",
        person,
        {"certificate_id": str(certificate.pk)},
    )


def test_confirming_the_same_name_again_changes_nothing(issued, person):
    again = confirm_name(certificate=issued, name=issued.name, by=person, now=NOW)
    assert (again.number, Job.objects.count()) == (issued.number, 1)


def test_confirming_another_name_is_refused(issued, person):
    with pytest.raises(ValidationError, match="confirmed already"):
        confirm_name(certificate=issued, name="Someone Else", by=person, now=NOW)


def test_the_series_begins_anew_each_year_of_the_site(db):
    turn = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Stockholm
    with transaction.atomic():
        assert next_number(now=NOW) == "SK-2026-000001"
        assert next_number(now=NOW) == "SK-2026-000002"
        assert next_number(now=turn) == "SK-2027-000001"


def test_a_corrected_name_replaces_the_certificate(issued, person):
    new = correct_name(certificate=issued, name="Žanete Ķēniņa", by=person, now=NOW)
    issued.refresh_from_db()
    assert (issued.state, issued.replaced_by, issued.name) == ("replaced", new, "Žanete Ķēniņa-Šūberga")
    assert (new.state, new.name, new.number) == ("issued", "Žanete Ķēniņa", "SK-2026-000002")
    assert (new.snapshot, new.snapshot_sha256, new.user) == (issued.snapshot, issued.snapshot_sha256, person)
    assert list(Certificate.objects.live()) == [new]


def test_sending_the_correction_twice_makes_one_certificate(issued, person):
    new = correct_name(certificate=issued, name="Žanete Ķēniņa", by=person, now=NOW)
    assert correct_name(certificate=issued, name="Žanete Ķēniņa", by=person, now=NOW) == new
    assert Certificate.objects.count() == 2


def test_correcting_to_the_same_name_changes_nothing(issued, person):
    assert correct_name(certificate=issued, name=issued.name, by=person, now=NOW) == issued


def test_only_a_certificate_that_stands_is_corrected(awarded, issued, person):
    correct_name(certificate=issued, name="Žanete Ķēniņa", by=person, now=NOW)
    with pytest.raises(ValidationError, match="that stands"):
        correct_name(certificate=issued, name="Someone Else", by=person, now=NOW)


def in_two_threads(take) -> list[str]:
    """Take two numbers at once, both reading the series before either writes it, if nothing stops them."""
    meeting, numbers, save = threading.Barrier(2), [], NumberSeries.save

    def save_together(self, *args, **kwargs):
        with contextlib.suppress(
            threading.BrokenBarrierError
        ):  # the other one waits at the lock, as it should
            meeting.wait(timeout=2)
        save(self, *args, **kwargs)

    def run():
        try:
            numbers.append(take())
        finally:
            connection.close()

    NumberSeries.save = save_together
    try:
        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        NumberSeries.save = save
    return sorted(numbers)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers():
    NumberSeries.objects.create(year=2026)

    def take():
        with transaction.atomic():
            return next_number(now=NOW)

    assert in_two_threads(take) == ["SK-2026-000001", "SK-2026-000002"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_at_once_get_the_same_number(monkeypatch):
    """The test above can see the race: with neither transaction nor row lock, there is one."""
    NumberSeries.objects.create(year=2026)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self)
    assert in_two_threads(lambda: next_number(now=NOW)) == ["SK-2026-000001", "SK-2026-000001"]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers(make_person, make_achievement):
    people = [make_person(f"person{number}@skerry.example") for number in range(20)]
    certificates = [award(user=person, achievement=make_achievement(), now=NOW) for person in people]
    Job.objects.all().delete()

    def confirm(certificate):
        try:
            with transaction.atomic():
                confirm_name(certificate=certificate, name="Åsa Øvergård Ünal", by=certificate.user, now=NOW)
                connection.run_on_commit = []  # the files are not what is tested here
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[certificate]) for certificate in certificates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == [f"SK-2026-{number:06d}" for number in range(1, 21)]
