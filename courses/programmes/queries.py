"""What a person has before them."""

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.certificates.models import Certificate
from courses.modules.models import Enrolment
from courses.modules.queries import ModuleProgress, progress_in
from courses.quizzes.models import Attempt
from skerry.pages import generation
from skerry.pages import queries as pages


def _module_card(module_key, language: str) -> dict[str, Any]:
    def make() -> dict[str, Any]:
        page = pages.live_by_key(module_key, language)
        if page is None:
            return {"missing": True}
        module = page.specific
        return {"code": module.code, "title": module.title, "url": pages.url_of(module), "missing": False}

    return generation.kept(f"module-card:{module_key}:{language}", make)


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
    progresses = progress_in(enrolments, [row.module_key for row in enrolments], language)
    modules = [
        {"progress": progress, **_words(progress), **_module_card(progress.enrolment.module_key, language)}
        for progress in progresses
    ]
    modules = [row for row in modules if not row["missing"]]
    running = Attempt.objects.of(user).running().order_by("-started_at").first()
    certificates = list(Certificate.objects.visible_to(user).filter(user_id=user.pk).order_by("-awarded_at"))
    return {
        "resume": next((row for row in modules if row["progress"].resume), None),
        "modules": modules,
        "running": running,
        "unnamed": [row for row in certificates if row.state == Certificate.State.AWAITING_NAME],
        "certificates": [row for row in certificates if row.state == Certificate.State.ISSUED],
    }
