"""What was achieved is frozen once, and stays what it was."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from courses.certificates.achievement import fingerprint
from courses.certificates.models import Certificate
from courses.certificates.services import award
from tests.courses.certificates.conftest import KEY, NOW


def test_award_freezes_the_achievement_and_waits_for_the_name(awarded):
    assert awarded.state == Certificate.State.AWAITING_NAME
    assert (awarded.name, awarded.number, awarded.pdf.name) == ("", None, "")
    assert awarded.snapshot["title"] == "Klasteri un klastera vadītāja darbs"
    assert awarded.snapshot["key"] == str(KEY)
    assert awarded.snapshot["requirements"][1] == {
        "label": "Tests nokārtots",
        "met_at": "2026-11-22T00:30:00+02:00",
        "detail": "8 no 9",
    }
    assert awarded.snapshot_sha256 == fingerprint(awarded.snapshot)
    assert awarded.language == "lv"


def test_the_day_of_completion_is_the_day_where_the_person_was(awarded):
    assert awarded.completed_on == date(2026, 11, 22)


def test_awarding_again_returns_the_certificate_that_stands(awarded, person, make_achievement):
    again = award(user=person, achievement=make_achievement(title="Renamed"), now=NOW + timedelta(days=1))
    assert again.pk == awarded.pk
    assert again.snapshot == awarded.snapshot


def test_each_person_and_each_achievement_has_its_own(awarded, person, make_person, make_achievement):
    other = award(user=make_person("lukasz@skerry.example"), achievement=make_achievement(), now=NOW)
    second = award(user=person, achievement=make_achievement(key=uuid4()), now=NOW)
    assert len({awarded.pk, other.pk, second.pk}) == 3


def test_the_database_refuses_a_second_live_certificate(awarded):
    copy = Certificate.objects.get(pk=awarded.pk)
    copy.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_fingerprint_does_not_depend_on_the_order_of_keys(awarded):
    backwards = dict(reversed(awarded.snapshot.items()))
    assert fingerprint(backwards) == awarded.snapshot_sha256
    assert fingerprint({**backwards, "hours": 4}) != awarded.snapshot_sha256


def test_the_certificate_outlives_the_account(issued, person):
    person.delete()
    issued.refresh_from_db()
    assert (issued.user_id, issued.name, issued.state) == (None, "Žanete Ķēniņa-Šūberga", "issued")
