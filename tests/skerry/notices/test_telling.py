"""A person is told once of what happened, on the site and by mail, and the mail only while they may see it."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.conf import settings as site
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from skerry.accounts.models import Role
from skerry.accounts.services import grant_role, revoke_role
from skerry.jobs.models import Job
from skerry.jobs.services import reap, retry
from skerry.notices import registry, services
from skerry.notices.models import Notice, NoticeQuerySet, OutgoingMail
from skerry.notices.services import mail_notice, tell
from tests.factories import people

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
PARAMS = {"title": "Kick-off", "starts": "2027-01-15T22:30:00Z"}


class DeafBackend(BaseEmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, _messages):
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture(autouse=True)
def outbox(settings, session_kind):
    settings.OUTBOX_TRANSPORT = LOCMEM


@pytest.fixture
def trainer():
    return people.person(role=Role.TRAINER)


def tell_of(user, key="session:1", **params) -> Notice:
    return tell(user=user, kind="tests.session", params={**PARAMS, **params}, key=key)


def test_a_person_is_told_after_commit(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
        assert notice.mail_state == Notice.Mail.WAITING
        assert not OutgoingMail.objects.exists()
    notice.refresh_from_db()
    [sent] = django_mail.outbox
    assert (notice.mail_state, notice.mail_reason, notice.language) == (Notice.Mail.SENT, "", "en")
    assert (notice.mail.to, notice.mail.state) == ([trainer.email], OutgoingMail.State.SENT)
    assert sent.subject == "My learning: Kick-off"
    assert notice.read_at is None
    assert (notice.scope_kind, notice.scope_id) == ("site", "")


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_of_what_was_rolled_back(trainer):
    with transaction.atomic():
        tell_of(trainer)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_told_twice_is_told_once(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = tell_of(trainer), tell_of(trainer, title="Changed")
    assert first.pk == second.pk
    assert Notice.objects.get().params == PARAMS
    assert len(django_mail.outbox) == 1


def test_two_people_may_be_told_under_the_same_key(trainer, django_capture_on_commit_callbacks):
    other = people.person(role=Role.TRAINER)
    with django_capture_on_commit_callbacks(execute=True):
        tell_of(trainer)
        tell_of(other)
    assert {tuple(sent.to) for sent in django_mail.outbox} == {(trainer.email,), (other.email,)}


def tell_unseen(user, monkeypatch, callbacks) -> None:
    """Tell twice, the second time without seeing that the first was there already, as two at once do."""
    look = NoticeQuerySet.get
    with callbacks(execute=True):
        tell_of(user)

    def miss_once(self, *args, **kwargs):
        monkeypatch.setattr(NoticeQuerySet, "get", look)
        raise Notice.DoesNotExist

    monkeypatch.setattr(NoticeQuerySet, "get", miss_once)
    with callbacks(execute=True):
        tell_of(user)


def test_of_two_at_once_one_tells(trainer, monkeypatch, django_capture_on_commit_callbacks):
    tell_unseen(trainer, monkeypatch, django_capture_on_commit_callbacks)
    assert Notice.objects.count() == 1
    assert len(django_mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_unique_key_two_mails_go(
    trainer, monkeypatch, django_capture_on_commit_callbacks
):
    (told_once,) = Notice._meta.constraints
    monkeypatch.setattr(Notice._meta, "constraints", [])
    with connection.schema_editor() as editor:
        editor.remove_constraint(Notice, told_once)
    tell_unseen(trainer, monkeypatch, django_capture_on_commit_callbacks)
    assert Notice.objects.count() == 2
    assert len(django_mail.outbox) == 2


def test_the_database_holds_a_key_once_for_each_person(trainer):
    fields = {"user": trainer, "kind": "tests.session", "key": "a", "scope_kind": "site"}
    Notice.objects.create(**fields)
    with pytest.raises(IntegrityError):
        Notice.objects.create(**fields)


def test_an_unknown_kind_is_refused(trainer):
    with pytest.raises(LookupError):
        tell(user=trainer, kind="tests.unheard_of", params={}, key="a")
    assert not Notice.objects.exists()


def test_writing_the_mail_again_does_nothing(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
    mail_notice(None, notice_id=str(notice.pk))
    assert OutgoingMail.objects.count() == 1


def test_the_message_id_comes_from_the_notice(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
    domain = parseaddr(site.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    assert OutgoingMail.objects.get().message_id == f"<notice.{notice.pk}@{domain}>"
    Notice.objects.update(mail_state=Notice.Mail.WAITING)
    mail_notice(None, notice_id=str(notice.pk))
    assert OutgoingMail.objects.count() == 1, "whoever writes it again writes the same mail"


def test_a_mail_server_that_is_down_loses_nothing(trainer, settings, django_capture_on_commit_callbacks):
    settings.OUTBOX_TRANSPORT = f"{__name__}.DeafBackend"
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
    notice.refresh_from_db()
    assert notice.mail.state == OutgoingMail.State.WAITING
    assert notice.mail.last_error == "ConnectionRefusedError: nobody listens"

    settings.OUTBOX_TRANSPORT = LOCMEM
    Job.objects.filter(state=Job.State.QUEUED).update(due_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        reap()
    [sent] = django_mail.outbox
    assert sent.message().as_bytes() == bytes(notice.mail.raw)
    assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT


def test_a_mail_given_up_is_sent_when_somebody_tries_its_job_again(
    trainer, settings, django_capture_on_commit_callbacks
):
    settings.OUTBOX_TRANSPORT = f"{__name__}.DeafBackend"
    with django_capture_on_commit_callbacks(execute=True):
        tell_of(trainer)
    for _try in range(services.MAX_TRIES - 1):
        Job.objects.filter(state=Job.State.QUEUED).update(due_at=timezone.now() - timedelta(minutes=1))
        with django_capture_on_commit_callbacks(execute=True):
            reap()
    assert OutgoingMail.objects.get().state == OutgoingMail.State.FAILED

    settings.OUTBOX_TRANSPORT = LOCMEM
    with django_capture_on_commit_callbacks(execute=True):
        retry(job=Job.objects.get(state=Job.State.FAILED))
    assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT
    assert len(django_mail.outbox) == 1


def dropped(notice: Notice) -> tuple[str, str]:
    notice.refresh_from_db()
    assert not OutgoingMail.objects.exists()
    assert not Job.objects.exclude(state=Job.State.DONE).exists()
    return notice.mail_state, notice.mail_reason


def test_what_the_person_may_no_longer_see_is_not_sent(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
        revoke_role(user=trainer, role=Role.TRAINER)
    assert dropped(notice) == (Notice.Mail.DROPPED, Notice.Reason.NOT_VISIBLE)
    assert not Notice.objects.listed(registry.KINDS).exists()


def test_control_where_the_permission_stays_the_mail_goes(trainer, django_capture_on_commit_callbacks):
    grant_role(user=trainer, role=Role.EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        tell_of(trainer)
        revoke_role(user=trainer, role=Role.EDITOR)
    assert len(django_mail.outbox) == 1


def test_nothing_is_sent_to_an_account_that_was_closed(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
        type(trainer).objects.update(is_active=False)
    assert dropped(notice) == (Notice.Mail.DROPPED, Notice.Reason.INACTIVE)


def test_a_kind_that_left_the_site_is_not_sent(trainer, monkeypatch, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell_of(trainer)
        monkeypatch.delitem(registry.KINDS, "tests.session")
    assert dropped(notice) == (Notice.Mail.DROPPED, Notice.Reason.UNKNOWN)


def test_a_kind_is_registered_once(session_kind):
    with pytest.raises(ValueError, match="registered twice"):
        registry.register(registry.Kind(session_kind, str, "a.txt", str, bool))
