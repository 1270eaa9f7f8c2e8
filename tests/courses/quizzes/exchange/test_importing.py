"""Questions of a file in the bank: new ones, those that are here, and what becomes of what hangs on them."""

import io
import json
import uuid

import pytest
from django.utils import timezone
from PIL import Image
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale

from courses.quizzes import authoring
from courses.quizzes.formats import FORMATS
from courses.quizzes.formats.base import Draft
from courses.quizzes.formats.finish import finish
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.services import exporting, importing
from courses.quizzes.services.importing import Action
from skerry.accounts.models import Role
from skerry.jobs.services import enqueue
from tests.factories import people

pytestmark = pytest.mark.django_db
GIFT = """
// [id:B1-Q1] [tag:towns]
Capital of Latvia?{=Rīga#Yes ~Tallinn#No ~Vilnius}

$CATEGORY: $course$/top/Numbers
// [id:B1-Q2]
How many members?{#28:2}
"""


def read(text, name="gift"):
    return FORMATS[name].read(text.encode())


def take(text, name="gift", **options):
    return importing.apply(read(text, name), bank="Programme/B1", language="en", **options)


def planned(text, name="gift"):
    return importing.plan(read(text, name), bank="Programme/B1", language="en")


def actions(done):
    return [step.action for step in done.steps]


def data_of(code):
    question = Question.objects.get(code=code)
    return authoring.data_of(question.get_latest_revision_as_object().item[0])


def picture(colour="red"):
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(stream, "PNG")
    return stream.getvalue()


def with_picture(colour="red"):
    stem = '<p>See <img src="@@PLUGINFILE@@/map.png" alt="A map"></p>'
    return finish(
        Draft("true_false", {"stem": stem, "answer": True}, code="B1-Q7", images={"map.png": picture(colour)})
    )


def test_a_plan_writes_nothing():
    plan = planned(GIFT)

    assert actions(plan) == [Action.CREATE, Action.CREATE]
    assert str(plan) == "kept 2, changed 0, dropped 0"
    assert not Question.objects.exists()
    assert not Collection.objects.filter(name="Programme").exists()


def test_new_questions_are_drafts_in_their_categories_with_their_tags():
    assert str(take(GIFT)) == "kept 2, changed 0, dropped 0"
    first, second = Question.objects.order_by("code")

    assert (first.state, second.state) == ("draft", "draft")
    assert [tag.name for tag in first.tags.all()] == ["towns"]
    assert [each.name for each in second.category.get_ancestors(inclusive=True)][1:] == ["Programme", "B1", "Numbers"]
    assert data_of("B1-Q2")["answer"] == "28"
    assert not QuestionVersion.objects.exists()


def test_questions_are_published_when_that_is_asked_for():
    person = people.person(role=Role.TRAINER)
    take(GIFT, publish=True, by=person)

    assert {each.state for each in Question.objects.all()} == {"ready"}
    assert QuestionVersion.objects.count() == 2
    assert Question.objects.get(code="B1-Q1").latest_revision.user == person


def test_the_same_file_again_changes_nothing():
    take(GIFT)
    before = list(Question.objects.values_list("pk", "latest_revision"))

    assert actions(planned(GIFT)) == [Action.KEEP, Action.KEEP]
    assert actions(take(GIFT)) == [Action.KEEP, Action.KEEP]
    assert list(Question.objects.values_list("pk", "latest_revision")) == before


def test_a_changed_question_is_brought_up_to_date_and_its_rows_keep_their_ids():
    take(GIFT, publish=True)
    before = {row["text"]: row["id"] for row in data_of("B1-Q1")["options"]}
    changed = GIFT.replace("~Tallinn#No ~Vilnius", "~Vilnius ~Tallin#Near ~Oslo")

    assert actions(take(changed)) == [Action.UPDATE, Action.KEEP]
    after = {row["text"]: row["id"] for row in data_of("B1-Q1")["options"]}
    question = Question.objects.get(code="B1-Q1")

    assert (after["Rīga"], after["Vilnius"], after["Tallin"]) == (before["Rīga"], before["Vilnius"], before["Tallinn"])
    assert after["Oslo"] not in before.values()
    assert (question.live, question.has_unpublished_changes, QuestionVersion.objects.count()) == (True, True, 2)
    assert actions(take(changed, publish=True)) == [Action.KEEP, Action.KEEP]


