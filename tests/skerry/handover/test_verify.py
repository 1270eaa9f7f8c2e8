"""A bundle from outside is looked through before anything is written; a fault has a file and a line."""

import copy
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skerry.handover import verify
from skerry.handover.bundle import blob_path, canonical, hash_of, object_path
from skerry.handover.verify import read
from tests.skerry.handover.faults import faults_of, line_of, only_fault, put, spoilt, written
from tests.skerry.handover.tiny import Tiny, list_again, put_file, ref, tiny_bundle, uid

TERM = object_path("term", uid("term"), "en")


def index_of(root) -> dict:
    return json.loads((root / "bundle.json").read_text())


def set_index(root, index) -> None:
    (root / "bundle.json").write_text(canonical(index))


def test_a_good_bundle_has_no_fault(folder):
    bundle, faults = read(folder)
    assert faults == []
    assert len(bundle.entries) == 4 + 2 * 8
    assert len(bundle.blobs) == 3


def test_objects_come_in_the_order_of_import(folder):
    order = list(read(folder)[0].entries)
    place = {(kind, locale): number for number, (kind, _id, locale) in enumerate(order)}
    assert place["image", ""] < place["lesson", "en"]
    assert place["question", "en"] < place["quiz", "en"] < place["quiz", "sv"]
    assert place["question", "sv"] < place["quiz", "sv"]
    assert (
        place["home", "sv"]
        < place["programme_index", "sv"]
        < place["programme", "sv"]
        < place["module", "sv"]
    )


def test_no_folder(tmp_path):
    assert only_fault(tmp_path / "nowhere") == "bundle.json:1: The bundle must be a folder."


def test_empty_folder(tmp_path):
    assert only_fault(tmp_path) == "bundle.json:1: The file is missing."


def test_missing_file(folder):
    line = line_of(folder, "bundle.json", TERM)
    (folder / TERM).unlink()
    assert only_fault(folder) == f"bundle.json:{line}: The file {TERM} is missing."


def test_wrong_hash(folder):
    path = folder / TERM
    path.write_text(path.read_text().replace("all sides", "one side"))
    assert only_fault(folder) == f"{TERM}:1: The hash is not the one in bundle.json."


def test_unlisted_file(folder):
    put_file(folder / "objects" / "note.txt", b"hello")
    assert only_fault(folder) == "objects/note.txt:1: The file is not listed in bundle.json."


@pytest.mark.parametrize(
    "path",
    [
        "../outside.json",
        "objects/../../outside.json",
        "/etc/passwd",
        "objects\\term\\x.json",
        "bundle.json",
        "objects/",
        "",
    ],
)
def test_path_out_of_the_bundle(folder, path):
    index = index_of(folder)
    index["objects"].append({"path": path, "sha256": "0" * 64})
    set_index(folder, index)
    needle = json.dumps(path)
    assert only_fault(folder).startswith(f"bundle.json:{line_of(folder, 'bundle.json', needle)}: The path ")


def test_a_file_outside_is_not_even_looked_at(folder, tmp_path):
    put_file(tmp_path / "outside.json", b"{}")
    index = index_of(folder)
    index["objects"].append({"path": "../outside.json", "sha256": hash_of(b"{}")})
    set_index(folder, index)
    assert "leads out of the bundle" in only_fault(folder)


@pytest.mark.parametrize("target", ["/etc/passwd", "bundle.json", "nowhere"])
def test_link(folder, target):
    os.symlink(target, folder / "objects" / "link.json")
    assert only_fault(folder) == "objects/link.json:1: Only plain files and folders are allowed, no links."


