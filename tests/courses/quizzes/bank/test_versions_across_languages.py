"""One key in all languages: what a version holds when the source or a translation changes."""

import json
import random
import threading

import pytest
from django.db import IntegrityError, connections
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from courses import items
from courses.quizzes import authoring
from courses.quizzes.models import Question, QuestionVersion, VersionText
from courses.quizzes.queries import newest_versions, texts
from courses.quizzes.services import publish_version
from tests.courses.quizzes.bank.kinds import EVERY_KIND, question_of
from tests.courses.quizzes.bank.rows import add_row, edit, rows_of, swap_rows, translate, write
from tests.factories import content, records

pytestmark = pytest.mark.django_db


def newest(question: Question) -> QuestionVersion:
    return newest_versions([question.translation_key])[question.translation_key]


def languages(version: QuestionVersion) -> set[str]:
    return set(version.texts.values_list("locale", flat=True))


def right(version: QuestionVersion, language: str) -> str:
    """Return the text of the right option in a language."""
    text = texts([version.pk], language)[version.pk]
    (chosen,) = (key for key, fraction in text.key["fractions"].items() if fraction == 1)
    return next(option["text"] for option in text.content["options"] if option["id"] == chosen)


SWEDISH = ["Arbetskraft", "Lägre skatter", "Leverantörer"]


@pytest.fixture
def question():
    """A question in English and Swedish, both published."""
    made = content.question()
    translate(made, "sv", stem="<p>Vad är ingen källa till fördel?</p>", options=SWEDISH)
    return made


def test_both_languages_stand_in_one_version(question):
    assert (newest(question).number, languages(newest(question))) == (1, {"en", "sv"})
    assert (right(newest(question), "en"), right(newest(question), "sv")) == ("Lower taxes", "Lägre skatter")


def test_a_key_repaired_in_the_source_is_repaired_in_every_language(question):
    edit(question, options=[{"fraction": "1"}, {"fraction": "0"}, {"fraction": "0"}])
    assert newest(question).number == 2
    assert (right(newest(question), "en"), right(newest(question), "sv")) == ("Labour pool", "Arbetskraft")


def test_a_translation_cannot_bring_another_key(question):
    swedish = question.get_translation(records.locale("sv"))
    edit(swedish, options=[{"fraction": "1"}, {"fraction": "0"}, {"fraction": "0"}])
    assert newest(question).number == 1
    assert right(newest(question), "sv") == "Lägre skatter"


def test_words_changed_in_the_source_leave_the_published_translation(question):
    edit(question, stem="<p>Which one is odd?</p>")
    assert languages(newest(question)) == {"en", "sv"}
    found = texts([newest(question).pk], "sv")[newest(question).pk]
    assert found.content["stem"] == "<p>Vad är ingen källa till fördel?</p>"


def test_a_row_added_in_the_source_takes_the_translation_out_until_it_has_it(question):
    add_row(question, "options", {"text": "Neighbours", "fraction": "0", "feedback": ""})
    assert languages(newest(question)) == {"en"}
    reader = texts([newest(question).pk], "sv")[newest(question).pk]
    assert (reader.locale, len(reader.content["options"])) == ("en", 4)
    swedish = question.get_translation(records.locale("sv"))
    new = rows_of(question, "options")[3]
    write(swedish, "options", [*rows_of(swedish, "options"), {**new, "value": {**new["value"], "text": "Grannar"}}])
    assert (newest(question).number, languages(newest(question))) == (2, {"en", "sv"})


def test_a_row_taken_away_in_the_source_takes_the_translation_out(question):
    write(question, "options", rows_of(question, "options")[:2])
    assert languages(newest(question)) == {"en"}


def test_the_order_of_the_rows_is_the_sources(question):
    swap_rows(question.get_translation(records.locale("sv")), "options")
    english, swedish = (texts([newest(question).pk], code)[newest(question).pk].content for code in ("en", "sv"))
    assert [row["id"] for row in swedish["options"]] == [row["id"] for row in english["options"]]
    assert newest(question).number == 1


def test_a_hint_added_in_the_source_waits_for_its_translation(question):
    made = content.question(hint="")
    translate(made, "sv", stem="<p>Vad?</p>", options=SWEDISH)
    edit(made, hint="<p>Think of neighbours.</p>")
    assert languages(newest(made)) == {"en"}


@pytest.mark.parametrize("empty", ["", "<p></p>", '<p data-block-key="a1"></p>', "<p> &nbsp; </p>"])
def test_a_text_that_the_editor_left_empty_needs_no_translation(empty):
    made = content.question(hint="", feedback=empty)
    translate(made, "sv", stem="<p>Vad?</p>", options=SWEDISH, feedback="")
    edit(made, hint=empty)
    assert languages(newest(made)) == {"en", "sv"}
    assert newest(made).texts.get(locale="sv").key["hint"] == ""


