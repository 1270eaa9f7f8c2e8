"""One address for each language, the way to the reader's own, and nothing of languages that are not open."""

import re

import pytest
from django.core.cache import cache
from wagtail.models import Site

from skerry.accounts.models import Role, Scope
from skerry.pages.models import HomePage, SiteSettings
from tests.factories import content, people, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A page in English and Swedish; its Latvian translation is a draft, its Polish one is live."""
    english = content.programme()
    for code in ("sv", "lv", "pl"):
        for source in (*english.get_ancestors().filter(depth__gt=1).specific(), english):
            made = source.copy_for_translation(records.locale(code))
            if source == english:
                made.title = f"Programme in {code}"
            if code != "lv" or isinstance(source, HomePage):
                content.publish(made)
    cache.clear()
    return english


def address(page, code: str) -> str:
    return page.get_translation(records.locale(code)).url.replace("/en/", f"/{code}/", 1)


def hreflangs(html: str) -> set[str]:
    return set(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html))


def switcher(html: str) -> dict[str, str]:
    """Return language -> address of the links to other languages, outside the head."""
    body = html[html.index("<body") :]
    links = [link for link in re.findall(r"<a [^>]*>", body) if "hreflang=" in link]
    return {re.search(r'hreflang="(\w+)"', link)[1]: re.search(r'href="([^"]*)"', link)[1] for link in links}


def test_a_page_names_its_live_translations_in_the_open_languages(client, page):
    assert hreflangs(client.get(page.url).content.decode()) == {"en", "sv"}
    assert hreflangs(client.get(address(page, "sv")).content.decode()) == {"en", "sv"}
    content.publish(page.get_translation(records.locale("lv")).get_parent().specific)
    content.publish(page.get_translation(records.locale("lv")))
    cache.clear()
    assert hreflangs(client.get(page.url).content.decode()) == {"en", "sv", "lv"}


def test_each_of_them_answers(client, page):
    html = client.get(page.url).content.decode()
    for url in re.findall(r'<link rel="alternate" hreflang="[^"]+" href="http://[^/]+([^"]+)"', html):
        answer = client.get(url)
        assert answer.status_code == 200
        assert f'<html lang="{url.split("/")[1]}"' in answer.content.decode()


def test_the_switcher_keeps_the_page_and_offers_the_open_languages(client, page):
    found = switcher(client.get(page.url).content.decode())
    assert {**found, "en": page.url} == {"en": page.url, "sv": address(page, "sv"), "lv": "/lv/"}


def test_a_closed_language_is_not_there_for_visitors_and_learners(client, page):
    for url in ("/pl/", address(page, "pl"), "/pl/accounts/login/", "/pl/learning/"):
        assert client.get(url).status_code == 404
    client.force_login(people.person())
    assert client.get(address(page, "pl")).status_code == 404
    assert 'lang="en"' in client.get("/pl/").content.decode(), (
        "the page of a fault is in a language that is open"
    )


def test_who_works_on_the_site_sees_it(client, page):
    client.force_login(people.person(role=Role.TRANSLATOR, scope=Scope("locale", "pl")))
    answer = client.get(address(page, "pl"))
    assert answer.status_code == 200
    assert "Programme in pl" in answer.content.decode()


def test_it_is_named_nowhere(client, page):
    for url in ("/en/", page.url, "/en/accounts/login/"):
        html = client.get(url).content.decode()
        assert "/pl/" not in html
        assert "Polski" not in html
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/pl/" not in sitemap
    assert address(page, "sv") in sitemap
    assert address(page, "lv") not in sitemap, "a draft is not listed"


def test_once_it_is_opened_it_is_there(client, page, django_capture_on_commit_callbacks):
    client.get("/en/")
    with django_capture_on_commit_callbacks(execute=True):
        settings = SiteSettings.for_site(Site.objects.get())
        settings.open_languages = ["en", "sv", "lv", "pl"]
        settings.save()
    assert client.get(address(page, "pl")).status_code == 200
    assert "pl" in hreflangs(client.get(page.url).content.decode())
    assert "pl" in switcher(client.get(page.url).content.decode())
    assert address(page, "pl") in client.get("/sitemap.xml").content.decode()
    assert client.get("/", headers={"accept-language": "pl"})["Location"] == "/pl/"


@pytest.mark.parametrize(
    ("cookie", "accept", "wanted"),
    [
        ("", "", "en"),
        ("", "fr", "en"),
        ("", "sv", "sv"),
        ("", "sv-FI,sv;q=0.9", "sv"),
        ("", "pl,lv;q=0.5,en;q=0.1", "lv"),
        ("", "en;q=0.1,lv;q=0.5", "lv"),
        ("lv", "sv", "lv"),
        ("pl", "sv", "sv"),
        ("pl", "", "en"),
        ("xx", "lv", "lv"),
        ("", "*;q=0.1,../../etc", "en"),
    ],
)
def test_an_address_without_a_language_leads_to_the_readers(client, cookie, accept, wanted):
    if cookie:
        client.cookies["language"] = cookie
    for path in ("/", "/programmes/", "/verify/x/?a=1"):
        answer = client.get(path, headers={"accept-language": accept} if accept else {})
        assert (answer.status_code, answer["Location"]) == (302, f"/{wanted}{path}")
        assert {"accept-language", "cookie"} <= {word.strip().lower() for word in answer["Vary"].split(",")}


def test_the_address_is_completed(client):
    assert client.get("/programmes")["Location"] == "/en/programmes/"


@pytest.mark.parametrize("path", ["/xx/", "/xx/programmes/", "/english/", "/en-GB/", "/fr/"])
def test_an_unknown_language_is_not_there(client, path):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/\\evil.example/", "/%5Cevil.example/", "/%2F/evil.example/"]
)
def test_nobody_is_led_off_the_site(client, path):
    answer = client.get(path)
    assert answer.status_code in {302, 400, 404}
    if answer.status_code == 302:
        assert re.match(r"/(en|sv|lv)/", answer["Location"])


def test_a_language_without_its_home_page_is_not_there(client):
    content.programme()
    assert client.get("/sv/").status_code == 404


def test_a_draft_translation_is_not_shown(client, page):
    assert client.get(address(page, "lv")).status_code == 404


def test_a_module_that_is_not_translated_is_listed_in_its_own_language(client, page):
    module = content.module(page)
    cache.clear()
    html = client.get(address(page, "sv")).content.decode()
    assert f'href="{module.url}"' in html
    assert re.search(rf'lang="en"[^>]*>[^<]*{re.escape(module.summary)}', html)
