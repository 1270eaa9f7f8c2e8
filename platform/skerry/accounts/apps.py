from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "skerry.accounts"
    label = "accounts"
    verbose_name = _("People and roles")
    default_auto_field = "django.db.models.BigAutoField"


class UsersDeskConfig(WagtailUsersAppConfig):
    """Wagtail's list of users, with our one name field."""

    user_viewset = "skerry.accounts.desk.UserViewSet"
