"""Acts on many questions: what is live, what is drafted, every language, and a line on record for each."""

import uuid

import pytest
from wagtail.models import Collection, ModelLogEntry

from courses.quizzes.models import Attempt, Question, QuestionVersion
from courses.quizzes.services import bank, finish_attempt, save_answer, start_attempt
from tests.courses.quizzes.bank.localize import begin
from tests.courses.quizzes.bank.rows import edit, translate
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db

URL = "/admin/bulk/quizzes/question/{}/"


def act(client, action: str, questions, **given):
    ids = "&".join(f"id={question if isinstance(question, str) else question.pk}" for question in questions)
    return client.post(f"{URL.format(action)}?{ids}", given, follow=True)


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def logged(question: Question, action: str) -> list[dict]:
    rows = ModelLogEntry.objects.filter(object_id=str(question.pk), action=action)
    return [entry.data for entry in rows]


@pytest.fixture
def by():
    return people.person(is_superuser=True)


@pytest.fixture
def category():
    return Collection.get_first_root_node().add_child(name="Module B1")


@pytest.fixture
def pair():
    """A question in English and Swedish."""
    made = content.question()
    return made, translate(made, "sv", stem="<p>Vad?</p>")


def test_a_category_is_set_in_all_languages_and_on_record(trainer, pair, category):
    english, swedish = pair
    assert said(act(trainer, "change", [english], category=category.pk)) == ["1 question changed."]
    assert set(Question.objects.values_list("category", flat=True)) == {category.pk}
    assert logged(english, "quizzes.question.categorise") == [{"category": "Module B1"}]
    assert logged(swedish, "quizzes.question.categorise") == []


def test_what_is_set_at_once_is_not_undone_by_the_next_publication(pair, category, by):
    english, _swedish = pair
    bank.categorise(questions=[english], category=category, by=by)
    english.refresh_from_db()
    assert not english.has_unpublished_changes
    assert english.live_revision_id == english.latest_revision_id
    english.get_latest_revision().publish()
    english.refresh_from_db()
    assert english.category == category


def test_a_draft_stays_a_draft_and_takes_the_change_along(category, by):
    question = content.question()
    raw = question.item.get_prep_value()
    question.author = "Ilze"
    question.save_revision()
    bank.set_difficulty(questions=[question], difficulty="hard", by=by)
    question = Question.objects.get()
    assert (question.difficulty, question.author, question.has_unpublished_changes) == ("hard", "", True)
    draft = question.get_latest_revision_as_object()
    assert (draft.difficulty, draft.author) == ("hard", "Ilze")
    assert question.item.get_prep_value() == raw


def test_a_change_makes_no_version(pair, by):
    english, _swedish = pair
    bank.set_difficulty(questions=[english], difficulty="hard", by=by)
    english.refresh_from_db()
    english.get_latest_revision().publish()
    assert QuestionVersion.objects.count() == 1


def test_tags_are_added_and_taken_away(trainer, pair):
    english, _swedish = pair
    english.tags.add("old", "kept")
    english.save()
    act(trainer, "change", [english], add='"life cycle", B1', remove="OLD")
    english = Question.objects.get(pk=english.pk)
    assert {tag.name for tag in english.tags.all()} == {"life cycle", "B1", "kept"}
    assert {tag.name for tag in english.get_latest_revision_as_object().tags.all()} == {"life cycle", "B1", "kept"}
    assert logged(english, "quizzes.question.retag") == [{"added": ["life cycle", "B1"], "removed": ["OLD"]}]


def test_something_must_change(trainer, pair):
    response = act(trainer, "change", [pair[0]], add=" , ", remove="", category="", difficulty="")
    assert "Say what to change." in response.content.decode()


def test_several_things_change_in_one_act(trainer, pair, category):
    english, _swedish = pair
    act(trainer, "change", [english], add="B1", category=category.pk, difficulty="hard")
    english = Question.objects.get(pk=english.pk)
    assert (english.category, english.difficulty, english.tags.get().name) == (category, "hard", "B1")
    for action in ("categorise", "difficulty", "retag"):
        assert len(logged(english, f"quizzes.question.{action}")) == 1


def test_difficulty_is_set_for_many(trainer):
    questions = [content.question() for _number in range(3)]
    assert said(act(trainer, "change", questions, difficulty="easy")) == ["3 questions changed."]
    assert set(Question.objects.values_list("difficulty", flat=True)) == {"easy"}


def test_retiring_takes_all_languages_out_and_is_on_record(trainer, pair):
    english, swedish = pair
    act(trainer, "retire", [english])
    assert set(Question.objects.values_list("live", flat=True)) == {False}
    assert Question.objects.get(pk=english.pk).state == "retired"
    assert [len(logged(row, "wagtail.unpublish")) for row in pair] == [1, 1]
    act(trainer, "make_ready", [english])
    assert set(Question.objects.values_list("live", flat=True)) == {True}, "what was retired together comes back"
    assert swedish.translation_key == english.translation_key


