"""What happens to accounts and roles."""

from skerry.accounts.services.roles import grant_role, revoke_role

__all__ = ["grant_role", "revoke_role"]
