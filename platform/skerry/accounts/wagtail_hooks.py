"""Roles on Wagtail's desk."""

from wagtail import hooks

from skerry.accounts.desk import GrantViewSet


@hooks.register("register_admin_viewset")
def roles():
    return GrantViewSet("roles")
