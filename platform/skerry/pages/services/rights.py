from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from skerry.accounts.models import Grant, Role, Scope
from skerry.accounts.models.grants import SITE
from skerry.accounts.services.roles import GROUP_ROLES, group_name
from skerry.pages.models import HomePage
from skerry.pages.rules import RIGHTS, Rights


def _permissions(names) -> set[int]:
    """Return the pks of Django permissions by their full names. Raises LookupError for one that does not exist."""
    wanted = [name.split(".") for name in names]
    condition = Q(pk__in=[])
    for app, codename in wanted:
        condition |= Q(content_type__app_label=app, codename=codename)
    found = set(Permission.objects.filter(condition).values_list("pk", flat=True))
    if len(found) != len(set(names)):
        raise LookupError(f"Some of these permissions do not exist: {', '.join(names)}")
    return found


def _roots(scope: Scope):
    """Return the pages at the top of a scope."""
    if scope == SITE:
        return HomePage.objects.all()
    if scope.kind == "locale":
        return HomePage.objects.filter(locale__language_code=scope.identity)
    return Page.objects.filter(translation_key=scope.identity)


def expected(role: str, scope: Scope) -> dict[str, set]:
    """Return the rights that the group of a role within a scope must have, as sets of identities."""
    rights: Rights = RIGHTS[role]
    collection = Collection.get_first_root_node()
    page_rights = _permissions([f"wagtailcore.{name}" for name in rights.pages])
    return {
        "models": _permissions(rights.models),
        "pages": {(page.pk, right) for page in _roots(scope) for right in page_rights},
        "media": {(collection.pk, right) for right in _permissions(rights.media)},
    }


def actual(group: Group) -> dict[str, set]:
    """Return the rights that a group has."""
    return {
        "models": set(group.permissions.values_list("pk", flat=True)),
        "pages": set(GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission_id")),
        "media": set(
            GroupCollectionPermission.objects.filter(group=group).values_list("collection_id", "permission_id")
        ),
    }


def groups_needed() -> dict[str, tuple[str, Scope]]:
    """Return group name -> (role, scope): each role for the whole site, and those that people hold within a scope."""
    held = [(grant.role, grant.scope) for grant in Grant.objects.filter(role__in=GROUP_ROLES)]
    site_wide = [(role, SITE) for role in GROUP_ROLES if role != Role.TRANSLATOR]
    return {group_name(role, scope): (str(role), scope) for role, scope in [*site_wide, *held]}


@transaction.atomic
def sync_rights() -> int:
    """Give every group exactly the rights that the table calls for, and return how many groups were changed."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    changed = 0
    for name, (role, scope) in groups_needed().items():
        group, _created = Group.objects.get_or_create(name=name)
        want, have = expected(role, scope), actual(group)
        if want == have:
            continue
        changed += 1
        group.permissions.set(want["models"])
        GroupPagePermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page_id=page, permission_id=right) for page, right in sorted(want["pages"])
        )
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection_id=collection, permission_id=right)
            for collection, right in sorted(want["media"])
        )
    return changed
