"""What happens to pages and to the rights on them."""

from skerry.pages.services.rights import sync_rights

__all__ = ["sync_rights"]
