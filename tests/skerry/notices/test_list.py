"""The list of what a person was told: their own, newest first, what is new marked until it is read."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from skerry.notices.models import Notice
from skerry.notices.services import mark_read
from tests.factories import people, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(session_kind):
    return people.person(time_zone="Europe/Riga")


@pytest.fixture
def client(reader) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def told(user, number: int, **fields) -> Notice:
    return records.notice(
        user,
        kind="tests.session",
        params={"title": f"Session {number}", "starts": "2027-01-15T22:30:00Z"},
        created_at=timezone.now() - timedelta(hours=number),
        **fields,
    )


def page_of(client, address="/en/notices/") -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def subjects(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select("main .due div a")]


def unread(page: BeautifulSoup) -> list[str]:
    return [row.select_one("div a").text for row in page.select("main .due > li") if row.select_one(".tag")]


def test_one_sees_ones_own_newest_first(client, reader):
    told(people.person(), 9)
    for number in (2, 1, 3):
        told(reader, number)
    expected = [f"My learning: Session {number}" for number in (1, 2, 3)]
    assert subjects(page_of(client)) == expected
    assert page_of(client).select_one("main .due a")["href"] == reverse("programmes:learning")


def test_the_list_is_in_the_language_of_the_page(client, reader):
    told(reader, 1)
    page = page_of(client, "/sv/notices/")
    assert subjects(page) == ["Mitt lärande: Session 1"]
    assert page.select_one("main .due a")["href"] == "/sv/learning/"


def test_what_is_new_is_marked_until_it_is_read(client, reader):
    first, second = told(reader, 1), told(reader, 2)
    assert len(unread(page_of(client))) == 2
    response = client.post(reverse("notices:read", args=[first.pk]), {"page": "1"})
    assert response["Location"] == "/en/notices/?page=1"
    assert unread(page_of(client)) == ["My learning: Session 2"]
    first.refresh_from_db()
    when = first.read_at
    mark_read(notice=first, now=when + timedelta(days=1))
    first.refresh_from_db()
    assert first.read_at == when, "the first time counts"

    stranger = told(people.person(), 1)
    assert client.post(reverse("notices:read_all"))["Location"] == "/en/notices/"
    page = page_of(client)
    assert unread(page) == []
    assert page.select("main form") == []
    assert Notice.objects.unread().get() == stranger
    second.refresh_from_db()
    assert second.read_at is not None


def test_each_button_says_which_notice_it_marks(client, reader):
    told(reader, 1)
    page = page_of(client)
    [button] = page.select("main .due button")
    named = [page.find(id=name).text.strip() for name in button["aria-labelledby"].split()]
    assert named == ["Mark as read", "My learning: Session 1"]


def test_what_the_person_may_no_longer_see_is_not_listed(client, reader):
    told(reader, 1, mail_state=Notice.Mail.DROPPED, mail_reason=Notice.Reason.NOT_VISIBLE)
    told(reader, 2, mail_state=Notice.Mail.DROPPED, mail_reason=Notice.Reason.INACTIVE)
    told(reader, 3, mail_state=Notice.Mail.SENT)
    assert subjects(page_of(client)) == ["My learning: Session 2", "My learning: Session 3"]


def test_a_kind_that_left_the_site_is_not_listed(client, reader):
    records.notice(reader, kind="tests.gone")
    assert "Nothing yet" in page_of(client).main.text


def test_a_long_list_has_pages(client, reader):
    for number in range(25):
        told(reader, number)
    first = page_of(client)
    assert len(subjects(first)) == 20
    rest = page_of(client, "/en/notices/" + first.select_one("a[rel=next]")["href"])
    assert subjects(rest) == [f"My learning: Session {number}" for number in range(20, 25)]
    assert rest.select_one("main .due input[name=page]")["value"] == "2"


@pytest.mark.parametrize("number", ["", "x", "-1", "2/../../elsewhere"])
def test_a_button_leads_back_to_the_list_whatever_is_sent(client, reader, number):
    response = client.post(reverse("notices:read", args=[told(reader, 1).pk]), {"page": number})
    assert response["Location"] == "/en/notices/"


def test_the_account_menu_leads_there(client):
    assert page_of(client).select_one('header a[href="/en/notices/"]')


def test_the_list_costs_the_same_however_long_it_is(client, reader, django_assert_max_num_queries):
    def cost() -> int:
        with django_assert_max_num_queries(12) as queries:
            page_of(client)
        return len(queries)

    told(reader, 0)
    cost()
    one = cost()
    for number in range(1, 30):
        told(reader, number)
    assert cost() == one
