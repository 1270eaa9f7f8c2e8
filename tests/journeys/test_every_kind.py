"""A question of every kind, answered by keyboard alone and without JavaScript: the same marks either way."""

import pytest

from courses.quizzes.models import Attempt, QuizPage
from tests.factories import every_kind
from tests.factories.every_kind import word
from tests.journeys import sitting, steps
from tests.journeys.hands import Hand, KeyHand, PlainHand
from tests.journeys.steps import Words

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

OTHER = "learner2@skerry.example"
TYPED = {
    "numeric": {"en": "3.55", "sv": "3,55"},
    "short_text": {"en": " Civil  Society", "sv": " Civilsamhället"},
    "essay": {"en": "Six firms, a city and a university.", "sv": "Sex företag, en stad och ett universitet."},
}
WORTH = {
    "single_choice": ("right", 1.0),
    "multiple_choice": ("partial", 0.5),
    "true_false": ("right", 1.0),
    "matching": ("partial", 0.5),
    "ordering": ("right", 1.0),
    "numeric": ("right", 1.0),
    "short_text": ("right", 1.0),
    "essay": ("waits", None),
    "file_upload": ("waits", None),
    "scale": ("done", None),
    "matrix": ("done", None),
    "description": ("done", None),
}


def give_answer(hand: Hand, kind: str, plan) -> None:
    """Answer a question of a kind, each in its own way; some rightly, some in part."""
    said = {name: word(kind, name, hand.say.language) for name in _WORDS.get(kind, ())}
    match kind:
        case "single_choice" | "multiple_choice" | "scale":
            hand.tick(next(iter(said.values())))
        case "true_false":
            hand.tick(hand.say("False"))
        case "matching":
            hand.choose(said["Latvia"], said["Riga"])
            hand.choose(said["Denmark"], said["Vienna"])
        case "ordering":
            hand.put_in_order(list(said.values()))
        case "matrix":
            hand.tick_cell(said["Meetings"], said["Very well"])
            hand.tick_cell(said["Reports"], said["Badly"])
        case "file_upload":
            hand.give_file(plan)
        case "description":
            pass
        case _:
            hand.write(TYPED[kind][hand.say.language])


_WORDS = {
    "single_choice": ["Lower taxes"],
    "multiple_choice": ["Firms"],
    "matching": ["Latvia", "Riga", "Denmark", "Vienna"],
    "ordering": ["Birth", "Growth", "Renewal"],
    "scale": ["Partly"],
    "matrix": ["Meetings", "Reports", "Badly", "Very well"],
}


def take(hand: Hand, quiz: QuizPage, plan) -> None:
    """Take the whole quiz: what a machine marks is checked, everything else saved, then all is handed in."""
    page = hand.page
    page.goto(f"/{hand.say.language}/{steps.MODULE}/{quiz.slug}/")
    with page.expect_navigation():
        hand.press(page.locator("main form button[type=submit]").first)
    for kind in every_kind.KINDS:
        give_answer(hand, kind, plan)
        if hand.question.locator("button[value=check]").count():
            hand.submit("check")
            assert page.locator("#feedback").is_visible()
            if isinstance(hand, KeyHand):
                assert page.evaluate("document.activeElement.id") == "feedback", "the reading goes on where it was"
            hand.follow(page.locator(".question-foot a.button[data-kind=primary]"))
            continue
        if kind == "file_upload":
            hand.submit("upload")
            assert page.get_by_text(plan.name).is_visible()
        hand.submit("go" if kind == "description" else "save")
    hand.hand_in()
    assert page.url.endswith("/result/")


def outcome(email: str) -> list[tuple]:
    """Return what the database has of each answer; of files their names, for each has an id of its own."""
    rows = Attempt.objects.get(user__email=email, quiz_key__in=_keys()).slots.select_related("version")
    found = []
    for row in rows.order_by("number"):
        response = {**row.response}
        if "files" in response:
            response["files"] = [file["name"] for file in response["files"]]
        found.append((row.version.kind, row.state, row.fraction, row.tries_used, response))
    return found


def _keys() -> list:
    return list(QuizPage.objects.filter(title="What we know").values_list("translation_key", flat=True))


@pytest.mark.parametrize("language", ["en", "sv"])
def test_by_keyboard_and_without_javascript_every_kind_gets_the_same_marks(
    desktop, page_without_js, live_server, sign_in, tmp_path, language
):
    plan = tmp_path / "plan.txt"
    plan.write_text("Meet every month.", encoding="utf-8")
    quiz = every_kind.quiz(sitting.module(), behaviour="immediate")
    sign_in(desktop, sitting.LEARNER)
    take(KeyHand(desktop, Words(language)), quiz, plan)
    sign_in(page_without_js, OTHER)
    take(PlainHand(page_without_js, Words(language)), quiz, plan)

    by_keyboard, plain = outcome(sitting.LEARNER), outcome(OTHER)
    assert by_keyboard == plain
    assert {kind: (state, fraction) for kind, state, fraction, *_rest in plain} == WORTH
    assert {attempt.state for attempt in Attempt.objects.filter(quiz_key__in=_keys())} == {"marking"}
