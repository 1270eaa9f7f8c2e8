"""Every mail goes through the outbox: kept where no server is set, else sent by the worker, once."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from skerry.jobs.models import Job
from skerry.jobs.services import reap
from skerry.notices import services
from skerry.notices.models import OutgoingMail

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class DeafBackend(BaseEmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, _messages):
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "skerry.notices.backend.OutboxBackend"
    settings.OUTBOX_TRANSPORT = LOCMEM


def write(to="žanete@example.org", **headers):
    message = EmailMultiAlternatives(
        "Ķēniņa & Żółć",
        "Open https://skerry.example/x\n\nÅsa",
        "Skerry <hello@skerry.example>",
        [to],
        headers=headers,
    )
    message.attach_alternative('<p>Open <a href="https://skerry.example/x">this</a></p>', "text/html")
    return message


@pytest.mark.django_db
def test_mail_is_kept_where_no_server_is_set(settings, django_capture_on_commit_callbacks):
    settings.OUTBOX_TRANSPORT = None
    with django_capture_on_commit_callbacks(execute=True):
        assert write().send() == 1
    mail = OutgoingMail.objects.get()
    assert mail.state == OutgoingMail.State.KEPT
    assert not Job.objects.exists()
    assert (mail.subject, mail.to) == ("Ķēniņa & Żółć", ["žanete@example.org"])
    assert mail.text.strip() == "Open https://skerry.example/x\n\nÅsa"
    assert "<a href=" in mail.html


@pytest.mark.django_db
def test_mail_is_sent_after_commit_as_it_was_written(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write().send()
        assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING
        assert django_mail.outbox == []
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.tries) == (OutgoingMail.State.SENT, 1)
    assert mail.sent_at is not None
    [sent] = django_mail.outbox
    assert sent.message().as_bytes() == bytes(mail.raw)
    assert sent.message().as_bytes(linesep="\r\n") == bytes(mail.raw).replace(b"\n", b"\r\n")
    assert mail.parsed["Message-ID"] == mail.message_id
    assert mail.message_id.endswith("@skerry.example>")


@pytest.mark.django_db(transaction=True)
def test_mail_of_a_transaction_that_is_rolled_back_is_never_written():
    with transaction.atomic():
        write().send()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert django_mail.outbox == []


@pytest.mark.django_db
def test_mail_to_nobody_is_not_written():
    assert send_mail("subject", "text", None, []) == 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_hidden_recipients_receive_the_mail_and_stay_hidden():
    message = write()
    message.bcc = ["hidden@example.org"]
    message.send()
    mail = OutgoingMail.objects.get()
    assert mail.to == ["žanete@example.org", "hidden@example.org"]
    assert b"hidden@example.org" not in bytes(mail.raw)


@pytest.mark.django_db
def test_the_same_message_id_is_posted_once():
    for _time in range(2):
        write(**{"Message-Id": "<one@skerry.example>"}).send()
    assert OutgoingMail.objects.get().message_id == "<one@skerry.example>"


@pytest.mark.django_db
def test_a_server_that_refuses_is_tried_again_later_with_the_same_message(
    settings, django_capture_on_commit_callbacks
):
    settings.OUTBOX_TRANSPORT = f"{__name__}.DeafBackend"
    with django_capture_on_commit_callbacks(execute=True):
        write().send()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.tries) == (OutgoingMail.State.WAITING, 1)
    assert mail.last_error == "ConnectionRefusedError: nobody listens"
    assert Job.objects.get().due_at > timezone.now() + timedelta(seconds=50)

    settings.OUTBOX_TRANSPORT = LOCMEM
    Job.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        reap()
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.last_error) == (OutgoingMail.State.SENT, 2, "")
    assert [sent.message().as_bytes() for sent in django_mail.outbox] == [bytes(mail.raw)]


@pytest.mark.django_db
def test_a_mail_fails_for_good_after_its_last_try(settings, django_capture_on_commit_callbacks):
    settings.OUTBOX_TRANSPORT = f"{__name__}.DeafBackend"
    with django_capture_on_commit_callbacks(execute=True):
        write().send()
    for _try in range(services.MAX_TRIES - 1):
        Job.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        with django_capture_on_commit_callbacks(execute=True):
            assert reap().resent == 1
    assert OutgoingMail.objects.get().state == OutgoingMail.State.FAILED
    assert Job.objects.get().state == Job.State.FAILED
    assert reap(now=timezone.now() + timedelta(days=9)).resent == 0


@pytest.mark.django_db
def test_a_mail_that_was_sent_is_not_sent_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write().send()
    services.send_mail(None, mail_id=str(OutgoingMail.objects.get().pk))
    assert len(django_mail.outbox) == 1
