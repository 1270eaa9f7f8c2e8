"""The outcomes of the modules, for the houses below to point at."""

from django.conf import settings
from django.utils.translation import get_language

from courses.modules.models import ModulePage
from courses.quizzes.outcomes import Outcome
from skerry.pages import queries as pages


def listed() -> list[Outcome]:
    """Return the outcomes of all modules, each in the active language where its module is there in it."""
    language = get_language() or settings.LANGUAGE_CODE
    ids = pages.locale_ids()
    wanted = {ids[code] for code in (language, settings.LANGUAGE_CODE) if code in ids}
    modules = ModulePage.objects.filter(locale_id__in=wanted).order_by("code")
    found: dict[str, Outcome] = {}
    for module in modules:
        for child in module.outcomes:
            if child.id not in found or module.locale_id == ids.get(language):
                found[child.id] = Outcome(child.id, f"{module.code}: {child.value}")
    return sorted(found.values(), key=lambda outcome: outcome.label.partition(":")[0])
