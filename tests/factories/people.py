"""People for tests."""

import itertools

from allauth.account.models import EmailAddress

from skerry.accounts.models import Role, User
from skerry.accounts.models.grants import SITE
from skerry.accounts.services import grant_role

numbers = itertools.count(1)


def person(name: str = "Ilze Bērziņa", role: str | None = None, scope=SITE, **fields) -> User:
    """Make a person with a verified address, and a role when one is named."""
    email = fields.pop("email", f"person{next(numbers)}@skerry.example")
    user = User.objects.create_user(email, "skerry-demo", name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if role:
        grant_role(user=user, role=Role(role), scope=scope)
    return user
