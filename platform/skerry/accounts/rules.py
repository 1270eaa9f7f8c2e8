"""Who may do what, asked in one place.

Each house registers its table of permission name -> predicate here when its ``rules`` module is loaded; views, the
API, admin hooks and exports ask :func:`may`. A predicate is a function of the person and the object. What a person
may not see answers 404, which is the view's part.
"""

from collections.abc import Callable, Iterable

from skerry.accounts.models import Role, Scope
from skerry.accounts.models.grants import SITE

Predicate = Callable[..., bool]

PERMISSIONS: dict[str, Predicate] = {}

STAFF_ROLES = (
    Role.TRAINER,
    Role.EDITOR,
    Role.TRANSLATOR,
    Role.MANAGER,
    Role.STEWARD,
    Role.ADMINISTRATOR,
)


def register(table: dict[str, Predicate]) -> None:
    """Add a house's permissions. Raises ValueError when a name is taken."""
    for name, predicate in table.items():
        if name in PERMISSIONS and PERMISSIONS[name] is not predicate:
            raise ValueError(f"The permission {name} is registered twice.")
        PERMISSIONS[name] = predicate


def may(user, permission: str, obj=None) -> bool:
    """Tell whether ``user`` has ``permission`` on ``obj``. Raises KeyError for a name nobody registered."""
    return bool(PERMISSIONS[permission](user, obj))


def grants_of(user) -> set[tuple[str, Scope]]:
    """Return the person's (role, scope) pairs, read once per request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if not hasattr(user, "_skerry_grants"):
        user._skerry_grants = {(grant.role, grant.scope) for grant in user.grants.all()}
    return user._skerry_grants


def forget_grants(user) -> None:
    """Have the person's grants read again, after they changed."""
    if hasattr(user, "_skerry_grants"):
        del user._skerry_grants


def has_role(user, roles: Iterable[str], scopes: Iterable[Scope] = ()) -> bool:
    """Tell whether the person holds one of ``roles`` in one of ``scopes`` or everywhere."""
    wanted = set(roles)
    reach = {SITE, *scopes}
    return any(role in wanted and scope in reach for role, scope in grants_of(user))


def holds_anywhere(user, roles: Iterable[str]) -> bool:
    """Tell whether the person holds one of ``roles`` in any scope."""
    wanted = set(roles)
    return any(role in wanted for role, _scope in grants_of(user))


def is_self(user, obj) -> bool:
    """The object is the person."""
    return user.is_authenticated and obj is not None and user.pk == obj.pk


def is_signed_in(user, _obj=None) -> bool:
    return user.is_authenticated and user.is_active


def works_on_the_site(user, _obj=None) -> bool:
    return holds_anywhere(user, STAFF_ROLES)


STEWARDS = (Role.STEWARD, Role.ADMINISTRATOR)


def sees_to_jobs(user, _obj=None) -> bool:
    return has_role(user, STEWARDS)


def is_owner_or_steward(user, job) -> bool:
    """The job is the person's own, or they see to everybody's."""
    return user.is_authenticated and user.is_active and (job.owner_id == user.pk or sees_to_jobs(user))


# Jobs lie below and know no roles: their permissions stand here, and their views ask them through Django's own
# ``has_perm``, which ``skerry.accounts.backends`` answers.
register(
    {
        "jobs.view_jobs": sees_to_jobs,
        "jobs.view_job": is_owner_or_steward,
        "jobs.manage_jobs": is_owner_or_steward,
        "accounts.view_profile": is_self,
        "accounts.change_profile": is_self,
        "accounts.open_desk": works_on_the_site,
    }
)
