from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "courses.modules"
    label = "modules"
    verbose_name = _("Modules")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courses.modules import receivers, rules  # noqa: F401, PLC0415  app ready
        from courses.modules.queries.outcomes import listed  # noqa: PLC0415  app ready
        from courses.quizzes import outcomes  # noqa: PLC0415  app ready
        from skerry.pages.queries import CLOSED  # noqa: PLC0415  app ready

        outcomes.register(listed)
        CLOSED.append(rules.closed_to_visitors)
