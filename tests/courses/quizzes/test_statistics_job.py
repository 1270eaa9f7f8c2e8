"""Few attempts are counted at once; many by a job, once, and the figures say how old they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.quizzes.models import ItemAnalysis
from courses.quizzes.queries.statistics import Which, figures
from courses.quizzes.services import analysis, statistics_of
from skerry.jobs.models import Job
from tests.factories import content
from tests.factories.finished import sat

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(monkeypatch):
    """A quiz with more attempts than may be counted while somebody waits: four, of which there may be three."""
    monkeypatch.setattr(analysis, "MOST_AT_ONCE", 3)
    made = content.quiz(content.module(), [content.question(), content.question("short_text")])
    sat(made, [[1, 0], [0, 0], [1, 1], [1, 0]], responses=[[{}, {"text": "users"}]] * 4)
    return made


def jobs() -> int:
    return Job.objects.filter(kind=analysis.KIND).count()


def test_few_attempts_are_counted_at_once(quiz, monkeypatch):
    monkeypatch.setattr(analysis, "MOST_AT_ONCE", 4)
    standing = statistics_of(quiz=quiz, which=Which.FIRST)
    assert standing.data["summary"]["sittings"] == 4
    assert (standing.as_of, standing.is_underway, jobs()) == (None, False, 0)


def test_many_are_counted_by_a_job(quiz, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert statistics_of(quiz=quiz, which=Which.FIRST) == (None, None, True)
        assert statistics_of(quiz=quiz, which=Which.FIRST).is_underway
        assert jobs() == 1, "asked for once"
        assert not ItemAnalysis.objects.exists()
    job = Job.objects.get(kind=analysis.KIND)
    assert (job.state, job.result) == (Job.State.DONE, {"attempts": 4})
    standing = statistics_of(quiz=quiz, which=Which.FIRST)
    assert standing.data["summary"]["mean"] == 1
    assert standing.as_of is not None
    assert (standing.is_underway, jobs()) == (False, 1)


def test_each_choice_of_attempts_is_counted_for_itself(quiz, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for which in (Which.FIRST, Which.ALL):
            statistics_of(quiz=quiz, which=which)
    assert set(ItemAnalysis.objects.values_list("which", flat=True)) == {"first", "all"}


def test_old_figures_are_shown_while_newer_ones_are_counted(quiz, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        statistics_of(quiz=quiz, which=Which.FIRST)
    sat(quiz, [[1, 1]])
    soon = timezone.now()
    assert not statistics_of(quiz=quiz, which=Which.FIRST, now=soon).is_underway, "these are new enough"
    later = soon + analysis.KEEP + timedelta(seconds=1)
    with django_capture_on_commit_callbacks(execute=True):
        standing = statistics_of(quiz=quiz, which=Which.FIRST, now=later)
        assert (standing.data["summary"]["sittings"], standing.is_underway) == (4, True)
    assert statistics_of(quiz=quiz, which=Which.FIRST).data["summary"]["sittings"] == 5
    assert ItemAnalysis.objects.count() == 1


def test_figures_of_long_ago_hold_while_nothing_happens(quiz, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        statistics_of(quiz=quiz, which=Which.FIRST)
    later = timezone.now() + timedelta(days=90)
    assert not statistics_of(quiz=quiz, which=Which.FIRST, now=later).is_underway


def test_what_is_stored_is_what_is_counted_but_for_rare_typed_answers(quiz, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        statistics_of(quiz=quiz, which=Which.FIRST)
    stored = ItemAnalysis.objects.get().data
    at_once = figures(quiz, Which.FIRST, least=analysis.LEAST)
    assert stored["summary"]["mean"] == at_once["summary"]["mean"]
    assert stored["items"][1]["options"] == at_once["items"][1]["options"]


def test_the_job_of_a_quiz_that_is_gone_leaves_nothing(quiz, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        statistics_of(quiz=quiz, which=Which.FIRST)
        quiz.unpublish()
    assert Job.objects.get(kind=analysis.KIND).result == {"attempts": 0}
    assert not ItemAnalysis.objects.exists()
