"""Pages that belong to the site as a whole, and what all content shares."""

from skerry.pages.models.media import CustomDocument, CustomImage, CustomRendition
from skerry.pages.models.pages import AccessibilityPage, HomePage, StandardPage
from skerry.pages.models.settings import SiteSettings
from skerry.pages.models.snippets import Term

__all__ = [
    "AccessibilityPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "HomePage",
    "SiteSettings",
    "StandardPage",
    "Term",
]
