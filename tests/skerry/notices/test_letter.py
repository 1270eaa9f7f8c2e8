"""A mail is in the language and the time zone of its reader, and as good in plain text as in HTML."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from skerry.accounts.models import Role
from skerry.notices.models import Notice, OutgoingMail
from skerry.notices.services import tell
from skerry.pages import generation
from skerry.pages.models import SiteSettings
from tests.factories import content, people

pytestmark = pytest.mark.django_db
PARAMS = {"title": "Kick-off <1>", "starts": "2027-01-15T22:30:00Z"}

# Half past ten in the evening at Greenwich is past midnight in Riga.
READERS = {
    ("en", "Europe/London"): ("My learning", "15 January 2027, 22:30", "/en/learning/"),
    ("sv", "Europe/Stockholm"): ("Mitt lärande", "15 januari 2027 23:30", "/sv/learning/"),
    ("lv", "Europe/Riga"): ("Manas mācības", "2027. gada 16. janvāris, 00:30", "/lv/learning/"),
}


@pytest.fixture(autouse=True)
def kept_here(settings, session_kind):
    settings.OUTBOX_TRANSPORT = None


@pytest.fixture
def site_settings():
    """Let the site be open in English, Swedish and Latvian, and be funded."""
    content.programme_index()
    found = SiteSettings.objects.filter(site__is_default_site=True).first()
    found = found or SiteSettings(site_id=1)
    found.open_languages = ["en", "sv", "lv"]
    found.funding_programme, found.funding_shown = "Interreg Baltic Sea Region", True
    found.save()
    generation.renew()
    return found


@pytest.fixture
def write(django_capture_on_commit_callbacks, site_settings):
    def write(language="en", zone="Europe/London", **params) -> OutgoingMail:
        user = people.person(role=Role.TRAINER, language=language, time_zone=zone)
        with translation.override("pl"), timezone.override("Asia/Tokyo"):
            with django_capture_on_commit_callbacks(execute=True):
                notice = tell(user=user, kind="tests.session", params={**PARAMS, **params}, key="1")
            assert (translation.get_language(), timezone.get_current_timezone_name()) == ("pl", "Asia/Tokyo")
        return Notice.objects.get(pk=notice.pk).mail

    return write


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader[0])
def test_a_mail_is_in_the_language_and_time_zone_of_its_reader(write, reader):
    words, moment, path = READERS[reader]
    mail = write(*reader)
    assert mail.subject == f"{words}: Kick-off <1>"
    assert mail.parsed["Content-Language"] == reader[0]
    assert f"{words}: Kick-off <1> & {moment}" in mail.text
    html = BeautifulSoup(mail.html, "html.parser")
    assert html.html["lang"] == reader[0]
    assert f"{words}: Kick-off <1> & {moment}" in html.body.text
    assert f"http://127.0.0.1:8000{path}" in mail.text


def test_the_html_part_has_one_way_on_and_nothing_from_elsewhere(write):
    html = BeautifulSoup(write().html, "html.parser")
    assert [link["href"] for link in html.select("a")] == ["http://127.0.0.1:8000/en/learning/"]
    assert not html.select("img, script, link, iframe, object, [src], [style]")
    assert html.title.text == html.h1.text == "My learning: Kick-off <1>"


@pytest.mark.parametrize("shown", [True, False])
def test_who_funds_the_site_is_said_in_both_parts(write, site_settings, shown):
    site_settings.funding_shown = shown
    site_settings.save()
    mail = write()
    line = "Co-funded by the European Union: Interreg Baltic Sea Region"
    assert (line in mail.text, line in mail.html) == (shown, shown)


def test_a_kind_may_have_words_of_its_own_in_html(write, session_kind_in_html):
    mail = write()
    assert "<em>Kick-off &lt;1&gt;</em>" in mail.html
    assert "Kick-off <1> &" in mail.text


def test_a_long_subject_is_cut_and_stands_whole_inside(write):
    title = "A very long name of a session that nobody would ever think of\r\nBcc: x@example.org"
    mail = write(title=title)
    assert len(mail.subject) == 60
    assert mail.subject.endswith("…")
    assert "ever think of Bcc: x@example.org" in mail.text
    assert mail.parsed["Bcc"] is None


def test_a_language_that_is_closed_is_not_written_in(write):
    mail = write(language="pl")
    assert mail.parsed["Content-Language"] == "en"
    assert "/en/learning/" in mail.text
