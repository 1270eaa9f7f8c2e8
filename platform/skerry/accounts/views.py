"""A person's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from skerry.accounts.forms import ProfileForm
from skerry.accounts.rules import may


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def profile(request):
    """Name, language, country and time zone, and the way to everything else of the account."""
    if not may(request.user, "accounts.change_profile", request.user):
        raise Http404
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})
