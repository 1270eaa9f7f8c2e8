"""What frames every page: menu, languages, account, funding."""

from urllib.parse import urlencode

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from skerry.accounts.rules import may
from skerry.pages import queries


def languages(request, page) -> list[dict]:
    """Return the open languages with the address of this page in each; the home page where it is missing."""
    active = translation.get_language()
    known = queries.translations(page) if page is not None and page.pk else None
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    rest = request.path_info[len(active) + 1 :] if request.path_info.startswith(f"/{active}/") else "/"
    entries = []
    for code in queries.open_languages():
        available = known is None or code in known
        here = f"/{code}{rest}" if known is None else known.get(code, "")
        url = here + query if here else f"/{code}/"
        entries.append(
            {
                "code": code,
                "name": queries.LANGUAGE_NAMES[code],
                "url": url,
                "current": code == active,
                "available": available,
            }
        )
    return entries


def account(request) -> dict:
    """Return what the header says about the person, and where their own pages are."""
    user = request.user
    here = request.get_full_path()
    back = "" if "/accounts/" in here else "?" + urlencode({"next": here})
    return {
        "signed_in": user.is_authenticated,
        "name": user.get_full_name() if user.is_authenticated else "",
        "learning_url": reverse("programmes:learning"),
        "certificates_url": reverse("certificates:list"),
        "notices_url": reverse("notices:list"),
        "account_url": reverse("accounts:profile"),
        "signin_url": reverse("account_login") + back,
        "signup_url": reverse("account_signup") + back,
        "logout_url": reverse("account_logout"),
        "admin_url": "/admin/" if user.is_authenticated and may(user, "accounts.open_desk") else None,
    }


def funding(found: dict) -> dict | None:
    """Return the funding block, or None where the site shows none."""
    if not found["funding_shown"]:
        return None
    return {
        "statement": _("Co-funded by the European Union"),
        "programme": found["funding_programme"],
        "note": found["funding_project"],
        "emblem_url": static("ui/img/eu-emblem.svg"),
    }


def chrome(request) -> dict:
    """Give templates ``chrome``, made when the first template asks for it."""
    if request.path_info.startswith("/admin/"):
        return {}

    def make() -> dict:
        language = translation.get_language()
        found = queries.site_settings()
        page = getattr(request, "skerry_page", None)
        return {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "home_url": f"/{language}/",
            "menu": [
                {**entry, "current": request.path_info.startswith(entry["url"])} for entry in queries.menu(language)
            ],
            "languages": languages(request, page),
            "footer": queries.footer(language),
            "funding": funding(found),
            "account": account(request),
            "base_url": settings.BASE_URL,
        }

    return {"chrome": SimpleLazyObject(make)}
