from django.utils import translation
from django.utils.translation import gettext as _

from courses.certificates.achievement import Achievement, Requirement
from courses.modules.models import Completion, ModulePage
from skerry.pages import queries as pages


def _requirement(row: dict) -> Requirement:
    percent = row["detail"].get("percent")
    detail = _("Passed with %(percent)d %%") % {"percent": percent} if percent is not None else ""
    return Requirement(label=row["title"], met_at=row["met_at"], detail=detail)


def describe(module: ModulePage, completion: Completion, rows: list[dict], language: str) -> Achievement:
    """Return what the completion of a module's self-paced part is about, in the person's language."""
    settings = pages.site_settings()
    with translation.override(language):
        programme = module.get_parent()
        return Achievement(
            kind="module",
            key=module.translation_key,
            programme=programme.title,
            code=module.code,
            title=module.title,
            part=_("self-paced part"),
            hours=int(module.hours) if module.hours == int(module.hours) else float(module.hours),
            level=str(ModulePage.Level(module.level).label),
            outcomes=tuple(str(child.value) for child in module.outcomes),
            requirements=tuple(_requirement(row) for row in rows),
            completed_at=completion.completed_at,
            content_version=completion.content_version,
            language=language,
            issuer=settings["host_organisation"] or "Skerry",
            funding=_("Co-funded by the European Union") if settings["funding_shown"] else "",
        )
