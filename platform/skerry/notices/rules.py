"""Who may read the outbox: the one person who sits at a demonstration site."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings


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
