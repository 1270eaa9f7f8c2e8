"""What each role may do on Wagtail's desk is what the table says, and nothing that was added by hand survives."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from courses.modules.models import ModulePage
from skerry.accounts.models import Grant, Role, Scope
from skerry.accounts.services import grant_role, revoke_role
from skerry.accounts.services.roles import GROUP_ROLES, group_name
from skerry.pages.models import HomePage
from skerry.pages.services import sync_rights
from skerry.pages.services.rights import actual, expected, groups_needed
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def programme():
    return content.programme()


@pytest.fixture
def staffed(programme):
    """Each role for the whole site, for one programme, and a translator for each of two languages."""
    for role in GROUP_ROLES:
        people.person(role=role, scope=Scope("page", str(programme.translation_key)))
        if role != Role.TRANSLATOR:
            people.person(role=role)
    for language in ("lv", "sv"):
        people.person(role=Role.TRANSLATOR, scope=Scope("locale", language))
    return programme


def differing() -> set[str]:
    """Return the names of the groups whose rights are not those of the table."""
    needed = groups_needed()
    assert needed.keys() <= set(Group.objects.values_list("name", flat=True))
    return {
        name
        for name, (role, scope) in needed.items()
        if actual(Group.objects.get(name=name)) != expected(role, scope)
    }


def test_groups_have_the_rights_of_the_table_as_soon_as_roles_are_granted(staffed):
    assert len(groups_needed()) == 2 * len(GROUP_ROLES) - 1 + 2
    assert differing() == set()
    assert sync_rights() == 0


def stray_model_right(group):
    group.permissions.add(Permission.objects.get(codename="delete_user"))


def stray_page_right(group):
    right = Permission.objects.get(codename="bulk_delete_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=right)


def stray_media_right(group):
    found = GroupCollectionPermission.objects.first()
    right = Permission.objects.get(content_type__app_label="wagtailimages", codename="delete_image")
    GroupCollectionPermission.objects.create(group=group, collection=found.collection, permission=right)


def missing_page_right(group):
    GroupPagePermission.objects.filter(group=group).first().delete()


@pytest.mark.parametrize("role", GROUP_ROLES)
@pytest.mark.parametrize(
    "stray", [stray_model_right, stray_page_right, stray_media_right, missing_page_right]
)
def test_what_was_changed_by_hand_is_seen_and_put_right(staffed, role, stray):
    name = group_name(role, Scope("page", str(staffed.translation_key)))
    stray(Group.objects.get(name=name))
    assert differing() == {name}
    assert sync_rights() == 1
    assert differing() == set()


def test_a_new_language_of_a_programme_belongs_to_its_scope(programme):
    editor = people.person(role=Role.EDITOR, scope=Scope("page", str(programme.translation_key)))
    swedish = programme.copy_for_translation(records.locale("sv"), copy_parents=True)
    assert swedish.permissions_for_user(editor).can_publish()
    assert differing() == set()


def test_a_role_taken_back_takes_its_group_with_it(programme):
    scope = Scope("page", str(programme.translation_key))
    editor = people.person(role=Role.EDITOR, scope=scope)
    revoke_role(user=editor, role=Role.EDITOR, scope=scope)
    editor.refresh_from_db()
    assert not editor.groups.exists()
    assert not editor.is_staff
    assert signed_in(editor).get(reverse("wagtailadmin_home")).status_code != 200


def test_the_last_administrator_stays():
    only = people.person(role=Role.ADMINISTRATOR)
    with pytest.raises(ValueError, match="last administrator"):
        revoke_role(user=only, role=Role.ADMINISTRATOR)
    grant_role(user=people.person(), role=Role.ADMINISTRATOR)
    revoke_role(user=only, role=Role.ADMINISTRATOR)


def test_a_translator_edits_the_pages_of_their_language_and_no_others():
    english = records.standard_page(content.programme_index().get_parent())
    latvian = content.publish(english.copy_for_translation(records.locale("lv"), copy_parents=True))
    client = signed_in(people.person(role=Role.TRANSLATOR, scope=Scope("locale", "lv")))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[latvian.pk])).status_code == 200
    refused = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert (refused.status_code, refused["Location"]) == (302, "/admin/")


def edit(client: Client, module: ModulePage, **action):
    """Send the page's form back with another title."""
    url = reverse("wagtailadmin_pages:edit", args=[module.pk])
    streams = {f"{name}-count": "0" for name in ("planned_lessons", "agenda", "criteria")} | {
        "outcomes-count": "1",
        "outcomes-0-deleted": "",
        "outcomes-0-order": "0",
        "outcomes-0-type": "outcome",
        "outcomes-0-id": "",
        "outcomes-0-value": "Explain",
    }
    fields = ("slug", "code", "level", "state", "access", "summary", "licence")
    values = {field: getattr(module, field) for field in fields}
    empty = '{"blocks":[],"entityMap":{}}'
    rest = {"hours": "2", "workshop": empty, "assignment": empty, "title": "Renamed"}
    return client.post(url, {**values, **rest, **streams, **action})