def test_an_update_is_published_when_that_is_asked_for():
    take(GIFT, publish=True)
    take(GIFT.replace("#28:2", "#29:2"), publish=True)

    assert QuestionVersion.objects.filter(number=2).count() == 1
    assert authoring.data_of(Question.objects.get(code="B1-Q2").item[0])["answer"] == "29"


def test_ids_that_could_be_guessed_do_not_get_into_the_bank():
    take("Match.{=Latvia -> Rīga =Sweden -> Stockholm}")
    guessed = {row["id"] for row in read("Match.{=Latvia -> Rīga =Sweden -> Stockholm}").drafts[0].data["pairs"]}
    ids = {row["id"] for row in authoring.data_of(Question.objects.get().item[0])["pairs"]}

    assert not ids & guessed
    assert {uuid.UUID(id_).version for id_ in ids} == {4}


def test_what_a_format_cannot_say_stays_as_it_is_here():
    take(GIFT)
    question = Question.objects.get(code="B1-Q1")
    value = question.item.raw_data[0]["value"]
    value["hint"], value["shuffle"] = "<p>By the Daugava.</p>", False
    value["options"][2]["value"]["fixed"] = True
    question.item = json.dumps(list(question.item.raw_data))
    question.author = "Ilze"
    question.save()
    question.save_revision()

    assert actions(take(GIFT)) == [Action.KEEP, Action.KEEP]
    take(GIFT.replace("Latvia?", "Latvija?"))
    data = data_of("B1-Q1")

    assert "Latvija" in data["stem"]
    assert (data["hint"], data["shuffle"]) == ("<p>By the Daugava.</p>", False)
    assert [row["fixed"] for row in data["options"]] == [False, False, True]
    assert Question.objects.get(code="B1-Q1").author == "Ilze"


def test_without_a_code_the_title_serves_and_without_both_the_question_itself():
    text = "::Towns::Which is largest?{=Rīga ~Tallinn}\n\nIs it so?{T}"
    take(text)

    assert sorted(Question.objects.values_list("code", flat=True)) == ["Is it so?", "Towns"]
    assert actions(take(text)) == [Action.KEEP, Action.KEEP]
    assert actions(take(text.replace("largest", "the largest"))) == [Action.UPDATE, Action.KEEP]
    assert actions(take(text.replace("Is it so?", "Is it not so?"))) == [Action.UPDATE, Action.CREATE]


def test_another_bank_or_language_has_questions_of_its_own():
    Locale.objects.get_or_create(language_code="lv")
    take(GIFT)
    for bank, language in [("Programme/B2", "en"), ("Programme/B1", "lv")]:
        done = importing.plan(read(GIFT), bank=bank, language=language)
        assert actions(done) == [Action.CREATE, Action.CREATE]


def test_the_second_of_one_code_and_the_second_of_the_same_question_are_dropped():
    code = "// [id:A]\nOne?{T}\n\n// [id:A]\nTwo?{T}"
    same = "One?{T}\n\nOne?{T}"

    assert (actions(planned(code)), str(planned(code))) == (
        [Action.CREATE, Action.DROP],
        "kept 1, changed 0, dropped 1",
    )
    assert actions(take(same)) == [Action.CREATE, Action.DROP]


def test_what_was_changed_or_dropped_is_counted_and_said_in_the_order_of_the_file():
    plan = planned("Grant is {~buried =entombed} there.\n\nBroken?{=a\n\n::T::Fine?{T}\n")

    assert str(plan) == "kept 1, changed 1, dropped 1"
    assert [(line, action) for line, action, _words in plan.lines()] == [
        (1, "create"),
        (1, "changed"),
        (3, "fault"),
        (5, "create"),
    ]


def test_a_locked_question_stays_as_it_is():
    take(GIFT)
    Question.objects.filter(code="B1-Q1").update(locked=True)

    assert actions(take(GIFT.replace("Latvia", "Latvija"))) == [Action.DROP, Action.KEEP]
    assert "Latvija" not in data_of("B1-Q1")["stem"]


def test_one_question_that_the_form_refuses_does_not_stop_the_others():
    drafts = [
        finish(Draft("true_false", {"stem": "<p>A?</p>", "answer": True}, code="A", about={"difficulty": "brutal"})),
        finish(Draft("true_false", {"stem": "<p>B?</p>", "answer": True}, code="B", about={"difficulty": "hard"})),
    ]
    done = take(FORMATS["json"].write(drafts)[0].decode(), "json")

    assert actions(done) == [Action.DROP, Action.CREATE]
    assert [(each.code, each.difficulty) for each in Question.objects.all()] == [("B", "hard")]


