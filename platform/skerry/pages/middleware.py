from django.conf import settings
from django.http import Http404
from django.utils import translation

from skerry.accounts.rules import may
from skerry.pages import generation, queries


class OpenLanguages:
    """A language that is not open is seen only by those who work on the site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        generation.hold()
        try:
            code = translation.get_language_from_path(request.path_info)
            request.language_is_closed = bool(code) and code not in queries.open_languages()
            return self.get_response(request)
        finally:
            generation.release()

    def process_view(self, request, _view, _args, _kwargs):
        """Answer 404 here, where the error pages are drawn, and in a language that is open."""
        if request.language_is_closed and not may(request.user, "accounts.open_desk"):
            translation.activate(settings.LANGUAGE_CODE)
            raise Http404
