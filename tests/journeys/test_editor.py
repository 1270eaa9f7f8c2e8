"""An editor changes a sentence, brings a translation up to date, and translates a page that had none."""

import pytest

from courses.modules.models import LessonPage, ModulePage
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

ENGLISH = "Four corners, two forces outside and one fact per corner: how firms come to talk about facts."
LATVIAN = "Četri stūri, divi spēki ārpusē un viens fakts katram stūrim: kā uzņēmumi sāk runāt par faktiem."


def lesson(locale: str) -> LessonPage:
    return LessonPage.objects.get(slug="porters-diamond", locale__language_code=locale)


def open_in_desk(page, base: str, pk: int) -> None:
    page.goto(f"{base}/admin/pages/{pk}/edit/")
    page.wait_for_load_state("networkidle")


def act(page, name: str) -> None:
    """Follow an entry of the page's menu of actions."""
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name=name).click()
    page.wait_for_load_state("networkidle")


def translate_next(page, text: str) -> None:
    """Translate the first sentence that has no translation yet."""
    waiting = page.get_by_role("button", name="Translate", exact=True)
    before = waiting.count()
    waiting.first.click()
    page.locator("textarea:visible").first.fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function(
        "n => [...document.querySelectorAll('button')].filter(b => b.textContent.trim() === 'Translate').length < n",
        arg=before,
    )


def publish_translation(page, language: str) -> None:
    page.get_by_role("button", name=f"Publish in {language}").click()
    page.wait_for_load_state("networkidle")


@pytest.fixture
def desk(desktop, live_server, sign_in, ear):
    """The editor at the desk. Wagtail's own pages ask for nothing elsewhere either."""
    ear.allow("404")
    sign_in(desktop, "editor@skerry.example")
    return desktop


def test_a_sentence_is_changed_and_the_latvian_page_brought_up_to_date(desk, live_server):
    open_in_desk(desk, live_server.url, lesson("en").pk)
    desk.locator("[name=summary]").fill(ENGLISH)
    desk.locator("footer [aria-haspopup], footer .w-dropdown-button button:not([type=submit])").first.click()
    desk.get_by_role("button", name="Publish").last.click()
    desk.wait_for_load_state("networkidle")
    assert lesson("en").summary == ENGLISH

    open_in_desk(desk, live_server.url, lesson("en").pk)
    act(desk, "Sync translated pages")
    assert desk.locator("[name=publish_translations]").count() == 0, "a sync cannot be published half translated"
    desk.locator("main form button[type=submit], main form input[type=submit]").first.click()
    desk.wait_for_load_state("networkidle")
    was = lesson("lv").summary

    open_in_desk(desk, live_server.url, lesson("lv").pk)
    desk.get_by_role("button", name="Translate", exact=True).first.wait_for()
    assert desk.get_by_role("button", name="Translate", exact=True).count() == 1, "only the changed sentence is open"
    publish_translation(desk, "Latviešu")
    assert desk.get_by_text("1 sentence is not translated yet").is_visible()
    assert lesson("lv").summary == was, "what is not translated does not go live"

    translate_next(desk, LATVIAN)
    publish_translation(desk, "Latviešu")
    desk.goto(f"{live_server.url}/lv/{steps.MODULE}/porters-diamond/")
    assert desk.get_by_text(LATVIAN).is_visible()


def test_a_module_page_is_translated_into_swedish(desk, live_server):
    source = ModulePage.objects.get(code="B2", locale__language_code="en")
    assert desk.request.get(f"{live_server.url}/sv/programmes/bsr-cbp/b2/").status == 404
    open_in_desk(desk, live_server.url, source.pk)
    act(desk, "Translate this page")
    desk.get_by_label("Svenska").check()
    desk.locator("main form button[type=submit], main form input[type=submit]").first.click()
    desk.wait_for_load_state("networkidle")
    swedish = ModulePage.objects.get(code="B2", locale__language_code="sv")
    assert not swedish.live, "a translation begins as a draft"

    open_in_desk(desk, live_server.url, swedish.pk)
    waiting = desk.get_by_role("button", name="Translate", exact=True)
    waiting.first.wait_for()
    total = waiting.count()
    translate_next(desk, "Från kartläggning till en gemensam agenda")
    for number in range(2, total + 1):
        translate_next(desk, f"Svensk text nummer {number}")
    publish_translation(desk, "Svenska")
    desk.goto(f"{live_server.url}/sv/programmes/bsr-cbp/b2/")
    assert desk.get_by_role("heading", level=1).inner_text() == "Från kartläggning till en gemensam agenda"