def test_making_ready_publishes_the_last_draft(trainer):
    question = content.question()
    question.author = "Ilze"
    question.save_revision()
    act(trainer, "make_ready", [question])
    question.refresh_from_db()
    assert (question.author, question.has_unpublished_changes) == ("Ilze", False)
    assert len(logged(question, "wagtail.publish")) == 2, "when it was made, and now"


def test_a_faulty_draft_is_not_made_ready(trainer):
    good, faulty = content.question(), content.question()
    for question in (good, faulty):
        question.unpublish()
    raw = faulty.item.get_prep_value()
    raw[0]["value"]["options"] = raw[0]["value"]["options"][:1]
    faulty.item = raw
    faulty.save_revision(clean=False)
    messages = said(act(trainer, "make_ready", [good, faulty]))
    assert "1 question changed." in messages
    assert any(text.startswith(f"{faulty.code} was left as it is.") for text in messages)
    assert Question.objects.get(pk=good.pk).live
    assert not Question.objects.get(pk=faulty.pk).live


def test_a_question_locked_by_another_is_left_as_it_is(trainer, pair, by):
    Question.objects.filter(pk=pair[0].pk).update(locked=True, locked_by=by)
    for action, given in (("retire", {}), ("change", {"difficulty": "hard"})):
        assert said(act(trainer, action, [pair[0]], **given)) == [f"{pair[0].code} was left as it is. It is locked."]
    assert set(Question.objects.values_list("live", "difficulty")) == {(True, "medium")}


def test_retired_questions_stay_in_attempts_that_run_and_in_those_that_are_over(pair, by):
    english, _swedish = pair
    quiz = content.quiz(content.module(), [english])
    over, running = (people.person() for _number in range(2))
    first = finish_attempt(attempt=start_attempt(user=over, quiz=quiz, language="en"))
    second = start_attempt(user=running, quiz=quiz, language="sv")
    bank.retire(questions=[english], by=by)
    slot = second.slots.get()
    text = slot.version.texts.get(locale="sv")
    right = next(key for key, part in slot.version.texts.get(locale="en").key["fractions"].items() if part == 1)
    save_answer(
        user=running,
        attempt_id=second.public_id,
        slot_key=slot.slot_key,
        raw={"choice": [right]},
        client_key=uuid.uuid4(),
        language="sv",
    )
    assert text.content["stem"] == "<p>Vad?</p>"
    assert finish_attempt(attempt=second).percent == 100
    first.refresh_from_db()
    assert (first.state, first.slots.count()) == (Attempt.State.FINISHED, 1)


def test_retired_questions_are_not_asked_any_more(pair, by):
    other = content.question()
    quiz = content.quiz(content.module(), [pair[0], other])
    bank.retire(questions=[pair[0]], by=by)
    attempt = start_attempt(user=people.person(), quiz=quiz, language="en")
    assert [slot.version.question_key for slot in attempt.slots.all()] == [other.translation_key]


def test_all_of_the_listing_means_what_the_list_shows(trainer):
    shown, hidden = content.question(), content.question()
    Question.objects.filter(pk=shown.pk).update(difficulty="hard")
    url = URL.format("retire") + "?id=all&next=/admin/snippets/quizzes/question/%3Fdifficulty%3Dhard"
    assert shown.code in trainer.get(url).content.decode()
    assert hidden.code not in trainer.get(url).content.decode()
    trainer.post(url)
    assert not Question.objects.get(pk=shown.pk).live
    assert Question.objects.get(pk=hidden.pk).live


@pytest.mark.parametrize("action", ["make_ready", "retire", "change"])
def test_who_may_not_publish_may_not_act_on_many(translator, action, category):
    question = content.question()
    url = f"{URL.format(action)}?id={question.pk}"
    assert "You may not do this with these questions:" in translator.get(url).content.decode()
    translator.post(url, {"category": category.pk, "add": "x", "remove": "", "difficulty": "hard"})
    question.refresh_from_db()
    assert (question.live, question.difficulty, question.tags.count()) == (True, "medium", 0)
    assert question.category != category


@pytest.mark.parametrize("action", ["make_ready", "retire", "change"])
def test_the_act_is_asked_about_first(trainer, action):
    question = content.question()
    page = trainer.get(f"{URL.format(action)}?id={question.pk}")
    assert page.status_code == 200
    for text in (question.code, "Which is not a source of advantage?", "No, go back"):
        assert text in page.content.decode()
    assert Question.objects.get(pk=question.pk).live


def test_a_translation_that_lacks_sentences_is_not_made_ready(trainer):
    english = content.question()
    swedish = begin(english, records.locale("sv"))
    assert said(act(trainer, "make_ready", [swedish])) == [
        f"{english.code} was left as it is. Its translation is not complete."
    ]
    assert not Question.objects.get(pk=swedish.pk).live


def test_edits_after_a_bulk_change_start_from_it(pair, category, by):
    bank.categorise(questions=[pair[0]], category=category, by=by)
    english = Question.objects.get(pk=pair[0].pk)
    edit(english.get_latest_revision_as_object(), stem="<p>Which is odd?</p>")
    assert Question.objects.get(pk=english.pk).category == category
