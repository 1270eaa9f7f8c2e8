"""Who may read what: notices the person who was told, the outbox the one who sits at a demonstration site."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from skerry.accounts.rules import is_self, register


def is_loopback(host: str) -> bool:
    """Tell whether a name or an address means this very machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def may_read_outbox(request) -> bool:
    """Only on a demonstration site, from the machine itself under its own name, never through a proxy."""
    is_forwarded = any(name in request.META for name in ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR"))
    ends = (request.META.get("REMOTE_ADDR", ""), urlsplit(f"//{request.get_host()}").hostname or "")
    return settings.DEMO and not is_forwarded and all(is_loopback(end) for end in ends)


def is_told(user, notice) -> bool:
    return user.is_authenticated and notice.user_id == user.pk


register({"notices.view_notices": is_self, "notices.read_notice": is_told})