@pytest.mark.parametrize(
    ("role", "published"),
    [(Role.TRAINER, False), (Role.EDITOR, True), (Role.MANAGER, True), (Role.STEWARD, True)],
)
def test_who_may_publish(programme, role, published):
    module = content.module(programme)
    client = signed_in(people.person(role=role, scope=Scope("page", str(programme.translation_key))))
    response = edit(client, module, **{"action-publish": "1"})
    assert response.status_code in {200, 302}
    module.refresh_from_db()
    assert module.get_latest_revision_as_object().title == "Renamed", "the draft is kept"
    assert (module.title == "Renamed") is published


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGER, Role.STEWARD])
@pytest.mark.parametrize("name", ["wagtailimages:add", "wagtaildocs:add"])
def test_those_who_write_may_upload(programme, role, name):
    client = signed_in(people.person(role=role, scope=Scope("page", str(programme.translation_key))))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("role", [*GROUP_ROLES, Role.PARTICIPANT])
def test_nobody_but_an_administrator_changes_people_or_roles(programme, role):
    """Not in the list of people, not in their forms, not in the groups, and not one's own role."""
    user, other = people.person(role=role), people.person()
    client = signed_in(user)
    before = (
        set(Grant.objects.values_list("user", "role")),
        set(Group.objects.values_list("pk", "permissions")),
    )
    addresses = [
        ("wagtailusers_users:index", []),
        ("wagtailusers_users:add", []),
        ("wagtailusers_users:edit", [other.pk]),
        ("wagtailusers_users:edit", [user.pk]),
        ("wagtailusers_users:delete", [other.pk]),
        ("wagtailusers_groups:index", []),
        ("wagtailusers_groups:edit", [Group.objects.first().pk]),
    ]
    given = {
        "email": "x@skerry.example",
        "name": "X",
        "is_superuser": "on",
        "groups": [Group.objects.first().pk],
    }
    for name, args in addresses:
        for answer in (client.get(reverse(name, args=args)), client.post(reverse(name, args=args), given)):
            assert answer.status_code != 200, name
    user.refresh_from_db()
    assert not user.is_superuser
    assert not type(user).objects.filter(email="x@skerry.example").exists()
    assert before == (
        set(Grant.objects.values_list("user", "role")),
        set(Group.objects.values_list("pk", "permissions")),
    )


def test_an_administrator_does_reach_people():
    client = signed_in(people.person(role=Role.ADMINISTRATOR))
    person = people.person()
    assert client.get(reverse("wagtailusers_users:index")).status_code == 200
    assert client.get(reverse("wagtailusers_users:edit", args=[person.pk])).status_code == 200


def test_rights_reach_no_further_than_the_programme(programme):
    """An editor of one programme can neither choose another one's parent nor move a page there."""
    own, elsewhere = content.module(programme), content.module(content.programme())
    editor = people.person(role=Role.EDITOR, scope=Scope("page", str(programme.translation_key)))
    assert own.permissions_for_user(editor).can_edit()
    assert not elsewhere.permissions_for_user(editor).can_edit()
    assert not elsewhere.permissions_for_user(editor).can_add_subpage()
    assert not own.permissions_for_user(editor).can_move_to(elsewhere.get_parent())
    assert not HomePage.objects.get().permissions_for_user(editor).can_edit()
