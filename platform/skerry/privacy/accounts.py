"""What accounts, sign-in and roles hold about a person."""

from skerry.privacy.registry import Handling, declare, impersonal

declare(
    "accounts.User",
    Handling.ERASE,
    "email",
    "name",
    "language",
    "country",
    "time_zone",
    "organisation",
    "portrait",
    "password",
    "last_login",
    "date_joined",
    "is_active",
    "is_staff",
    "is_superuser",
    "groups",
    "user_permissions",
    "public_id",
)
declare("accounts.Grant", Handling.ERASE, "user", "role", "scope_kind", "scope_id", "created_at")
declare("accounts.Grant", Handling.ANONYMISE, "created_by")
declare("accounts.User_groups", Handling.ERASE, "user")
declare("accounts.User_user_permissions", Handling.ERASE, "user")
declare("account.EmailAddress", Handling.ERASE, "user")
declare("usersessions.UserSession", Handling.ERASE, "user")
impersonal("accounts.Organisation")
