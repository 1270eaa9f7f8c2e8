"""The demo accounts, and the starter programme that they stand on."""

from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import call_command

from courses import items
from courses.certificates.models import Certificate
from courses.modules.models import Completion, Enrolment, LessonProgress, LessonStep
from courses.quizzes.models import Attempt, VersionText
from skerry.accounts.models import Grant, User
from skerry.handover.demo import PASSWORD, PEOPLE
from skerry.handover.services import completing
from skerry.handover.services.accounts import demo_module
from skerry.handover.services.completing import RESPONSES, right_answer

pytestmark = [pytest.mark.django_db, pytest.mark.starter]


def user(account: str) -> User:
    return User.objects.get(email=f"{account}@skerry.example")


def test_everyone_can_sign_in(rf):
    for person in PEOPLE:
        assert authenticate(rf.post("/"), email=person.email, password=PASSWORD) == user(person.account)
        assert EmailAddress.objects.get(email=person.email).verified


def test_who_may_do_what():
    found = {
        person.account: sorted(
            Grant.objects.filter(user__email=person.email).values_list("role", "scope_kind")
        )
        for person in PEOPLE
    }
    assert found == {
        "learner": [("participant", "page")],
        "learner2": [("participant", "page")],
        "applicant": [],
        "trainer": [("trainer", "page")],
        "editor": [("editor", "site")],
        "translator": [("translator", "locale"), ("translator", "locale")],
        "manager": [("manager", "page")],
        "steward": [("steward", "site")],
        "admin": [("administrator", "site")],
    }


def test_learner_is_enrolled_and_has_done_nothing():
    enrolment = Enrolment.objects.get(user=user("learner"))
    assert not LessonProgress.objects.filter(enrolment=enrolment).exists()
    assert not Attempt.objects.filter(user=user("learner")).exists()
    assert not Enrolment.objects.filter(user=user("applicant")).exists()


def test_learner2_completed_in_latvian():
    person = user("learner2")
    assert (person.name, person.language) == ("Žanete Ķēniņa-Šūberga", "lv")
    completion = Completion.objects.get(enrolment__user=person)
    assert len(completion.requirements) == 7
    assert set(LessonStep.objects.filter(enrolment__user=person).values_list("language", flat=True)) == {"lv"}
    attempt = Attempt.objects.get(user=person)
    assert (attempt.passed, attempt.percent, attempt.language) == (True, 100, "lv")
    certificate = Certificate.objects.get(user=person)
    assert (certificate.name, certificate.language, certificate.state) == (person.name, "lv", "issued")
    assert certificate.is_intact
    assert certificate.pdf_sha256


def test_right_answers_are_right_in_every_language():
    texts = VersionText.objects.select_related("version")
    assert {text.version.kind for text in texts} <= RESPONSES.keys()
    for text in texts:
        kind = items.get(text.version.kind)
        response = kind.parse(text.content, right_answer(text.version.kind, text.key), text.locale)
        assert kind.score(text.content, text.key, response).right, text


def test_a_kind_without_an_answer_is_left_out(monkeypatch):
    """Whoever adds such a question to the quiz does not stop the demo accounts from being made."""
    monkeypatch.delitem(completing.RESPONSES, "short_text")
    person = user("learner")
    completing.complete(user=person, module=demo_module())
    attempt = Attempt.objects.get(user=person)
    assert (attempt.passed, attempt.percent) == (True, 88)
    states = Counter(attempt.slots.values_list("version__kind", "state"))
    assert states.pop(("short_text", "gave_up")) == 1
    assert {state for _kind, state in states} == {"right"}
    assert Completion.objects.filter(enrolment__user=person).exists()


def test_loading_again_writes_nothing(settings, whole_database):
    before = whole_database()
    call_command("import_bundle", str(settings.STARTER_BUNDLE))
    call_command("load_demo")
    assert whole_database() == before


def test_the_accounts_are_refused_elsewhere(settings, capsys, whole_database):
    settings.IS_LOOPBACK = False
    settings.BASE_URL = "https://learn.example"
    before = whole_database()
    with pytest.raises(SystemExit) as end:
        call_command("load_demo")
    assert end.value.code == 1
    assert "https://learn.example" in capsys.readouterr().err
    assert whole_database() == before