def test_linked_folder(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", folder / "objects" / "more")
    assert only_fault(folder) == "objects/more:1: Only plain files and folders are allowed, no links."


@pytest.mark.parametrize(("version", "said"), [(1, "1"), ("0", "'0'"), (False, "False"), (None, "None")])
def test_unknown_format_version(folder, version, said):
    set_index(folder, {**index_of(folder), "format_version": version})
    line = line_of(folder, "bundle.json", "format_version")
    assert only_fault(folder) == f"bundle.json:{line}: The format version {said} is not known here, only 0."


def test_listed_twice(folder):
    index = index_of(folder)
    index["objects"].append(index["objects"][0])
    set_index(folder, index)
    assert only_fault(folder).endswith(f"The path {index['objects'][0]['path']} is listed twice.")


def test_too_large(folder, monkeypatch):
    monkeypatch.setattr(verify, "OBJECT_BYTES", 300)
    assert any(fault.endswith("The file is larger than 0 KiB.") for fault in faults_of(folder))


def test_too_many_files(folder, monkeypatch):
    monkeypatch.setattr(verify, "FILES", 5)
    assert "bundle.json:1: The bundle holds more than 5 files." in faults_of(folder)


def broken(folder, text: str) -> str:
    """Put other text into the file of the term, with the hash to go with it, and return the fault."""
    (folder / TERM).write_text(text)
    list_again(folder, TERM)
    return only_fault(folder)


def test_bad_json_has_its_line(folder):
    text = (folder / TERM).read_text().replace('"definition": ', '"definition" ')
    line = 1 + text[: text.index('"definition" ')].count("\n")
    assert broken(folder, text) == f"{TERM}:{line}: The file is not JSON: Expecting ':' delimiter."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "The file is not usable JSON"),
        ('{"kind": "term", "kind": "term"}', "A name occurs twice in one object."),
        ('{"kind": NaN}', "NaN is no JSON."),
        ('{"kind": "a\\u0000b"}', "A text holds a character that cannot be stored."),
        ('{"kind": "a\\ud800"}', "A text holds a character that cannot be stored."),
        ("[]", "An object must hold kind, id, locale and fields."),
        ('{"kind": "spell", "id": "", "fields": {}}', "The kind 'spell' is not known here."),
        (
            '{"kind": "term", "fields": {}}',
            "An object of this kind must hold exactly fields, id, kind, locale.",
        ),
        ('{"kind": "term", "id": "1", "locale": "en", "fields": {}}', "The id is not a UUID."),
        (
            f'{{"kind": "term", "id": "{uid("term")}", "locale": "xx", "fields": {{}}}}',
            "The language 'xx' is not known here.",
        ),
        (
            f'{{"kind": "term", "id": "{uid("term")}", "locale": ["en"], "fields": {{}}}}',
            "is not known here.",
        ),
    ],
)
def test_unusable_object(folder, text, said):
    assert said in broken(folder, text)


def test_not_utf8(folder):
    (folder / TERM).write_bytes(b'{"kind":\n"\xff"}')
    list_again(folder, TERM)
    assert only_fault(folder) == f"{TERM}:2: The file is not UTF-8."


def test_duplicate_object(folder):
    copied = object_path("term", uid("other"), "en")
    put_file(folder / copied, (folder / TERM).read_bytes())
    list_again(folder, copied)
    line = line_of(folder, copied, '"id"')
    later = max(copied, TERM)
    assert f"{later}:{line}: The object term/{uid('term')} is in the bundle twice." in faults_of(folder)


def in_lesson(number: int, value):
    def change(tiny: Tiny) -> None:
        tiny.fields("lesson", "lesson")["body"][0]["value"]["content"][number]["value"] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("term", "term", "en", "owner", "me"), "The field 'owner' is not known here."),
        (lambda tiny: tiny.fields("term", "term").pop("definition"), "The field 'definition' is missing."),
        (put("term", "term", "en", "definition", 3), "definition: A text was expected."),
        (put("lesson", "lesson", "en", "minutes", "10"), "minutes: A whole number was expected."),
        (put("lesson", "lesson", "en", "minutes", True), "minutes: A whole number was expected."),
        (put("module", "module", "en", "hours", 1.5), "hours: A decimal number in quotes was expected."),
        (put("module", "module", "en", "hours", "NaN"), "hours: A decimal number in quotes was expected."),
        (
            put("quiz", "quiz", "en", "slots", [{"id": "x"}]),
            "slots: A slot must hold exactly id, section, question, max_mark, keeps_place, ",
        ),
        (
            put("programme", "programme", "en", "parent", None),
            "A page of this kind stands under programme_index.",
        ),
        (put("home", "home", "en", "parent", ref("home", "home")), "A page of this kind stands at the top."),
        (
            put("lesson", "lesson", "en", "parent", ref("programme", "programme")),
            "A page of this kind stands under module.",
        ),
        (
            put("module", "module", "en", "parent", ref("programme", "nowhere")),
            "leads to nothing in the bundle.",
        ),
        (in_lesson(3, {"term": ref("term", "nowhere")}), "leads to nothing in the bundle."),
        (in_lesson(3, {"term": ref("image", "image/en")}), "body: A reference to term was expected."),
        (in_lesson(3, {"term": 7}), "body: A reference to term was expected."),
        (in_lesson(3, {}), "body: The block must hold exactly term."),
        (lambda tiny: tiny.objects.pop(("term", "term", "sv")), "has no translation into 'sv'."),
        (
            lambda tiny: tiny.fields("image", "image/en", "")["file"].update(sha256="0" * 64),
            "The file is not in the bundle.",
        ),
        (
            lambda tiny: tiny.fields("image", "image/en", "")["file"].update(name="a.png"),
            "The file name does not fit",
        ),
        (
            lambda tiny: tiny.fields("image", "image/en", "")["file"].update(name="../a.svg"),
            "A plain file name was expected.",
        ),
        (
            lambda tiny: tiny.fields("site", "site-settings", "").update(open_languages=[["en"]]),
            "A list of languages",
        ),
        (lambda tiny: tiny.index.update(site="x"), "The identity of the site is not a UUID."),
    ],
)
def test_object_that_does_not_fit(tmp_path, change, said):
    found = faults_of(written(tmp_path, change))
    assert any(said in fault for fault in found), found
    assert all(fault.split(":")[1].isdigit() for fault in found)