def test_a_translation_of_another_kind_is_left_out():
    made = content.question("short_text")
    other = translate(made, "sv", stem="<p>Vilka?</p>")
    other.item = content.question().item
    other.save_revision().publish()
    edit(made, stem="<p>Which ones?</p>")
    assert languages(newest(made)) == {"en"}


def test_a_language_that_is_published_no_longer_leaves_new_attempts(question):
    old = newest(question)
    question.get_translation(records.locale("sv")).unpublish()
    assert (newest(question).number, languages(newest(question))) == (2, {"en"})
    assert languages(old) == {"en", "sv"}, "running attempts keep what they were given"
    question.get_translation(records.locale("sv")).save_revision().publish()
    assert (newest(question).number, languages(newest(question))) == (2, {"en", "sv"})


def test_unpublishing_the_source_makes_no_version(question):
    question.unpublish()
    question.get_translation(records.locale("sv")).unpublish()
    assert QuestionVersion.objects.filter(question_key=question.translation_key).count() == 1
    assert newest_versions([question.translation_key]) == {}


def test_a_translation_published_before_its_source_is_no_source():
    made = content.question()
    Question.objects.filter(pk=made.pk).update(live=False)
    VersionText.objects.all().delete()
    QuestionVersion.objects.all().delete()
    swedish = translate(made, "sv", stem="<p>Vad?</p>", options=SWEDISH)
    edit(swedish, options=[{"fraction": "1"}, {"fraction": "0"}, {"fraction": "0"}])
    assert QuestionVersion.objects.count() == 0
    made.refresh_from_db()
    made.save_revision().publish()
    assert newest(made).source_locale == "en"
    assert (languages(newest(made)), right(newest(made), "sv")) == ({"en", "sv"}, "Lägre skatter")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_is_kept_equals_what_is_published_again(kind):
    """JSON in the database, read back, is what the item type makes: else each publication were a new version."""
    made = question_of(kind)
    Question.objects.get(pk=made.pk).save_revision().publish()
    assert newest(made).number == 1
    text = newest(made).texts.get()
    fresh = items.get(kind).split(authoring.data_of(Question.objects.get(pk=made.pk).item[0]))
    assert (text.content, text.key) == fresh


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_words_of_a_copy_fit_the_source(kind):
    made = question_of(kind)
    data = authoring.data_of(made.item[0])
    assert authoring.merged(kind, data, json.loads(json.dumps(data))) == data


fractions = st.sampled_from(["0", "1", "0.5"])


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(fractions, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_merged_has_the_sources_structure_and_the_translations_words(values, rng: random.Random):
    source = {
        "stem": "<p>Which?</p>",
        "hint": "",
        "feedback": "",
        "shuffle": True,
        "options": [
            {"id": str(number), "text": f"en {number}", "fraction": value, "feedback": "", "fixed": False}
            for number, value in enumerate(values)
        ],
    }
    rows = [{**row, "text": f"sv {row['id']}", "fraction": rng.choice(values)} for row in source["options"]]
    rng.shuffle(rows)
    found = authoring.merged(
        "single_choice", source, {**source, "stem": "<p>Vad?</p>", "options": rows, "shuffle": False}
    )
    assert authoring.structure_of("single_choice", found) == authoring.structure_of("single_choice", source)
    assert [row["text"] for row in found["options"]] == [f"sv {number}" for number in range(len(values))]
    gone = {**source, "options": rows[1:]}
    assert authoring.merged("single_choice", source, gone) is None
    empty = [{**row, "text": ""} for row in rows]
    assert authoring.merged("single_choice", source, {**source, "options": empty}) is None


def publish_together(keys: list[int], publish=publish_version) -> list[Exception]:
    """Freeze a question in as many threads at once as there are languages; return what went wrong."""
    barrier, faults = threading.Barrier(len(keys)), []

    def run(pk: int) -> None:
        try:
            question = Question.objects.get(pk=pk)
            barrier.wait(10)
            publish(question=question)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(pk,)) for pk in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.fixture
def unpublished(transactional_db):
    """The rows of a question in English and Swedish that no version was made of yet."""
    made = content.question()
    swedish = translate(made, "sv", stem="<p>Vad?</p>", options=SWEDISH)
    VersionText.objects.all().delete()
    QuestionVersion.objects.all().delete()
    return [made.pk, swedish.pk]


@pytest.mark.django_db(transaction=True)
def test_two_languages_published_at_once_make_one_version(unpublished):
    assert publish_together(unpublished) == []
    version = QuestionVersion.objects.get()
    assert (version.number, languages(version)) == (1, {"en", "sv"})


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_two_publications_meet(unpublished, monkeypatch):
    """Both look before either writes; only the unique number tells the second off."""
    meet, looked = threading.Barrier(2), QuestionVersion.objects.filter

    def look(**given):
        meet.wait(10)
        return looked(**given).none()

    monkeypatch.setattr(QuestionVersion.objects, "filter", look)
    monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda queryset, **_options: queryset)
    (fault,) = publish_together(unpublished, publish=publish_version.__wrapped__)
    assert isinstance(fault, IntegrityError)
