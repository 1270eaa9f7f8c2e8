from django.db import transaction
from django.utils import timezone

from courses.modules.models import Enrolment, ModulePage
from skerry.accounts.models import Role
from skerry.accounts.services import grant_role


@transaction.atomic
def enrol(*, user, module: ModulePage, language: str, now=None) -> Enrolment:
    """Enrol a person in a module, with the grant that makes them a participant. Twice changes nothing."""
    now = now or timezone.now()
    enrolment, created = Enrolment.objects.get_or_create(
        user=user,
        module_key=module.translation_key,
        defaults={"language": language, "enrolled_at": now, "active_at": now},
    )
    if created:
        grant_role(user=user, role=Role.PARTICIPANT, scope=module.scope)
    return enrolment
