"""What a person was told; and the outbox, for whoever sits at a demonstration site."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from skerry.accounts.rules import may
from skerry.notices.models import Notice, OutgoingMail
from skerry.notices.registry import KINDS, kind_of
from skerry.notices.rules import may_read_outbox
from skerry.notices.services import mark_all_read, mark_read

SHOWN = 100
PER_PAGE = 20


def row(notice: Notice) -> dict:
    """Return what the list says of a notice, in the language of the page."""
    kind = kind_of(notice.kind)
    return {
        "notice": notice,
        "subject": kind.subject(notice.params),
        "url": kind.url(notice),
        "unread": notice.read_at is None,
    }


def back(request) -> HttpResponse:
    """Lead to the page of the list that the button was on."""
    number = request.POST.get("page", "")
    there = reverse("notices:list")
    return redirect(f"{there}?page={int(number)}" if number.isdecimal() else there)


@never_cache
@login_required
@require_safe
def notice_list(request):
    """What the person was told, newest first."""
    if not may(request.user, "notices.view_notices", request.user):
        raise Http404
    own = Notice.objects.of(request.user).listed(KINDS)
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    rows = [row(notice) for notice in page]
    return render(request, "notices/list.html", {"page": page, "rows": rows, "has_unread": own.unread().exists()})


@require_POST
@login_required
def read(request, notice_id):
    """Mark one notice as read."""
    notice = get_object_or_404(Notice, pk=notice_id)
    if not may(request.user, "notices.read_notice", notice):
        raise Http404
    mark_read(notice=notice)
    return back(request)


@require_POST
@login_required
def read_all(request):
    """Mark everything as read."""
    if not may(request.user, "notices.view_notices", request.user):
        raise Http404
    mark_all_read(user=request.user)
    return back(request)


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
    crumbs = [{"label": _("Outbox"), "url": reverse("outbox:list")}, {"label": mail.subject}]
    return render(request, "notices/dev_mail.html", {"mail": mail, "facts": facts, "crumbs": crumbs})
