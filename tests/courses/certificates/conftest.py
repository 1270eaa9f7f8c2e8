from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model

from courses.certificates.services import Achievement, Requirement, award, confirm_name

KEY = UUID("5d0f5c33-94a5-4a6e-9a32-0f1f1f3f3b01")
COMPLETED = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # in Riga it is the next day already
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def make_person(db):
    def make(email="zanete@skerry.example", **fields):
        fields = {"name": "Žanete Ķēniņa-Šūberga", "language": "lv", "time_zone": "Europe/Riga"} | fields
        return get_user_model().objects.create_user(email, "a password", **fields)

    return make


@pytest.fixture
def person(make_person):
    return make_person()


@pytest.fixture
def make_achievement():
    def make(**fields):
        given = {
            "kind": "module.self_paced",
            "key": KEY,
            "programme": "Klasteru vadītāju programma",
            "code": "B1",
            "title": "Klasteri un klastera vadītāja darbs",
            "part": "Patstāvīgi apgūstamā daļa",
            "hours": 3,
            "level": "Pamata",
            "outcomes": ("Izskaidrot, ar ko atšķiras klasteris un tīkls", "Identificēt trīs avotus"),
            "requirements": (
                Requirement(label="Visas nodarbības apgūtas", met_at=COMPLETED),
                Requirement(label="Tests nokārtots", met_at=COMPLETED, detail="8 no 9"),
            ),
            "completed_at": COMPLETED,
            "content_version": "3f9a5c12e07d" + "0" * 52,
            "language": "lv",
            "issuer": "Reglab",
            "funding": "Līdzfinansē Eiropas Savienība",
        }
        return Achievement(**given | fields)

    return make


@pytest.fixture
def awarded(person, make_achievement):
    """A certificate that waits for the name."""
    return award(user=person, achievement=make_achievement(), now=NOW)


@pytest.fixture
def issued(awarded, person, django_capture_on_commit_callbacks):
    """A certificate with its name and its file."""
    with django_capture_on_commit_callbacks(execute=True):
        certificate = confirm_name(certificate=awarded, name=person.name, by=person, now=NOW)
    certificate.refresh_from_db()
    return certificate
