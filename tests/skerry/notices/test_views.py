"""The outbox is read by the person at the machine of a demonstration site, and by nobody else."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from skerry.notices.services import post

pytestmark = pytest.mark.django_db
HERE = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def mail(settings):
    settings.DEMO = True
    settings.OUTBOX_TRANSPORT = None
    message = EmailMultiAlternatives(
        "Confirm <your> address",
        "Open https://skerry.example/confirm/1/ please <script>alert(1)</script>",
        "hello@skerry.example",
        ["reader@example.org"],
    )
    html = "<p onclick='x'>Open <a href='https://skerry.example/confirm/1/'>this</a></p>"
    message.attach_alternative(html, "text/html")
    return post(message=message)


def addresses(mail):
    return [reverse("outbox:list"), reverse("outbox:mail", args=[mail.pk])]


def ends(client, mail, origin) -> list[int]:
    """Return where each address ends, also when the site looks for the page under a language first."""
    return [client.get(address, follow=True, **origin).status_code for address in addresses(mail)]


def test_the_addresses_are_those_of_the_contract(mail):
    assert addresses(mail) == ["/dev/mail/", f"/dev/mail/{mail.pk}/"]


def test_the_list_names_every_mail_and_leads_to_it(client, mail):
    page = client.get(reverse("outbox:list"), **HERE)
    assert page.status_code == 200
    assert "Confirm &lt;your&gt; address" in page.content.decode()
    assert f"/dev/mail/{mail.pk}/" in page.content.decode()


def test_a_mail_is_shown_as_text_with_links_to_follow(client, mail):
    text = client.get(reverse("outbox:mail", args=[mail.pk]), **HERE).content.decode()
    assert '<a href="https://skerry.example/confirm/1/"' in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert "<p onclick" not in text


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"},
        {"HTTP_HOST": "localhost", "REMOTE_ADDR": ""},
        {**HERE, "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {**HERE, "HTTP_FORWARDED": "for=192.0.2.7"},
    ],
)
def test_nobody_reads_it_from_elsewhere(client, mail, elsewhere):
    assert ends(client, mail, elsewhere) == [404, 404]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8000"])
def test_it_is_read_from_the_machine_itself(client, mail, settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    here = {"HTTP_HOST": host, "REMOTE_ADDR": "::1"}
    assert [client.get(address, **here).status_code for address in addresses(mail)] == [200, 200]


def test_there_is_no_such_page_on_a_site_that_is_no_demonstration(client, mail, settings):
    settings.DEMO = False
    assert ends(client, mail, HERE) == [404, 404]


def test_the_list_costs_the_same_however_many_mails_there_are(client, mail, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("outbox:list"), **HERE)
        return len(queries)

    cost()
    one = cost()
    for number in range(30):
        post(message=EmailMultiAlternatives(f"Mail {number}", "text", "a@skerry.example", ["b@example.org"]))
    assert cost() == one
