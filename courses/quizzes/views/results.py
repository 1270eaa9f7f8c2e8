"""What came out of a sitting, as far as it may be shown by now."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.quizzes import queries
from courses.quizzes.marking import is_marked
from courses.quizzes.models import Attempt
from courses.quizzes.queries import QuizSettings
from courses.quizzes.queries.results import gain, result_of, share_of
from courses.quizzes.views.attempts import attempt_or_404, frame


@require_GET
@never_cache
@login_required
def result(request, attempt_id):
    """What was reached, with every question, answer and explanation that may be shown now."""
    sitting = attempt_or_404(request, attempt_id, "quizzes.view_attempt")
    if sitting.is_running:
        return redirect("quizzes:attempt", attempt_id)
    language, settings = get_language(), queries.settings_of(sitting.quiz_key)
    shown = queries.shown_words(sitting, settings, timezone.now())
    slots = list(sitting.slots.select_related("version"))
    texts = queries.texts([slot.version_id for slot in slots], language)
    marked = [slot for slot in slots if is_marked(slot)]
    context = {
        "attempt": sitting,
        "shown": shown,
        "questions": [queries.question(sitting, slot, texts[slot.version_id], language, shown) for slot in slots]
        if shown
        else [],
        "right": sum(1 for slot in marked if slot.state == slot.State.RIGHT),
        "total": len(marked),
        "waits": sum(1 for slot in slots if slot.state == slot.State.WAITS),
        "band": _band(sitting, shown, language),
        "gain": _gain(sitting, settings) if "marks" in shown else None,
        **frame(sitting),
    }
    return render(request, "quizzes/attempt_result.html", context)


def _band(sitting: Attempt, shown: frozenset[str], language: str) -> str:
    """Return the words on the whole result, where the quiz has some for it."""
    if "overall" not in shown or sitting.percent is None:
        return ""
    fitting = [band for band in queries.bands(sitting.quiz_key, language) if band[0] <= sitting.percent]
    return max(fitting, default=(0, ""))[1]


def _gain(sitting: Attempt, settings: QuizSettings | None):
    """Return what was gained since the pre-test, in per cent, for a post-test."""
    if settings is None or settings.pre_test is None or sitting.state != Attempt.State.FINISHED:
        return None
    found = gain(result_of(sitting.user_id, settings.pre_test).share, share_of(sitting))
    return None if found is None else round(found * 100)
