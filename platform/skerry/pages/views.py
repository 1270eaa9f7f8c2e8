"""The router: from an address to its page, in one query when the generation is warm."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.views import serve_chain
from wagtail.wagtail_hooks import check_view_restrictions

from skerry.pages import queries


def serve(request, path: str):
    """Serve the live page at ``path`` of the active language; 404 when there is none."""
    place = queries.place_at(translation.get_language(), path)
    if place is None:
        raise Http404
    model = ContentType.objects.get_for_id(place.content_type_id).model_class()
    page = model.objects.filter(pk=place.pk, live=True).first() if model else None
    if page is None:
        raise Http404
    request.skerry_page = page
    for hook in hooks.get_hooks("before_serve_page"):
        result = hook(page, request, [], {})
        if isinstance(result, HttpResponse):
            return result
    chain = serve_chain
    restricted = queries.is_restricted(place.path)
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        # Wagtail asks the database for restrictions at every page; we know where there are none.
        if restricted or hook is not check_view_restrictions:
            chain = hook(chain)
    return chain(page, request, [], {})


def preferred_language(request) -> str:
    """Return the open language that the cookie asks for, else the browser, else the default one."""
    wanted = translation.get_language_from_request(request)
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    codes = queries.open_languages()
    if cookie in codes:
        return cookie
    if wanted in codes:
        return wanted
    for code, _quality in translation.trans_real.parse_accept_lang_header(
        request.headers.get("Accept-Language", "").lower()[:200]
    ):
        if code.split("-")[0] in codes:
            return code.split("-")[0]
    return settings.LANGUAGE_CODE


def to_language(request, path: str = ""):
    """Send an address without a language to the reader's."""
    first = path.split("/", 1)[0]
    if request.method not in {"GET", "HEAD"} or first in dict(settings.LANGUAGES) or "\x00" in path:
        raise Http404
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    slash = "" if not path or path.endswith("/") else "/"
    response = HttpResponseRedirect(f"/{preferred_language(request)}/{path}{slash}{query}")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@never_cache
def healthz(_request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(_request):
    """The process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok"})


def sign_in_url(path: str, language: str | None = None) -> str:
    """Return the address of the sign-in page that leads back to ``path``."""
    return f"/{language or translation.get_language()}/accounts/login/?{urlencode({'next': path})}"


def sitemap(request):
    """Every live page of the open languages, with its translations."""
    return TemplateResponse(
        request,
        "pages/sitemap.xml",
        {"base_url": settings.BASE_URL, "entries": queries.sitemap_entries()},
        content_type="application/xml",
    )
