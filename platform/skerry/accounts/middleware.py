from django.http import Http404
from django.utils import timezone

from skerry.accounts.rules import may


class PersonalContext:
    """Times in the person's own zone, and no shared cache ever keeps what a signed-in person sees."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            timezone.activate(request.user.zone)
        else:
            timezone.deactivate()
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request, _view, _args, _kwargs):
        """Show the desk to nobody who does not work there; signing in again would not help them."""
        on_desk = request.path_info.startswith("/admin/")
        if on_desk and request.user.is_authenticated and not may(request.user, "accounts.open_desk"):
            raise Http404
