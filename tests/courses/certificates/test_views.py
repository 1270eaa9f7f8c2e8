"""The holder's pages and the public page, as the browser gets them."""

import hashlib
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from courses.certificates import forms, rules
from courses.certificates.models import Certificate
from courses.certificates.services import award, correct_name
from tests.courses.certificates.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(client, person):
    client.force_login(person)
    return client


def address(name, certificate):
    return reverse(f"certificates:{name}", args=[certificate.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_addresses_are_those_of_the_contract(awarded):
    assert reverse("certificates:list") == "/en/certificates/"
    assert address("verify", awarded) == f"/en/verify/{awarded.pk}/"
    assert awarded.verification_url.endswith(f"/verify/{awarded.pk}/")


# The holder


def test_the_holder_confirms_the_name_and_gets_the_file(holder, awarded, django_capture_on_commit_callbacks):
    page = text_of(holder.get(address("detail", awarded)))
    assert "Žanete Ķēniņa-Šūberga" in page
    assert "Download" not in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = holder.post(address("detail", awarded), {"name": "Žanete Ķēniņa"})
    assert answer.url == address("detail", awarded)
    page = text_of(holder.get(answer.url))
    assert address("pdf", awarded) in page
    assert "SK-2026-000001" in page
    file = holder.get(address("pdf", awarded))
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == 'attachment; filename="SK-2026-000001.pdf"'
    assert file["Cache-Control"] == "private, no-store"
    awarded.refresh_from_db()
    assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == awarded.pdf_sha256


def test_a_name_that_cannot_stand_is_said_to_be_so_and_kept_in_the_field(holder, awarded):
    page = text_of(holder.post(address("detail", awarded), {"name": "Å" * 121}))
    assert "The name is too long: 121 characters, where 120 fit." in page
    assert "Å" * 121 in page
    awarded.refresh_from_db()
    assert awarded.awaits_name


def test_while_the_file_is_made_the_page_says_so(holder, issued):
    Certificate.objects.filter(pk=issued.pk).update(pdf="", pdf_sha256="")
    page = text_of(holder.get(address("detail", issued)))
    assert "The PDF is being made" in page
    assert "certificates/wait.js" in page
    assert holder.get(address("pdf", issued)).status_code == 404


def test_the_holder_corrects_the_name(holder, issued):
    assert "Žanete Ķēniņa-Šūberga" in text_of(holder.get(address("correct", issued)))
    answer = holder.post(address("correct", issued), {"name": "Žanete Ķēniņa"})
    new = Certificate.objects.live().get()
    assert answer.url == address("detail", new)
    assert new.number in text_of(holder.get(address("detail", issued)))
    assert "SK-2026-000001" not in text_of(holder.get(reverse("certificates:list")))


def test_there_is_nothing_to_correct_before_the_name_is_confirmed(holder, awarded):
    answer = holder.post(address("correct", awarded), {"name": "Žanete Ķēniņa"})
    assert answer.url == address("detail", awarded)
    assert Certificate.objects.get().awaits_name


@pytest.mark.parametrize("name", ["detail", "correct", "pdf"])
def test_anyone_else_finds_nothing(client, issued, make_person, name):
    assert client.get(address(name, issued)).url.startswith("/en/accounts/login/")
    client.force_login(make_person("someone@skerry.example"))
    assert client.get(address(name, issued)).status_code == 404
    assert client.get(reverse("certificates:list")).context["certificates"] == []


@pytest.mark.parametrize("name", ["detail", "correct"])
def test_nobody_names_the_certificate_of_another(client, awarded, make_person, name):
    client.force_login(make_person("someone@skerry.example"))
    assert client.post(address(name, awarded), {"name": "Someone Else"}).status_code == 404
    assert Certificate.objects.get().awaits_name


@pytest.mark.parametrize(
    ("permission", "method", "name"),
    [
        ("certificates.view_certificate", "get", "detail"),
        ("certificates.confirm_name", "post", "detail"),
        ("certificates.correct_name", "post", "correct"),
        ("certificates.download_certificate", "get", "pdf"),
        ("certificates.verify_certificate", "get", "verify"),
    ],
)
def test_every_view_asks_its_rule(holder, issued, monkeypatch, permission, method, name):
    from skerry.accounts.rules import PERMISSIONS

    assert set(rules.PERMISSIONS) <= set(PERMISSIONS)
    monkeypatch.setitem(PERMISSIONS, permission, lambda user, obj: False)
    assert getattr(holder, method)(address(name, issued), {"name": "Someone Else"}).status_code == 404


def test_the_list_costs_the_same_however_many_there_are(
    holder, person, issued, make_achievement, django_assert_num_queries
):
    from uuid import uuid4

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    holder.get(reverse("certificates:list"))
    with CaptureQueriesContext(connection) as queries:
        holder.get(reverse("certificates:list"))
    for _ in range(29):
        award(user=person, achievement=make_achievement(key=uuid4()), now=NOW)
    with django_assert_num_queries(len(queries)):
        assert len(holder.get(reverse("certificates:list")).context["certificates"]) == 30
    assert len(queries) <= 12


# The public


def test_anyone_verifies_what_was_certified(client, issued):
    answer = client.get(address("verify", issued))
    page = text_of(answer)
    for words in (
        "This certificate is valid",
        "Žanete Ķēniņa-Šūberga",
        "Klasteru vadītāju programma",
        "Klasteri un klastera vadītāja darbs",
        "Patstāvīgi apgūstamā daļa",
        "Pamata",
        date_format(date(2026, 11, 22), "DATE_FORMAT"),
        "Izskaidrot, ar ko atšķiras klasteris un tīkls",
        issued.number,
        issued.pdf_sha256,
    ):
        assert words in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert "private" in answer["Cache-Control"]
    assert issued.user.email not in page


def test_a_certificate_without_a_name_cannot_be_verified(client, holder, awarded):
    assert Client().get(address("verify", awarded)).status_code == 404
    assert holder.get(address("verify", awarded)).status_code == 404


def test_a_replaced_certificate_says_so_and_leads_to_the_new_one(client, issued, person):
    new = correct_name(certificate=issued, name="Žanete Ķēniņa", by=person, now=NOW)
    page = text_of(client.get(address("verify", issued)))
    assert "This certificate was replaced" in page
    assert "This certificate is valid" not in page
    assert address("verify", new) in page
    assert new.number in page


def test_a_revoked_certificate_says_so(client, issued):
    Certificate.objects.filter(pk=issued.pk).update(state=Certificate.State.REVOKED)
    page = text_of(client.get(address("verify", issued)))
    assert "This certificate was revoked" in page
    assert "is valid" not in page


def test_a_record_that_was_altered_is_not_confirmed(client, issued):
    Certificate.objects.filter(pk=issued.pk).update(snapshot={**issued.snapshot, "hours": 300})
    page = text_of(client.get(address("verify", issued)))
    assert "This certificate cannot be confirmed" in page
    assert "is valid" not in page


def send(client, certificate, content: bytes):
    return text_of(
        client.post(address("verify", certificate), {"file": SimpleUploadedFile("a.pdf", content)})
    )


def tone_of_answer(page: str) -> str:
    return re.search(r'data-answer[^>]*> ?<div class="alert" data-tone="([a-z]+)"', page)[1]


def test_the_file_itself_is_recognised(client, issued):
    assert tone_of_answer(send(client, issued, issued.pdf.read())) == "success"


def test_one_changed_byte_is_noticed(client, issued):
    content = issued.pdf.read()
    assert tone_of_answer(send(client, issued, content[:-1] + b"x")) == "danger"


def test_the_file_of_a_replaced_certificate_no_longer_counts(client, issued, person):
    correct_name(certificate=issued, name="Žanete Ķēniņa", by=person, now=NOW)
    assert tone_of_answer(send(client, issued, issued.pdf.read())) == "warning"


@pytest.mark.parametrize(("content", "words"), [(None, "Choose a file."), (b"", "This file is empty.")])
def test_nothing_to_compare_is_said_in_words(client, issued, content, words):
    data = {} if content is None else {"file": SimpleUploadedFile("a.pdf", content)}
    assert words in text_of(client.post(address("verify", issued), data))


def test_a_large_file_is_refused_unread(client, issued):
    page = send(client, issued, b"x" * (forms.FILE_BYTES + 100 * 1024))
    assert tone_of_answer(page) == "danger"
    assert "This file is larger than 5 MB" in page


def test_a_file_just_above_the_limit_is_refused_too(client, issued):
    assert "This file is larger than 5 MB" in send(client, issued, b"x" * (forms.FILE_BYTES + 1))


def test_nothing_is_kept_of_a_file_that_was_compared(client, issued, tmp_path):
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    send(client, issued, b"x" * 3_000_000)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


def test_the_form_needs_its_token(issued):
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(address("verify", issued), {"file": SimpleUploadedFile("a.pdf", b"x")}).status_code == 403
    )


def test_verifying_costs_the_same_for_every_reader(client, issued, django_assert_max_num_queries):
    client.get(address("verify", issued))
    with django_assert_max_num_queries(12):
        client.get(address("verify", issued))


def test_the_page_carries_nothing_inline(client, holder, issued):
    for page in (Client().get(address("verify", issued)), holder.get(address("detail", issued))):
        assert "style=" not in page.content.decode()
        assert "onclick" not in page.content.decode()
