"""The file: right letters, tagged, in the holder's language, made once."""

import hashlib
import io
import stat
from pathlib import Path

import pypdf
import pytest
from django.conf import settings as django_settings
from django.db.models.fields.files import FieldFile

from courses.certificates.models import Certificate
from courses.certificates.services import award, confirm_name, make_pdf, paper
from skerry.jobs.models import Job
from skerry.jobs.progress import TryAgain
from tests.courses.certificates.conftest import NOW

pytestmark = pytest.mark.django_db


def read(certificate) -> tuple[pypdf.PdfReader, str]:
    with certificate.pdf.open("rb") as file:
        reader = pypdf.PdfReader(io.BytesIO(file.read()))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@pytest.fixture
def issue(make_person, make_achievement, django_capture_on_commit_callbacks):
    def issue_to(name, **fields):
        person = make_person(f"{Certificate.objects.count()}@skerry.example", name=name)
        certificate = award(user=person, achievement=make_achievement(**fields), now=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            certificate = confirm_name(certificate=certificate, name=name, by=person, now=NOW)
        certificate.refresh_from_db()
        assert certificate.pdf, Job.objects.latest("created_at").error
        return certificate

    return issue_to


@pytest.mark.parametrize(
    "name", ["Žanete Ķēniņa-Šūberga", "Łukasz Żółć", "Åsa Øvergård Ünal", "Þórður Ægisson", "Šarūnė Ąžuolė"]
)
def test_the_letters_of_the_region_are_read_back_from_the_file(issue, name):
    certificate = issue(name)
    reader, text = read(certificate)
    assert name in text
    assert certificate.number in text
    assert name in reader.metadata.title


def test_the_file_says_all_that_was_certified(issue):
    certificate = issue("Žanete Ķēniņa-Šūberga")
    _reader, text = read(certificate)
    for words in (
        "Klasteru vadītāju programma",
        "B1 Klasteri un klastera vadītāja darbs",
        "Patstāvīgi apgūstamā daļa",
        "Pamata",
        "Izskaidrot, ar ko atšķiras klasteris un tīkls",
        "Tests nokārtots: 8 no 9, 2026. gada 22. novembris",
        "Reglab",
        "Līdzfinansē Eiropas Savienība",
        "3f9a5c12e07d",
        certificate.verification_url,
    ):
        assert words in text


def test_the_file_is_tagged_and_claims_pdf_ua(issue):
    reader, _text = read(issue("Łukasz Żółć"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "lv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.author == "Reglab"
    assert len(reader.pages) == 1


def test_pictures_have_words(issue):
    reader, _text = read(issue("Łukasz Żółć"))
    spoken = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                spoken.append(node.get("/Alt", ""))
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert len(spoken) == 2
    assert all(spoken)


def test_the_fingerprint_is_that_of_the_file(issue):
    certificate = issue("Åsa Øvergård Ünal")
    with certificate.pdf.open("rb") as file:
        assert certificate.pdf_sha256 == hashlib.sha256(file.read()).hexdigest()


def test_making_the_file_again_leaves_it_as_it_is(issue):
    certificate = issue("Åsa Øvergård Ünal")
    before = (certificate.pdf.name, certificate.pdf_sha256, certificate.pdf_ready_at)
    make_pdf(None, certificate_id=str(certificate.pk))
    certificate.refresh_from_db()
    assert (certificate.pdf.name, certificate.pdf_sha256, certificate.pdf_ready_at) == before


def test_the_same_certificate_gives_the_same_bytes(issue):
    certificate = issue("Åsa Øvergård Ünal")
    assert hashlib.sha256(paper.render(certificate)).hexdigest() == certificate.pdf_sha256


def test_of_two_files_made_at_once_one_is_kept(issue, monkeypatch):
    certificate = issue("Åsa Øvergård Ünal")
    folder = Path(certificate.pdf.storage.location)
    assert not paper.keep(certificate=certificate, name="another.pdf", pdf=b"another", now=NOW)
    monkeypatch.setattr(FieldFile, "__bool__", lambda self: False)
    monkeypatch.setattr(paper, "keep", lambda **_fields: False)
    make_pdf(Silent(), certificate_id=str(certificate.pk))
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


class Silent:
    def step(self, *_args):
        pass


def test_a_full_disk_is_tried_again(issue, monkeypatch):
    certificate = issue("Åsa Øvergård Ünal")
    Certificate.objects.filter(pk=certificate.pk).update(pdf="")

    def full(*_args, **_options):
        raise OSError("no space left")

    monkeypatch.setattr(type(certificate.pdf.storage), "save", full)
    with pytest.raises(TryAgain, match="no space left"):
        make_pdf(Silent(), certificate_id=str(certificate.pk))


def test_the_file_lies_where_no_address_leads(issue):
    certificate = issue("Åsa Øvergård Ünal")
    path = Path(certificate.pdf.path)
    assert Path(django_settings.MEDIA_ROOT) not in path.parents
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(certificate.pk) not in str(path)
    with pytest.raises(ValueError, match="no address"):
        certificate.pdf.url  # noqa: B018


@pytest.mark.parametrize(
    "name", ['#panic("x") Åsa', "*Åsa* _Ünal_ $x$", 'Åsa <b>Ünal</b> \\ "quoted"', "#{sys}Å"]
)
def test_what_looks_like_markup_in_a_name_is_printed_as_it_is(issue, name):
    _reader, text = read(issue(name))
    assert name in text.replace("”", '"').replace("“", '"')


def test_what_looks_like_markup_in_the_achievement_is_printed_as_it_is(issue):
    _reader, text = read(issue("Åsa", title="#import foo: *", outcomes=("#read(path)", "= no heading")))
    assert all(words in text for words in ("#import foo: *", "#read(path)", "= no heading"))


@pytest.mark.parametrize("name", ["山田太郎", "გიორგი", "نور", "नूर"])
def test_a_script_that_the_fonts_may_lack_still_gives_a_tagged_file(issue, name):
    reader, _text = read(issue(name))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert name in reader.metadata.title


def test_a_long_certificate_runs_on_to_a_second_page(issue):
    reader, text = read(
        issue("Maximiliana Konstantīna " * 5, outcomes=("A long outcome, in many words. " * 8,) * 9)
    )
    assert len(reader.pages) == 2
    assert "Reglab" in text


def test_the_words_are_in_the_language_of_the_certificate(issue, monkeypatch):
    asked = []
    real = paper.words
    monkeypatch.setattr(paper, "words", lambda: asked.append(paper.translation.get_language()) or real())
    certificate = issue("Åsa Øvergård Ünal", language="sv")
    reader, text = read(certificate)
    assert asked == ["sv"]
    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert "22 november 2026" in text
