"""Telling people: a row with what happened, and after commit a mail, if they may still see it then."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from skerry.jobs.progress import Progress
from skerry.jobs.registry import job
from skerry.jobs.services import enqueue
from skerry.notices.models import Notice
from skerry.notices.registry import KINDS, kind_of, language_for
from skerry.notices.services.letter import compose
from skerry.notices.services.outbox import post


@transaction.atomic
def tell(*, user, kind: str, params: dict, key: str) -> Notice:
    """Tell a person what happened, in the caller's transaction; the mail follows after commit.

    ``key`` names what happened, such as ``attempt-closed:<id>``: telling a person the same again changes nothing.
    Raises LookupError for a kind that nobody registered.
    """
    scope = kind_of(kind).about(params)
    notice, is_new = Notice.objects.get_or_create(
        user=user,
        key=key,
        defaults={"kind": kind, "params": params, "scope_kind": scope.kind, "scope_id": scope.identity},
    )
    if is_new:
        enqueue("notices.mail_notice", notice_id=notice.pk)
    return notice


@job("notices.mail_notice", max_tries=5, title=gettext_lazy("Write the mail of a notice"))
def mail_notice(_progress: Progress, *, notice_id: str) -> None:
    """Post the mail of a notice, once, or note why it is not sent."""
    with transaction.atomic():
        waiting = Notice.objects.filter(pk=notice_id, mail_state=Notice.Mail.WAITING)
        notice = waiting.select_for_update(of=("self",)).select_related("user").first()
        if notice is None:
            return
        reason = why_not(notice)
        if reason:
            notice.mail_state, notice.mail_reason = Notice.Mail.DROPPED, reason
        else:
            notice.language = language_for(notice.user)
            message = compose(notice=notice, kind=kind_of(notice.kind), language=notice.language)
            notice.mail, notice.mail_state = post(message=message), Notice.Mail.SENT
        notice.save(update_fields=["mail_state", "mail_reason", "language", "mail"])


def why_not(notice: Notice) -> str:
    """Return why the mail must not be sent now; empty when it may."""
    if not notice.user.is_active:
        return Notice.Reason.INACTIVE
    if notice.kind not in KINDS:
        return Notice.Reason.UNKNOWN
    if not kind_of(notice.kind).still_visible(notice.user, notice.params):
        return Notice.Reason.NOT_VISIBLE
    return ""


def mark_read(*, notice: Notice, now: datetime | None = None) -> None:
    """Note that the person has read a notice; the first time counts."""
    Notice.objects.filter(pk=notice.pk).unread().update(read_at=now or timezone.now())


def mark_all_read(*, user, now: datetime | None = None) -> int:
    """Note that the person has read whatever they were told; return how much of it was new."""
    return Notice.objects.of(user).unread().update(read_at=now or timezone.now())
