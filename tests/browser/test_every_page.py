"""Every kind of page, on a phone and a desktop, in light and dark, in two languages: no fault that axe can find, no
sideways scroll, no error in the console; and a picture of each for people to look at."""

import pytest
from django.contrib.auth import get_user_model

from courses.certificates.models import Certificate
from courses.modules.models import LessonPage
from courses.quizzes.models import QuizPage
from courses.quizzes.services import start_attempt
from tests.browser import quiz_scenes
from tests.journeys.sitting import LEARNER
from tests.support.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.starter, pytest.mark.django_db(transaction=True)]

B1 = "programmes/bsr-cbp/b1"
PUBLIC = {
    "home": "",
    "programmes": "programmes/",
    "programme": "programmes/bsr-cbp/",
    "module": f"{B1}/",
    "module-in-preparation": "programmes/bsr-cbp/b2/",
    "lesson": f"{B1}/porters-diamond/",
    "card": f"{B1}/life-cycle/?card=2",
    "check-answered": "CHECK",
    "quiz": f"{B1}/quiz/",
    "about": "about/",
    "privacy": "privacy/",
    "accessibility": "accessibility/",
    "contact": "contact/",
    "sign-in": "accounts/login/",
    "sign-up": "accounts/signup/",
    "reset": "accounts/password/reset/",
    "verification": "VERIFY",
    "not-found": "no-such-page/",
}
OWN = {
    "learning": "learning/",
    "module-done": f"{B1}/",
    "lesson-done": f"{B1}/neutral-broker/",
    "quiz-attempts": f"{B1}/quiz/",
    "question-single": "Q1",
    "question-matching": "Q2",
    "question-multiple": "Q3",
    "question-ordering": "Q4",
    "question-numeric": "Q5",
    "question-words": "Q7",
    "before-hand-in": "Qend",
    "result": "RESULT",
    "certificates": "certificates/",
    "certificate": "CERTIFICATE",
    "profile": "accounts/profile/",
    "e-mail": "accounts/email/",
    "password": "accounts/password/change/",
    "where-signed-in": "accounts/sessions/",
    "sign-out": "accounts/logout/",
}
LEARNER2 = "learner2@skerry.example"


def address(path: str, language: str) -> str:
    """Return the address of a page; those that belong to a person are looked up."""
    user = get_user_model().objects.get(email=LEARNER2)
    certificate = Certificate.objects.get(user=user)
    if path == "CHECK":
        check = LessonPage.objects.get(slug="porters-diamond", locale__language_code=language)
        point, part = next(
            (number, part)
            for number, point in enumerate(check.body, start=1)
            for part in point.value["content"]
            if part.block_type == "check"
        )
        option = part.value["options"].bound_blocks[0].id
        return f"/{language}/{B1}/porters-diamond/?card={point}&check={part.id}&choice={option}"
    if path == "VERIFY":
        return f"/{language}/verify/{certificate.pk}/"
    if path == "CERTIFICATE":
        return f"/{language}/certificates/{certificate.pk}/"
    if path == "RESULT":
        return f"/{language}/attempts/{user.attempts.finished().first().public_id}/result/"
    if path.startswith("Q"):
        return f"/{language}/attempts/{user.attempts.running().get().public_id}/?q={path[1:]}"
    if path.endswith("/b2/"):
        return f"/en/{path}"
    return f"/{language}/{path}"


def complaints(page, violations, name: str) -> list[str]:
    """Return what is wrong with the page that is open."""
    found = [f"{name}: {text}" for text in violations(page)]
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [*found, f"{name}: scrolls sideways ({width} > {room})"] if width > room else found


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "options"), [("phone", PHONE), ("desktop", DESKTOP)], ids=["phone", "desktop"])
def test_no_page_has_a_fault(browsing, sign_in, screenshot, violations, ear, device, options, scheme, language):
    ear.allow("404")
    user = get_user_model().objects.get(email=LEARNER2)
    quiz = QuizPage.objects.filter(slug="quiz", locale__language_code="en").order_by("path").first()
    start_attempt(user=user, quiz=quiz, language=language)
    page = browsing.open(**options, color_scheme=scheme)
    found = []
    for name, path in PUBLIC.items():
        page.goto(address(path, language))
        found += complaints(page, violations, name)
        screenshot(page, f"{name}-{device}-{scheme}-{language}")
    sign_in(page, LEARNER2)
    for name, path in OWN.items():
        page.goto(address(path, language))
        found += complaints(page, violations, name)
        screenshot(page, f"{name}-{device}-{scheme}-{language}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("device", "options", "language"),
    [("phone", PHONE, "sv"), ("desktop", DESKTOP, "en")],
    ids=["phone", "desktop"],
)
def test_no_page_of_a_quiz_has_a_fault(browsing, sign_in, screenshot, violations, device, options, scheme, language):
    page = browsing.open(**options, color_scheme=scheme)
    own = [quiz_scenes.quiz_pages, quiz_scenes.clock_pages, quiz_scenes.result_pages]
    found = []
    for person, scenes in ((LEARNER, own), (quiz_scenes.TRAINER, [quiz_scenes.trainer_pages])):
        sign_in(page, person)
        for name, path in (pair for scene in scenes for pair in scene(language)):
            response = page.goto(path)
            assert response.ok, (name, response.status)
            found += complaints(page, violations, name)
            screenshot(page, f"{name}-{device}-{scheme}-{language}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "options"), [("phone", PHONE), ("desktop", DESKTOP)], ids=["phone", "desktop"])
def test_the_style_guide_has_no_fault(browsing, screenshot, violations, device, options, scheme):
    page = browsing.open(**options, color_scheme=scheme)
    page.goto("/styleguide/")
    assert complaints(page, violations, "style guide") == []
    screenshot(page, f"style-guide-{device}-{scheme}")


@pytest.mark.parametrize(
    "path", ["lv/programmes/bsr-cbp/b1/", "lv/programmes/bsr-cbp/b1/life-cycle/", "sv/accounts/signup/"]
)
def test_the_narrowest_phone_needs_no_sideways_scroll(browsing, path):
    page = browsing.open(viewport={"width": 320, "height": 640})
    page.goto(f"/{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_first_view_is_light(browsing):
    """At most 60 KiB on the wire and 12 requests, cold."""
    page = browsing.open(**PHONE)
    seen = []
    page.on("response", lambda response: seen.append(response))
    page.goto(f"/en/{B1}/porters-diamond/")
    page.wait_for_load_state("networkidle")
    weight = sum(response.request.sizes()["responseBodySize"] for response in seen)
    assert len(seen) <= 12, [response.url for response in seen]
    assert weight <= 60 * 1024, weight


def test_control_axe_sees_a_fault(browsing, violations):
    page = browsing.open(**DESKTOP)
    page.goto("/en/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/ui/img/mark.svg\">')"
    )
    assert any("image-alt" in text for text in violations(page))
