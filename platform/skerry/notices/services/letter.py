"""How a notice reads as a mail: in the language and the time zone of its reader, as plain text and as HTML."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import Truncator

from skerry.notices.models import Notice
from skerry.notices.registry import Kind

SUBJECT_CHARS = 60


def message_id(notice: Notice) -> str:
    """Return the one Message-ID of the mail of a notice, however often it is written."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice.{notice.pk}@{domain}>"


def one_line(text: str) -> str:
    return " ".join(str(text).split())


def words_of(notice: Notice, kind: Kind) -> dict:
    """Return what the templates of a mail see; language and time zone are the reader's already."""
    return {
        **kind.context(notice.params),
        "params": notice.params,
        "notice": notice,
        "user": notice.user,
        "title": one_line(kind.subject(notice.params)),
        "url": settings.BASE_URL + kind.url(notice),
        "action": kind.action,
        "language": translation.get_language(),
        "site": settings.BASE_URL,
    }


def compose(*, notice: Notice, kind: Kind, language: str) -> EmailMultiAlternatives:
    """Write the mail of a notice in a language."""
    with translation.override(language), timezone.override(notice.user.zone):
        context = words_of(notice, kind)
        context["words"] = render_to_string("notices/mail/words.txt", {**context, "template": kind.template}).strip()
        message = EmailMultiAlternatives(
            subject=Truncator(context["title"]).chars(SUBJECT_CHARS),
            body=render_to_string("notices/mail/frame.txt", context),
            to=[notice.user.email],
            headers={
                "Message-ID": message_id(notice),
                "Content-Language": language,
                "Auto-Submitted": "auto-generated",
            },
        )
        html = render_to_string("notices/mail/frame.html", {**context, "template": kind.html})
        message.attach_alternative(html, "text/html")
    return message
