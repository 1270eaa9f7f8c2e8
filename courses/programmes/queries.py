"""What a person has before them."""

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.certificates.models import Certificate
from courses.modules.models import Enrolment
from courses.modules.queries import ModuleProgress, progress_in
from courses.modules.queries import cards as module_cards
from courses.quizzes.models import Attempt


def _words(progress: ModuleProgress) -> dict[str, str]:
    left = progress.minutes_left
    return {
        "words": _("%(done)d of %(total)d done") % {"done": progress.done, "total": progress.total},
        "time_left": ngettext("about %(count)d minute left", "about %(count)d minutes left", left) % {"count": left},
    }


def learning(user) -> dict[str, Any]:
    """Return where the person was, what is open and what they hold, in as many queries for one module as for thirty."""
    language = get_language()
    enrolments = list(Enrolment.objects.of(user))
    keys = [row.module_key for row in enrolments]
    progresses, cards = progress_in(enrolments, keys, language), module_cards(keys, language)
    modules = [
        {"progress": progress, **_words(progress), **card}
        for progress in progresses
        if (card := cards[progress.enrolment.module_key])
    ]
    running = Attempt.objects.of(user).running().order_by("-started_at").first()
    certificates = list(Certificate.objects.visible_to(user).filter(user_id=user.pk).order_by("-awarded_at"))
    return {
        "resume": next((row for row in modules if row["progress"].resume), None),
        "modules": modules,
        "running": running,
        "unnamed": [row for row in certificates if row.state == Certificate.State.AWAITING_NAME],
        "certificates": [row for row in certificates if row.state == Certificate.State.ISSUED],
    }
