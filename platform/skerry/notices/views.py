from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from skerry.notices.models import OutgoingMail
from skerry.notices.rules import may_read_outbox

SHOWN = 100


def outbox_only(view):
    """Answer 404 to whoever may not read the outbox."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not may_read_outbox(request):
            raise Http404
        return view(request, **kwargs)

    return guarded


@require_safe
@never_cache
@outbox_only
def dev_mail_list(request):
    """The mails that the site would have sent, newest first."""
    mails = OutgoingMail.objects.defer("raw")[:SHOWN]
    return render(request, "notices/dev_mail_list.html", {"mails": mails})


@require_safe
@never_cache
@outbox_only
def dev_mail(request, mail_id):
    """One mail, its parts as text."""
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    facts = [
        {"term": _("From"), "detail": mail.sender},
        {"term": _("To"), "detail": ", ".join(mail.to)},
        {"term": _("Written"), "detail": date_format(timezone.localtime(mail.created_at), "DATETIME_FORMAT")},
        {"term": _("State"), "detail": mail.get_state_display()},
    ]
    crumbs = [{"label": _("Outbox"), "url": reverse("notices:dev_mail_list")}, {"label": mail.subject}]
    return render(request, "notices/dev_mail.html", {"mail": mail, "facts": facts, "crumbs": crumbs})
