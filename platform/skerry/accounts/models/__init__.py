"""People, the organisations they work for, and what they may do."""

from skerry.accounts.models.grants import Grant, Role, Scope
from skerry.accounts.models.organisations import Organisation
from skerry.accounts.models.users import User

__all__ = ["Grant", "Organisation", "Role", "Scope", "User"]
