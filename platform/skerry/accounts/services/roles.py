from django.contrib.auth.models import Group
from django.db import transaction

from skerry.accounts import rules
from skerry.accounts.models import Grant, Role, Scope, User
from skerry.accounts.models.grants import SITE
from skerry.accounts.signals import groups_made

# Wagtail asks Django groups; each group is named by the role and the identity of the scope it holds in.
GROUP_ROLES = (Role.TRAINER, Role.EDITOR, Role.TRANSLATOR, Role.MANAGER, Role.STEWARD)


def group_name(role: str, scope: Scope = SITE) -> str:
    """Return the name of the Django group that carries a role's rights within a scope in Wagtail."""
    return f"{role}-{scope.identity}" if scope.identity else str(role)


def sync_person(*, user: User) -> None:
    """Put the person into exactly the groups that their grants call for, and onto the desk if they work there."""
    rules.forget_grants(user)
    grants = rules.grants_of(user)
    held = {(role, scope) for role, scope in grants if role in GROUP_ROLES}
    names = {group_name(role, scope) for role, scope in held}
    known = set(Group.objects.values_list("name", flat=True).filter(name__in=names))
    for name in sorted(names - known):
        Group.objects.create(name=name)
    user.groups.set(Group.objects.filter(name__in=names))
    if names - known:
        groups_made.send(sender=Group)
    is_admin = (Role.ADMINISTRATOR, SITE) in grants
    is_staff = rules.works_on_the_site(user)
    if (user.is_staff, user.is_superuser) != (is_staff, is_admin):
        user.is_staff, user.is_superuser = is_staff, is_admin
        user.save(update_fields=["is_staff", "is_superuser"])


@transaction.atomic
def grant_role(*, user: User, role: str, scope: Scope = SITE, by: User | None = None) -> Grant:
    """Give the person a role within a scope. Giving it twice changes nothing."""
    grant, created = Grant.objects.get_or_create(
        user=user, role=role, scope_kind=scope.kind, scope_id=scope.identity, defaults={"created_by": by}
    )
    rules.forget_grants(user)
    if created and role in rules.STAFF_ROLES:
        sync_person(user=user)
    return grant


@transaction.atomic
def revoke_role(*, user: User, role: str, scope: Scope = SITE) -> None:
    """Take a role within a scope back. Raises ValueError for the last administrator."""
    found = Grant.objects.filter(user=user, role=role, scope_kind=scope.kind, scope_id=scope.identity)
    if role == Role.ADMINISTRATOR and not Grant.objects.filter(role=role).exclude(user=user).exists():
        raise ValueError("The last administrator cannot be taken away.")
    found.delete()
    rules.forget_grants(user)
    sync_person(user=user)
