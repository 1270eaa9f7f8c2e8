"""What the house of pages hands over."""

from skerry.handover.fields import DATE, FILE, FLAG, LANGUAGES, RICH, STREAM, TEXT
from skerry.handover.kinds.kind import Kind, page

FILE_FIELDS = {"title": TEXT, "file": FILE, "licence": TEXT, "attribution": TEXT}

KINDS = (
    Kind("image", "pages.CustomImage", {**FILE_FIELDS, "description": TEXT}, has_locale=False),
    Kind("document", "pages.CustomDocument", FILE_FIELDS, has_locale=False),
    Kind("term", "pages.Term", {"key": TEXT, "term": TEXT, "definition": TEXT}),
    page("home", "pages.HomePage", (), {"headline": TEXT, "lead": TEXT, "sections": STREAM}),
    Kind(
        "site",
        "pages.SiteSettings",
        {
            "name": TEXT,
            "open_languages": LANGUAGES,
            "host_organisation": TEXT,
            "contact_email": TEXT,
            "funding_programme": TEXT,
            "funding_project": TEXT,
            "funding_shown": FLAG,
        },
        has_locale=False,
    ),
    page(
        "standard_page",
        "pages.StandardPage",
        ("home", "standard_page", "programme"),
        {"summary": TEXT, "body": STREAM, "in_footer": FLAG},
    ),
    page(
        "accessibility_page",
        "pages.AccessibilityPage",
        ("home",),
        {
            "status": TEXT,
            "status_text": RICH,
            "gaps": STREAM,
            "method": RICH,
            "prepared_on": DATE,
            "review_due": DATE,
            "feedback": RICH,
            "enforcement": RICH,
            "in_footer": FLAG,
        },
    ),
)