def test_an_image_becomes_one_of_the_bank_and_is_kept_once():
    file = FORMATS["json"].write([with_picture()])[0].decode()
    take(file, "json")
    image = get_image_model().objects.get()

    assert (image.title, image.collection.name) == ("map", "B1")
    assert data_of("B1-Q7")["stem"] == (
        f'<p>See <embed alt="A map" embedtype="image" format="fullwidth" id="{image.pk}"/></p>'
    )
    assert actions(take(file, "json")) == [Action.KEEP]
    assert actions(take(FORMATS["json"].write([with_picture("blue")])[0].decode(), "json")) == [Action.UPDATE]
    assert get_image_model().objects.count() == 2


def test_an_image_that_is_none_is_left_out_and_that_is_said():
    draft = with_picture()
    draft.images["map.png"] = picture()[:40]
    done = take(FORMATS["json"].write([draft])[0].decode(), "json")

    assert data_of("B1-Q7")["stem"] == "<p>See </p>"
    assert (str(done), get_image_model().objects.count()) == ("kept 0, changed 1, dropped 0", 0)


def test_what_another_import_did_meanwhile_is_seen():
    def meanwhile():
        if not busy:
            busy.append(True)
            take("// [id:C]\nOther?{T}\n\n// [id:B]\nTwo?{F}")

    busy = []
    done = take("// [id:A]\nOne?{T}\n\n// [id:B]\nTwo?{T}\n\nOther?{T}", tick=meanwhile)

    assert actions(done) == [Action.CREATE, Action.UPDATE, Action.KEEP]
    assert Question.objects.count() == 3
    assert data_of("B")["answer"] is True


def test_a_question_that_was_deleted_meanwhile_is_made_again():
    take(GIFT)
    done = take(GIFT.replace("Latvia", "Latvija"), tick=lambda: Question.objects.filter(code="B1-Q2").delete())

    assert actions(done) == [Action.UPDATE, Action.CREATE]


def test_a_bank_needs_a_name():
    for name in ("", "A//B", " / "):
        with pytest.raises(ValueError):
            importing.plan(read(GIFT), bank=name, language="en")


def test_categories_and_tags_are_cut_to_what_the_bank_holds():
    deep = "/".join("abcdefghij")
    done = take(f"$CATEGORY: {deep}\n// [id:A] [tag:{'t' * 120}]\nOne?{{T}}")
    question = Question.objects.get()

    assert len(question.category.get_ancestors()) == 2 + 6
    assert [len(tag.name) for tag in question.tags.all()] == [100]
    assert str(done) == "kept 0, changed 1, dropped 0"


@pytest.mark.parametrize("name", ["json", "moodlexml"])
def test_what_the_bank_wrote_it_finds_again_whole(name):
    take(GIFT)
    take(FORMATS["json"].write([with_picture()])[0].decode(), "json")
    made = exporting.export(format=name, bank="Programme/B1", language="en")
    reading = FORMATS[name].read(made.content)

    assert (str(made), made.count) == ("kept 3, changed 0, dropped 0", 3)
    assert actions(importing.plan(reading, bank="Programme/B1", language="en")) == [Action.KEEP] * 3
    assert actions(importing.apply(reading, bank="Programme/B1", language="en")) == [Action.KEEP] * 3


def test_who_may_not_publish_cannot_do_so_by_importing():
    with pytest.raises(PublishPermissionError):
        take(GIFT, publish=True, by=people.person(role=Role.TRANSLATOR))

    assert not Question.objects.exists()


def test_the_job_takes_in_a_kept_file_and_says_what_it_did(django_capture_on_commit_callbacks):
    name = importing.store(GIFT.encode())
    asked = {"file": name, "format": "gift", "bank": "Programme/B1", "language": "en", "publish": False, "by": None}
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("quizzes.import_questions", **asked)
    job.refresh_from_db()

    assert (job.state, job.done_count, job.total_count) == ("done", 2, 2)
    assert (job.result["kept"], job.result["dropped"]) == (2, 0)
    with pytest.raises(FileNotFoundError):
        importing.stored(name)


def test_files_that_nobody_imports_are_swept():
    old = importing.store(b"x")

    assert importing.sweep_imports(now=timezone.now()) == "0"
    assert importing.sweep_imports(now=timezone.now() + importing.KEEP * 1.1) == "1"
    with pytest.raises(FileNotFoundError):
        importing.stored(old)
