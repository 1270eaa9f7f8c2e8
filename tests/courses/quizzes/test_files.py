"""Files that people give as answers: bounded, their own, kept, handed out to those who may have them."""

import hashlib
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.quizzes.models import AttemptFile
from courses.quizzes.services import Refused
from courses.quizzes.services import files as services
from courses.quizzes.services.files import attach_file, clean_name, named
from tests.factories import sittings
from tests.factories.sittings import answer, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    return sittings.begin(sittings.quiz("file_upload", "file_upload"))


def upload(name: str = "plan.pdf", body: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def refusal(slot, given) -> str:
    with pytest.raises(Refused) as refused:
        attach_file(slot=slot, upload=given)
    return refused.value.code


def test_a_file_is_kept_as_it_came(attempt):
    kept = attach_file(slot=place(attempt), upload=upload())
    with kept.file.open("rb") as file:
        assert file.read() == b"%PDF-1.7"
    assert (kept.name, kept.size, kept.sha256) == ("plan.pdf", 8, hashlib.sha256(b"%PDF-1.7").hexdigest())
    assert "plan" not in kept.file.name


def test_a_file_is_at_most_so_large_and_never_empty(attempt, monkeypatch):
    monkeypatch.setattr(services, "LARGEST", 8)
    assert refusal(place(attempt), upload(body=b"%PDF-1.7 ")) == "too_large"
    assert refusal(place(attempt), upload(body=b"")) == "empty"
    assert attach_file(slot=place(attempt), upload=upload()).size == 8


def test_the_bounds_are_those_that_people_are_told():
    assert (services.LARGEST, services.MOST) == (10 * 1024 * 1024, 20)


def test_there_are_at_most_so_many_files_to_a_question(attempt, monkeypatch):
    monkeypatch.setattr(services, "MOST", 2)
    for _number in range(2):
        attach_file(slot=place(attempt), upload=upload())
    assert refusal(place(attempt), upload()) == "too_many"
    assert AttemptFile.objects.count() == 2
    assert attach_file(slot=place(attempt, 2), upload=upload())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\plan.pdf", "plan.pdf"),
        ("plän ķ 计划.pdf", "plän ķ 计划.pdf"),
        ('a<b>"c|d?.pdf', "abcd.pdf"),
        ("tab\there\x00.txt", "tabhere.txt"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_name_holds_no_folder_and_nothing_that_harms(given, kept):
    assert clean_name(given) == kept


def test_only_the_files_of_this_very_question_can_be_named(attempt):
    mine = attach_file(slot=place(attempt), upload=upload("mine.pdf"))
    beside = attach_file(slot=place(attempt, 2), upload=upload())
    other = attach_file(slot=place(sittings.begin(sittings.asked_in(attempt))), upload=upload())
    posted = [f"{mine.public_id}/renamed.pdf", str(beside.public_id), str(other.public_id), str(uuid.uuid4()), "x"]
    assert named(place(attempt), posted) == [f"{mine.public_id}/mine.pdf"]


def send(client, attempt, **fields):
    client.force_login(attempt.user)
    data = {"slot": place(attempt).slot_key, "key": uuid.uuid4(), "action": "upload", **fields}
    return client.post(f"/en/attempts/{attempt.public_id}/answers/", data)


def given_names(attempt) -> list[str]:
    return [file["name"] for file in place(attempt).response.get("files", ())]


def test_the_form_takes_files_and_the_answer_names_them(client, attempt):
    assert send(client, attempt, upload=[upload("a.pdf"), upload("b.txt")]).status_code == 302
    assert given_names(attempt) == ["a.pdf", "b.txt"]


def test_the_form_cannot_name_the_file_of_another(client, attempt):
    other = attach_file(slot=place(sittings.begin(sittings.asked_in(attempt))), upload=upload("theirs.pdf"))
    send(client, attempt, file=[f"{other.public_id}/theirs.pdf"], upload=[upload("mine.pdf")])
    assert given_names(attempt) == ["mine.pdf"]


def test_a_kind_that_is_not_taken_is_refused_in_words(client, attempt):
    page = send(client, attempt, upload=[upload("virus.exe")])
    assert page.status_code == 422
    assert given_names(attempt) == []


def test_no_other_way_in_names_the_file_of_another(attempt):
    """The machines' way in knows no uploads: what it names must be there, and this person's."""
    other = attach_file(slot=place(sittings.begin(sittings.asked_in(attempt))), upload=upload("theirs.pdf"))
    with pytest.raises(Refused):
        answer(attempt, {"file": [f"{other.public_id}/theirs.pdf"]})
    assert given_names(attempt) == []


def status_for(client, user, file) -> int:
    client.force_login(user)
    answered = client.get(f"/en/attempts/files/{file.public_id}/")
    if answered.streaming:
        assert "attachment" in answered["Content-Disposition"]
        assert b"".join(answered.streaming_content) == b"%PDF-1.7"
    return answered.status_code


def test_a_file_is_handed_out_to_its_owner_and_to_no_other_learner(client, attempt):
    file = attach_file(slot=place(attempt), upload=upload())
    assert status_for(client, attempt.user, file) == 200
    assert status_for(client, sittings.participant(sittings.asked_in(attempt)), file) == 404
