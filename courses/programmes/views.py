"""A person's learning page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.programmes import queries
from skerry.accounts.rules import may


@require_GET
@never_cache
@login_required
def learning(request):
    """Where was I, what is due, what do I hold."""
    if not may(request.user, "programmes.view_learning"):
        raise Http404
    return render(request, "programmes/learning.html", queries.learning(request.user))
