"""What single people get beyond what the quiz gives everybody."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.quizzes.forms.staff import AccommodationForm
from courses.quizzes.models import Accommodation
from courses.quizzes.queries import desk
from courses.quizzes.services import grant_accommodation
from courses.quizzes.views.staff import frame, quiz_or_404

MOST_OFFERED = 500


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def accommodations(request, quiz_key):
    """Who has what, and the form that gives it; a running attempt has it at once. ``?person=`` fills the form."""
    quiz = quiz_or_404(request, quiz_key, "quizzes.accommodate")
    people = desk.people_who_take_part(quiz.scopes(), quiz.translation_key)
    given = list(Accommodation.objects.filter(quiz_key=quiz.translation_key).select_related("user", "granted_by"))
    form = AccommodationForm(request.POST or None, people=people, initial=_initial(request, given))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        user = data.pop("email")
        grant_accommodation(user=user, quiz=quiz, by=request.user, **data)
        messages.success(request, _("Given to %(name)s.") % {"name": user.get_full_name()})
        return redirect("quizzes:accommodations", quiz_key)
    context = {"given": given, "form": form, "people": people[:MOST_OFFERED], **frame(quiz, "accommodations")}
    return render(request, "quizzes/staff/accommodations.html", context, status=422 if form.errors else 200)


def _initial(request, given: list[Accommodation]) -> dict:
    """Return what the person named in the address has now."""
    try:
        person = uuid.UUID(request.GET.get("person", ""))
    except ValueError:
        return {}
    found = next((row for row in given if row.user.public_id == person), None)
    return AccommodationForm.initial_of(found) if found else {}
