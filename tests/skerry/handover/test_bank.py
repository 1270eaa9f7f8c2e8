"""Where the questions of a bundle stand in the bank, and from what its quizzes draw."""

import datetime

import pytest
from wagtail.models import Collection

from courses.quizzes.models import Question, QuizPage
from skerry.handover.bundle import BundleFault
from tests.factories import content
from tests.skerry.handover.tiny import Tiny, block, page, ref, slot, uid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_with_tiny")]


def get(model, path: str, locale: str = "en"):
    return model.objects.get(translation_key=uid(path), locale__language_code=locale)


def change(tiny: Tiny, kind: str, path: str, **fields) -> Tiny:
    """Return the bundle with other values in both languages."""
    changed = tiny.copy()
    for locale in ("en", "sv"):
        changed.fields(kind, path, locale).update(fields)
    return changed


def path_of(category: Collection) -> list[str]:
    return [above.name for above in category.get_ancestors(inclusive=True) if above.depth > 1]


def outcomes_of(question: Question) -> list[str]:
    return [str(row.outcome_key) for row in question.tested_outcomes.all()]


def test_a_question_stands_in_its_category():
    for locale in ("en", "sv"):
        question = get(Question, "question", locale)
        assert path_of(question.category) == ["North Sea", "N1"]
        assert (question.difficulty, question.author) == ("easy", "Märt Õunapuu")
    question = get(Question, "question")
    assert sorted(question.tags.names()) == ["N1", "neutrality"]
    assert outcomes_of(question) == [uid("outcome")]
    assert Collection.objects.filter(name="N1").count() == 1


def test_a_question_that_moved_is_moved(tiny, import_bundle):
    before = get(Question, "question")
    changed = change(tiny, "question", "question", category="North Sea/N2", tags=["N2"], difficulty="hard")
    assert import_bundle(changed) == (18, 2, 0)
    after = get(Question, "question")
    assert after.pk == before.pk
    assert path_of(after.category) == ["North Sea", "N2"]
    assert path_of(get(Question, "question", "sv").category) == ["North Sea", "N2"]
    assert Collection.objects.filter(name="North Sea").count() == 1
    assert (list(after.tags.names()), after.difficulty) == (["N2"], "hard")
    assert import_bundle(changed) == (20, 0, 0)


def test_outcomes_that_stay_keep_their_rows(tiny, import_bundle):
    row = get(Question, "question").tested_outcomes.get()
    module = [block("outcome", "outcome", "First"), block("outcome", "second", "Second")]
    changed = change(tiny, "module", "module", outcomes=module)
    changed = change(changed, "question", "question", outcomes=[uid("outcome"), uid("second")])
    assert import_bundle(changed) == (16, 4, 0)
    question = get(Question, "question")
    assert sorted(outcomes_of(question)) == sorted([uid("outcome"), uid("second")])
    assert question.tested_outcomes.get(outcome_key=uid("outcome")).pk == row.pk


def test_tags_that_were_set_here_are_kept(tiny, import_bundle):
    question = get(Question, "question")
    question.tags.add("ours")
    content.publish(question)
    assert import_bundle(change(tiny, "question", "question", tags=["theirs"])) == (18, 0, 2)
    assert "ours" in get(Question, "question").tags.names()


def test_a_difficulty_that_is_none_is_refused(tiny, import_bundle):
    with pytest.raises(BundleFault) as refused:
        import_bundle(change(tiny, "question", "question", difficulty="impossible"))
    (fault,) = refused.value.faults
    assert fault.path.startswith("objects/question/")
    assert fault.line > 1
    assert fault.text.startswith("difficulty: ")


def test_a_quiz_may_draw_its_questions(tiny, import_bundle):
    draw = slot("draw", draw_count=2, draw_category="North Sea/N1", draw_tag="N1", draw_outcome=uid("outcome"))
    for locale, heading in (("en", "At random"), ("sv", "På måfå")):
        tiny.fields("quiz", "quiz", locale)["slots"].append({**draw, "section": heading, "keeps_place": True})
    assert import_bundle(tiny) == (18, 2, 0)
    for locale, heading in (("en", "At random"), ("sv", "På måfå")):
        fixed, drawn = get(QuizPage, "quiz", locale).slots.all()
        assert fixed.question.locale.language_code == locale
        assert (drawn.question, drawn.section, drawn.draw_count, drawn.draw_tag) == (None, heading, 2, "N1")
        assert (path_of(drawn.draw_category), str(drawn.draw_outcome)) == (["North Sea", "N1"], uid("outcome"))
        assert (fixed.keeps_place, drawn.keeps_place) == (False, True)
    assert import_bundle(tiny) == (20, 0, 0)


def test_the_settings_of_a_quiz_arrive(tiny, import_bundle):
    changed = change(
        tiny,
        "quiz",
        "quiz",
        attempts_allowed=3,
        counts="last",
        time_limit=45,
        opens_at="2026-11-22T09:00:00+01:00",
        closes_at=None,
        overdue="grace",
        grace_period=5,
        navigation="sequential",
        shuffle=True,
        review_later=["marks"],
        bands=[block("band", "band", {"from_percent": 70, "text": "<p>70</p>"})],
    )
    assert import_bundle(changed) == (18, 2, 0)
    for locale in ("en", "sv"):
        quiz = get(QuizPage, "quiz", locale)
        assert (quiz.attempts_allowed, quiz.counts, quiz.time_limit) == (3, "last", 45)
        assert quiz.opens_at == datetime.datetime(2026, 11, 22, 8, tzinfo=datetime.UTC)
        assert quiz.closes_at is None
        assert (quiz.overdue, quiz.grace_period, quiz.navigation, quiz.shuffle) == ("grace", 5, "sequential", True)
        assert quiz.review_later == ["marks"]
        assert quiz.bands[0].value["from_percent"] == 70
    assert import_bundle(changed) == (20, 0, 0)


def test_a_word_that_no_review_knows_is_refused(tiny, import_bundle):
    with pytest.raises(BundleFault, match="review_later: "):
        import_bundle(change(tiny, "quiz", "quiz", review_later=["everything"]))


def test_a_post_test_comes_after_its_pre_test(tiny, import_bundle):
    for locale in ("en", "sv"):
        fields = tiny.copy().fields("quiz", "quiz", locale)
        place = page(ref("module", "module"), 0, fields["title"], "after")
        tiny.put(
            "quiz",
            "post",
            locale,
            {**fields, **place, "pre_test": ref("quiz", "quiz"), "slots": [slot("post", draw_tag="N1")]},
        )
    assert import_bundle(tiny) == (22, 0, 0)
    for locale in ("en", "sv"):
        assert get(QuizPage, "post", locale).pre_test == get(QuizPage, "quiz")
