"""The demo accounts, made through the same services as anyone's."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from courses.modules.models import ModulePage
from courses.modules.services import enrol
from skerry.accounts.models import Scope, User
from skerry.accounts.models.grants import SITE
from skerry.accounts.services import grant_role
from skerry.handover.bundle import SOURCE_LOCALE
from skerry.handover.demo import MODULE_CODE, PASSWORD, PEOPLE, Person


def demo_module() -> ModulePage | None:
    """Return the module that the demo accounts take part in."""
    return ModulePage.objects.filter(code=MODULE_CODE, locale__language_code=SOURCE_LOCALE, live=True).first()


def _scope(where: str, module: ModulePage) -> Scope:
    if where == "site":
        return SITE
    if where == "programme":
        return Scope("page", str(module.get_parent().translation_key))
    return Scope("locale", where)


@transaction.atomic
def make_person(*, person: Person, module: ModulePage, password: str) -> User:
    """Make an account with a confirmed address, its roles and its enrolment. Doing it again changes nothing.

    ``password`` is hashed already.
    """
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create(
            email=person.email,
            password=password,
            name=person.name,
            language=person.language,
            country=person.country,
            time_zone=person.time_zone,
        )
    EmailAddress.objects.get_or_create(user=user, email=person.email, defaults={"verified": True, "primary": True})
    for role, where in person.roles:
        grant_role(user=user, role=role, scope=_scope(where, module))
    if person.takes_part:
        enrol(user=user, module=module, language=person.language)
    return user


def make_people(*, module: ModulePage) -> dict[Person, User]:
    """Make all demo accounts."""
    known = set(User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True))
    password = make_password(PASSWORD) if len(known) < len(PEOPLE) else ""
    return {person: make_person(person=person, module=module, password=password) for person in PEOPLE}
