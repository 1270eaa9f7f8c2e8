"""One question: which quizzes ask it, which draws could take it, how many attempts stand on which version."""

import re
import uuid

import pytest
from wagtail.models import Collection

from courses.quizzes.models import QuestionOutcome, QuizSlot
from courses.quizzes.queries import bank
from courses.quizzes.services import start_attempt
from courses.quizzes.services.drawing import candidates
from tests.courses.quizzes.bank.kinds import question_of
from tests.courses.quizzes.bank.rows import edit, translate
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db


def usage(client, question) -> str:
    html = client.get(f"/admin/snippets/quizzes/question/usage/{question.pk}/").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


def drawing_quiz(title: str, **draw) -> QuizSlot:
    quiz = content.quiz(content.module(), [], title=title)
    return QuizSlot.objects.create(page=quiz, locale=quiz.locale, sort_order=1, **draw)


def test_quizzes_attempts_and_versions_are_shown(trainer):
    question = content.question()
    quiz = content.quiz(content.module(), [question], title="Check what you know")
    for _number in range(2):
        start_attempt(user=people.person(), quiz=quiz, language="en")
    edit(question, stem="<p>Which one is odd?</p>")
    start_attempt(user=people.person(), quiz=quiz, language="en")
    found = usage(trainer, question)
    for said in ("Check what you know", "3 attempts have asked this question.", "Which one is odd?"):
        assert said in found
    assert [(use.version.number, use.attempts) for use in bank.versions_of(question.translation_key)] == [
        (2, 1),
        (1, 2),
    ]
    html = trainer.get(f"/admin/snippets/quizzes/question/usage/{question.pk}/").content.decode()
    assert f'href="/admin/pages/{quiz.pk}/edit/"' in html


def test_a_question_that_is_not_used_says_so(trainer):
    found = usage(trainer, content.question())
    for said in ("No quiz asks this question by name.", "No draw of a quiz can take", "0 attempts have asked"):
        assert said in found


def test_the_use_of_a_translation_is_that_of_the_question(trainer):
    question = content.question()
    content.quiz(content.module(), [question], title="Check what you know")
    assert "Check what you know" in usage(trainer, translate(question, "sv", stem="<p>Vad?</p>"))


@pytest.fixture
def placed():
    """A question in a category under another, with a tag and an outcome."""
    above = Collection.get_first_root_node().add_child(name="Module B1")
    question = question_of("essay", category=above.add_child(name="Life cycle"))
    question.tags.add("Broker")
    question.save()
    outcome = uuid.UUID(content.module().outcomes[0].id)
    QuestionOutcome.objects.create(question=question, outcome_key=outcome)
    return question, above, outcome


@pytest.mark.parametrize(
    "name", ["above", "within", "tag", "outcome", "all", "elsewhere", "other tag", "other outcome", "half"]
)
def test_the_draws_that_could_take_a_question_are_those_whose_pool_it_is_in(placed, name):
    question, above, outcome = placed
    elsewhere = Collection.get_first_root_node().add_child(name="Module B2")
    draw = {
        "above": {"draw_category": above},
        "within": {"draw_category": question.category},
        "tag": {"draw_tag": "broker"},
        "outcome": {"draw_outcome": outcome},
        "all": {"draw_category": above, "draw_tag": "BROKER", "draw_outcome": outcome},
        "elsewhere": {"draw_category": elsewhere},
        "other tag": {"draw_tag": "brok"},
        "other outcome": {"draw_outcome": uuid.uuid4()},
        "half": {"draw_category": above, "draw_tag": "policy"},
    }[name]
    slot = drawing_quiz("A draw", **draw)
    takes = question.translation_key in candidates(slot)
    assert takes is (name not in {"elsewhere", "other tag", "other outcome", "half"})
    assert bank.draws_of(question) == ([("A draw", slot.page_id)] if takes else [])


def test_what_a_translation_says_of_itself_does_not_count(placed):
    question, above, _outcome = placed
    swedish = question.copy_for_translation(records.locale("sv"))
    swedish.category = Collection.get_first_root_node().add_child(name="Stray")
    swedish.save()
    swedish.save_revision().publish()
    slot = drawing_quiz("A draw", draw_category=swedish.category)
    assert candidates(slot) == set()
    assert bank.draws_of(swedish) == []
    assert question.translation_key in candidates(drawing_quiz("Another", draw_category=above))


def test_a_retired_question_says_that_draws_wait_for_it(trainer, placed):
    question, above, _outcome = placed
    drawing_quiz("A draw", draw_category=above)
    assert "may take this question:" in usage(trainer, question)
    question.unpublish()
    assert "may take this question once it is ready:" in usage(trainer, question)