def test_a_field_with_a_default_may_be_left_out(tmp_path):
    def older(tiny):
        tiny.fields("question", "question")["item"][0]["value"].pop("shuffle")

    def spoilt_key(tiny):
        tiny.fields("question", "question")["item"][0]["value"].pop("options")

    assert faults_of(written(tmp_path / "older", older)) == []
    assert any("The block must hold exactly stem" in fault for fault in faults_of(written(tmp_path / "key", spoilt_key)))


def test_block_without_identity(tmp_path):
    def change(tiny):
        del tiny.fields("lesson", "lesson")["body"][0]["id"]

    assert "A block must hold exactly type, id and value." in spoilt(tmp_path, change)


def test_list_item_without_identity(tmp_path):
    """Such items get another id at every save, and their texts are never offered for translation."""

    def change(tiny):
        table = tiny.fields("lesson", "lesson")["body"][0]["value"]["content"][2]["value"]
        table["columns"] = ["Who", "What"]

    found = faults_of(written(tmp_path, change))
    assert len(found) == 2
    assert all("A block must hold exactly type, id and value." in fault for fault in found)


def test_block_identity_twice(tmp_path):
    def change(tiny):
        content = tiny.fields("lesson", "lesson")["body"][0]["value"]["content"]
        content.append(copy.deepcopy(content[0]))

    assert f"The block id {uid('text')} occurs twice." in spoilt(tmp_path, change)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Hello</p><script>alert(1)</script>",
        '<p onclick="alert(1)">Hello</p>',
        '<p style="color:red">Hello</p>',
        '<p><a href="javascript:alert(1)">Hello</a></p>',
        '<p><a href="data:text/html,x">Hello</a></p>',
        '<p><img src="https://elsewhere.example/x.png"></p>',
        '<embed embedtype="media" url="https://elsewhere.example/"/>',
        "<p>Hello<!-- hidden --></p>",
        "<iframe></iframe>",
        '<p><a linktype="page" id="1">Hello</a></p>',
        '<p><a linktype="page">Hello</a></p>',
        '<p><a linktype="document" ref="term/x">Hello</a></p>',
    ],
)
def test_text_with_more_than_an_editor_could_write(tmp_path, html):
    fault = spoilt(tmp_path, in_lesson(0, html))
    assert "body: The text holds tags" in fault or "body: A link to a page or document" in fault


def test_objects_in_a_circle(tmp_path):
    def change(tiny):
        link = f'<p><a linktype="page" ref="{ref("quiz", "quiz")["ref"]}">Quiz</a></p>'
        tiny.fields("lesson", "lesson")["body"][0]["value"]["content"][0]["value"] = link
        back = f'<p><a linktype="page" ref="{ref("lesson", "lesson")["ref"]}">Lesson</a></p>'
        tiny.fields("quiz", "quiz")["intro"] = back

    assert "The object refers to itself by way of others." in spoilt(tmp_path, change)


def test_svg_with_script(tmp_path):
    tiny = tiny_bundle()
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n<script>alert(1)</script>\n</svg>'
    sha256 = tiny.blob(data, "image/svg+xml")
    found = faults_of(tiny.write(tmp_path / "spoilt"))
    assert found == [f"{blob_path(sha256)}:2: The element script is not allowed in an SVG image."]


def test_file_that_is_not_what_it_says(tmp_path):
    tiny = tiny_bundle()
    sha256 = tiny.blob(b"MZ not a PDF", "application/pdf")
    assert faults_of(tiny.write(tmp_path / "a")) == [f"{blob_path(sha256)}:1: The file is not a PDF."]
    tiny.blobs[sha256] = (b"MZ not a PDF", "application/x-msdownload")
    assert "are not taken" in faults_of(tiny.write(tmp_path / "b"))[0]


def test_a_strange_file_name_stays_on_one_line(folder):
    put_file(folder / "objects" / "a\nb", b"")
    assert only_fault(folder) == "objects/a\\nb:1: The file is not listed in bundle.json."


def places(value, path=()):
    """Yield every place in a JSON value."""
    yield path
    for key, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(inner, (*path, key))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ref", "id", "type", "value", "x"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_stands_in_an_object_is_a_fault_and_never_an_error(tmp_path_factory, data):
    """Anything put anywhere in any object is taken or refused, one line for each fault."""
    tiny = tiny_bundle()
    objects = sorted(tiny.objects)
    fields = tiny.objects[data.draw(st.sampled_from(objects))]
    path = data.draw(st.sampled_from(list(places(fields))[1:]))
    target = fields
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = data.draw(JSON)
    for fault in faults_of(tiny.write(tmp_path_factory.mktemp("fuzz"))):
        name, line, text = fault.split(":", 2)
        assert name.endswith(".json")
        assert int(line) >= 1
        assert text.strip()
        assert "\n" not in fault
