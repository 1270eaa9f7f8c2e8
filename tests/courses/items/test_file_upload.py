"""The upload: identities, endings, numbers."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.items.base import InvalidResponse
from courses.items.file_upload import EXTENSIONS, FileUpload, extension_of

ITEM = FileUpload()
ONE, TWO = "0b1f6b0e-3a5c-4d0e-9d3b-0a1b2c3d4e5f", "ffffffff-3a5c-4d0e-9d3b-0a1b2c3d4e5f"


def question(**more):
    return {"stem": "Anna suunnitelmasi."} | more


def content(**more):
    return ITEM.split(question(**more))[0]


def codes(**more):
    return [(fault.code, fault.field) for fault in ITEM.problems(question(**more))]


def refusal(posted, **more):
    with pytest.raises(InvalidResponse) as caught:
        ITEM.parse(content(**more), {"file": posted}, "fi")
    return caught.value.code


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\"), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.uuids(), NAMES), max_size=7), st.integers(1, 5))
def test_files_are_read_as_they_were_written(files, most):
    shown = content(max_files=str(most))
    posted = [f"{id_}/{name}.pdf" for id_, name in files]
    if len({id_ for id_, _ in files}) > most:
        assert refusal(posted, max_files=str(most)) == "too_many"
        return
    response = ITEM.parse(shown, {"file": posted}, "fi")
    assert len(response.get("files", ())) == len({id_ for id_, _ in files})
    assert ITEM.parse(shown, ITEM.serialise(response), "fi") == response
    assert ITEM.is_complete(shown, response) == bool(files)


@given(st.text(max_size=80))
def test_anything_else_is_refused(posted):
    try:
        response = ITEM.parse(content(), {"file": [posted]}, "fi")
    except InvalidResponse:
        return
    assert response == {}
    assert not posted


@pytest.mark.parametrize(
    ("posted", "code"),
    [
        (f"{ONE}", "malformed"),
        (f"{ONE}/", "malformed"),
        (f"{ONE}/ ", "malformed"),
        ("/a.pdf", "malformed"),
        (f"{{{ONE}}}/a.pdf", "malformed"),
        (f"urn:uuid:{ONE}/a.pdf", "malformed"),
        (f"{ONE.replace('-', '')}/a.pdf", "malformed"),
        (f"{ONE}/../a.pdf", "malformed"),
        (f"{ONE}/b\\a.pdf", "malformed"),
        (f"{ONE}/a\x00.pdf", "control_character"),
        (f"{ONE}/{'a' * 252}.pdf", "too_long"),
        (f"{ONE}/a.exe", "file_type"),
        (f"{ONE}/pdf", "file_type"),
        (f"{ONE}/.pdf", "file_type"),
        (f"{ONE}/a.pdf.html", "file_type"),
        ([f"{ONE}/a.pdf", f"{TWO}/b.pdf"], "too_many"),
        ({"a": 1}, "malformed"),
    ],
)
def test_what_is_refused(posted, code):
    assert refusal(posted) == code


def test_the_same_file_twice_is_one():
    assert ITEM.parse(content(), {"file": [f"{ONE}/A.PDF", f"{ONE.upper()}/b.pdf"]}, "fi") == {
        "files": [{"id": ONE, "name": "A.PDF"}]
    }


def test_the_control_knows_the_files_that_are_there():
    shown = content(extensions=[".PDF", "*.odt"], max_files="2")
    response = ITEM.parse(shown, {"file": [f"{ONE}/Yö.pdf", f"{TWO}/b.odt"]}, "fi")
    (control,) = ITEM.controls(shown, {}, response)
    assert (control.kind, control.name, control.limit, control.accept) == ("file", "file", 2, ("pdf", "odt"))
    assert [option.text for option in control.options] == ["Yö.pdf", "b.odt"]
    assert ITEM.parse(shown, {"file": control.value}, "fi") == response
    assert ITEM.to_text(shown, response) == "Yö.pdf; b.odt"


def test_nothing_said_is_one_file_of_the_usual_kinds():
    assert content() == content(extensions=[], max_files="") == content(extensions=list(EXTENSIONS), max_files="1")
    assert ITEM.parse(content(), {"file": f"{uuid.uuid4()}/a.docx", "upload": [object()]}, "fi")


@pytest.mark.parametrize(("name", "ending"), [("a.b.PDF", "pdf"), ("pdf", ""), (".pdf", ""), ("a.", "")])
def test_endings(name, ending):
    assert extension_of(name) == ending


def test_faults():
    assert codes() == codes(extensions=["pdf", ".ODT", "*.txt"], max_files="5") == []
    assert codes(extensions=["pdf", "tar.gz"]) == [("unknown_extension", "extensions.1")]
    assert codes(extensions="pdf") == [("wrong_type", "extensions")]
    assert codes(extensions=[3]) == [("wrong_type", "extensions")]
    assert codes(max_files="0") == codes(max_files="6") == [("out_of_range", "max_files")]
    assert codes(max_files="1.5") == [("not_whole", "max_files")]
