"""From attempts to figures: which count, what is left out, what is counted together."""

import json
import uuid

import pytest

from courses.modules.services import enrol
from courses.quizzes.models import Attempt, AttemptSlot, QuizPage
from courses.quizzes.queries import slots_of
from courses.quizzes.queries.statistics import OTHERS, Which, figures, fingerprint, token
from courses.quizzes.services import finish_attempt, save_answer, start_attempt
from tests.factories import content, people
from tests.factories.finished import sat, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> QuizPage:
    return content.quiz(content.module(), [content.question(), content.question("short_text")])


def options_of(item: dict) -> dict[str, int]:
    """Return what was answered -> how often."""
    return {
        row["option"] if row["option"] in {"", OTHERS} else json.loads(row["option"])[1]: row["count"]
        for row in item["options"]
    }


def test_what_services_keep_is_what_is_counted(quiz):
    """A person sits the quiz as any person does: answers one question, leaves the other."""
    user = people.person()
    enrol(user=user, module=quiz.get_parent().specific, language="en")
    attempt = start_attempt(user=user, quiz=quiz, language="en")
    slot = attempt.slots.get(version__kind="single_choice")
    text = slot.version.texts.get(locale="en")
    right = next(id_ for id_, part in text.key["fractions"].items() if part == 1)
    save_answer(
        user=user,
        attempt_id=attempt.public_id,
        slot_key=slot.slot_key,
        raw={"choice": [right]},
        client_key=uuid.uuid4(),
        language="sv",
    )
    finish_attempt(attempt=attempt)
    choice, typed = figures(quiz, Which.FIRST)["items"]
    assert (choice["facility"], choice["answered"], choice["kind"]) == (1, 1, "single_choice")
    assert choice["guess_score"] == pytest.approx(1 / 3)
    assert [row["language"] for row in choice["languages"]] == ["sv"]
    assert options_of(choice) == {**dict.fromkeys(text.key["fractions"], 0), right: 1}
    assert (typed["facility"], typed["answered"]) == (0, 0)
    assert options_of(typed) == {"": 1}


def test_figures_can_be_stored(quiz):
    sat(quiz, [[1, 0], [0, None]] * 6, languages=["en", "lv"], seconds=20)
    data = figures(quiz, Which.FIRST)
    assert json.loads(json.dumps(data))["items"][0]["seconds"] == 20
    assert json.loads(json.dumps(data))["items"][1]["flags"] == ["hard"]


def test_nothing_marked_is_nothing_counted(quiz):
    sat(quiz, [[1, 1]])
    Attempt.objects.update(state=Attempt.State.MARKING)
    data = figures(quiz, Which.FIRST)
    assert (data["summary"]["sittings"], data["items"]) == (0, [])
    assert fingerprint(quiz.translation_key)[0] == 0


@pytest.mark.parametrize(("which", "mean", "count"), [("first", 0.5, 2), ("best", 2, 2), ("all", 1, 6)])
def test_the_first_the_best_or_all_attempts_count(quiz, which, mean, count):
    by = users(2)
    sat(quiz, [[0, 0], [1, 0]], by=by)
    sat(quiz, [[1, 1], [0, 0]], by=by, number=2)
    sat(quiz, [[1, 0], [1, 1]], by=by, number=3)
    summary = figures(quiz, which)["summary"]
    assert summary["sittings"] == count
    assert summary["mean"] == pytest.approx(mean)


def test_attempts_with_other_questions_are_left_out_and_counted(quiz):
    odd, *_others = sat(quiz, [[1, 1], [0, 0], [1, 0]])
    odd.slots.first().delete()
    summary = figures(quiz, Which.FIRST)["summary"]
    assert (summary["sittings"], summary["left_out"], summary["mean"]) == (2, 1, 0.5)


def test_a_question_added_to_the_quiz_does_not_undo_its_statistics(quiz):
    sat(quiz, [[1, 1], [0, 0], [1, 0]])
    bigger = QuizPage.objects.get(pk=quiz.pk)
    slot = slots_of(bigger)[0]
    bigger.slots.create(question=content.question("numeric"), sort_order=9, locale=slot.locale)
    data = figures(bigger, Which.FIRST)
    assert (data["summary"]["sittings"], len(data["items"])) == (3, 2)


def test_a_question_that_was_dropped_is_not_counted(quiz):
    sat(quiz, [[1, 1], [0, 0], [1, 0]])
    AttemptSlot.objects.filter(version__kind="short_text").update(is_dropped=True)
    assert [item["kind"] for item in figures(quiz, Which.FIRST)["items"]] == ["single_choice"]


def test_a_slot_is_worth_what_it_is_worth_now(quiz):
    sat(quiz, [[1, 0], [0.5, 1]])
    quiz.slots.filter(question__code=slots_of(quiz)[0].question.code).update(max_mark=4)
    data = figures(quiz, Which.FIRST)
    assert data["summary"]["max_mark"] == 5
    assert data["summary"]["mean"] == pytest.approx((4 + 3) / 2)


def test_drawn_questions_have_rows_of_their_own(quiz):
    other = content.question("numeric")
    choice, typed = (slot.question.translation_key for slot in slots_of(quiz))
    sat(quiz, [[1, 0]] * 3)
    sat(quiz, [[0, 1]] * 2, keys=[choice, other.translation_key])
    first, second = figures(quiz, Which.FIRST)["items"]
    assert (first["drawn"], first["version"] is None) == ([], False)
    assert (second["version"], second["options"], second["facility"]) == (None, None, 0.4)
    rows = {row["question"]: (row["sittings"], row["facility"], row["kind"]) for row in second["drawn"]}
    assert rows == {str(typed): (3, 0, "short_text"), str(other.translation_key): (2, 1, "numeric")}


def test_rare_typed_answers_are_counted_together(quiz):
    words = ["users", "users", "users", "firms", "press", ""]
    responses = [[{}, {"text": word} if word else {}] for word in words]
    sat(quiz, [[0, 0]] * 6, responses=responses)
    typed = figures(quiz, Which.FIRST, least=3)["items"][1]
    assert options_of(typed) == {"users": 3, OTHERS: 2, "": 1}
    assert sum(row["share"] for row in typed["options"]) == pytest.approx(1)
    assert options_of(figures(quiz, Which.FIRST)["items"][1]) == {"users": 3, "firms": 1, "press": 1, "": 1}


def test_options_are_all_there_however_rare(quiz):
    first = slots_of(quiz)[0].question
    content_ids = [row.id for row in first.item[0].value["options"].bound_blocks]
    sat(quiz, [[0, 0]] * 2, responses=[[{"choice": [content_ids[0]]}, {}], [{"choice": [content_ids[2]]}, {}]])
    found = options_of(figures(quiz, Which.FIRST, least=3)["items"][0])
    assert found == {content_ids[0]: 1, content_ids[1]: 0, content_ids[2]: 1}


def test_the_fingerprint_changes_when_a_mark_does(quiz):
    attempt = sat(quiz, [[1, 0], [0, 0]])[0]
    before = fingerprint(quiz.translation_key)
    assert fingerprint(quiz.translation_key) == before
    attempt.mark = 2
    attempt.save()
    assert fingerprint(quiz.translation_key) != before


def test_a_token_holds_part_and_answer():
    assert json.loads(token("a", "„b”")) == ["a", "„b”"]
