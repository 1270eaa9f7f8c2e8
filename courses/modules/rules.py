"""Who may do what with modules and lessons."""

from django.contrib.auth.models import AnonymousUser

from courses.modules.models import Enrolment, LessonPage, ModulePage
from skerry.accounts.models import Role
from skerry.accounts.rules import has_role, is_signed_in, register

PREVIEW_ROLES = (Role.TRAINER, Role.EDITOR, Role.TRANSLATOR, Role.MANAGER, Role.STEWARD, Role.ADMINISTRATOR)
MEMBER_ROLES = (Role.PARTICIPANT, Role.ALUMNUS)


def takes_part(user, module: ModulePage) -> bool:
    return is_signed_in(user) and has_role(user, MEMBER_ROLES, module.scopes())


def prepares(user, module: ModulePage) -> bool:
    """Works on the programme that the module belongs to."""
    return is_signed_in(user) and has_role(user, PREVIEW_ROLES, module.scopes())


def may_read(user, module: ModulePage) -> bool:
    """Read the lessons of a module: by its access when it is open, by part or work in it otherwise."""
    if takes_part(user, module) or prepares(user, module):
        return True
    if module.state == ModulePage.State.PREPARATION:
        return False
    if module.access == ModulePage.Access.OPEN:
        return True
    return module.access == ModulePage.Access.SIGNED_IN and is_signed_in(user)


def closed_to_visitors() -> list[str]:
    """Return the tree paths of the modules whose lessons and quizzes a visitor does not read."""
    return [module.path for module in ModulePage.objects.live() if not may_read(AnonymousUser(), module)]


def may_enrol(user, module: ModulePage) -> bool:
    """Enrol oneself: in an open module, unless its cohort is selected."""
    return (
        is_signed_in(user)
        and module.state == ModulePage.State.OPEN
        and module.access in {ModulePage.Access.OPEN, ModulePage.Access.SIGNED_IN}
    )


def reads_lesson(user, lesson: LessonPage) -> bool:
    return may_read(user, lesson.module)


def owns(user, enrolment: Enrolment) -> bool:
    return is_signed_in(user) and enrolment.user_id == user.pk


register(
    {
        "modules.read_module": may_read,
        "modules.enrol": may_enrol,
        "modules.read_lesson": reads_lesson,
        "modules.record_progress": owns,
    }
)
