"""The stylesheet, the pages shown when something went wrong, and the style guide."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from skerry.ui import assets, samples

FOREVER = "public, max-age=31536000, immutable"
A_MINUTE = "public, max-age=60"
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))", re.IGNORECASE)


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Send the stylesheet. An old address gets the new one, and may not keep it: pages live in caches."""
    css = assets.stylesheet()
    packed = bool(TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))
    response = HttpResponse(css.packed if packed else css.plain, content_type="text/css; charset=utf-8")
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = FOREVER if digest == css.digest else A_MINUTE
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _language(request: HttpRequest) -> str:
    """Return the language that the address begins with, else the one in use."""
    return (
        translation.get_language_from_path(request.path_info)
        or translation.get_language()
        or settings.LANGUAGE_CODE
    )


def _sorry(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    with translation.override(_language(request)):
        return HttpResponse(get_template(template).render(context, request), status=status)


def _handler(template: str, status: int) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return _sorry(request, template, status)

    return view


bad_request = _handler("400.html", 400)
permission_denied = _handler("403.html", 403)
page_not_found = _handler("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, without asking anything that may be at fault: no request, no database."""
    with translation.override(_language(request)):
        return HttpResponse(get_template("500.html").render({}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, and that the text is still in the page before this one."""
    return _sorry(request, "csrf_failure.html", 403, reason=reason)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, in English: its sentences are samples and in no catalogue."""
    user = getattr(request, "user", None)
    if not (getattr(settings, "DEMO", False) or getattr(user, "is_staff", False)):
        raise Http404
    with translation.override("en"):
        return HttpResponse(get_template("ui/styleguide.html").render(samples.context(), request))
