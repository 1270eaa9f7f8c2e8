"""Two programmes with everything in them, a person for each role, and how each address is asked for."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from courses.certificates.models import Certificate
from courses.certificates.services import confirm_name
from courses.modules.models import LessonPage, ModulePage, ProgrammePage
from courses.modules.outline import points_of
from courses.modules.services import enrol
from courses.quizzes.models import Attempt, AttemptFile, AttemptSlot, QuizPage, Regrade
from courses.quizzes.services import finish_attempt, mark_answer, plan_regrade, save_answer, start_attempt
from skerry.accounts.models import Role, Scope, User
from skerry.accounts.services import grant_role
from skerry.jobs.models import Job
from skerry.notices.models import Notice, OutgoingMail
from skerry.pages.models import HomePage, StandardPage
from tests.factories import content, people, records
from tests.permissions.expected import ROLES

STATES = {
    "open": {},
    "signed-in": {"access": "signed_in"},
    "cohort": {"access": "cohort"},
    "preparation": {"state": "preparation"},
    "closed": {"state": "closed"},
    "closed-cohort": {"state": "closed", "access": "cohort"},
}


@dataclass
class Place:
    """A module with its lesson and quiz."""

    module: ModulePage
    lesson: LessonPage
    quiz: QuizPage


@dataclass
class Records:
    """What one person has."""

    running: Attempt
    finished: Attempt
    file: AttemptFile
    awaiting: Certificate
    issued: Certificate
    job: Job
    notice: Notice


@dataclass
class Desk:
    """A quiz with an answer that people mark, marked by two, and a correction that is planned."""

    quiz: QuizPage
    slot: AttemptSlot
    regrade: Regrade


@dataclass
class World:
    """Programme "own" is the one in which the roles hold; "elsewhere" is the other."""

    own: ProgrammePage
    elsewhere: ProgrammePage
    places: dict[str, Place] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    records: dict[str, Records] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)
    text: StandardPage | None = None
    polish: HomePage | None = None
    image: Any = None
    document: Any = None
    mail: OutgoingMail | None = None


def build() -> World:
    """Make the world in the transaction of the caller."""
    cache.clear()
    own, elsewhere = content.programme("Own"), content.programme("Elsewhere")
    world = World(own, elsewhere)
    question = content.question()
    for where, programme in (("own", own), ("elsewhere", elsewhere)):
        for name, fields in STATES.items():
            module = content.module(programme, **fields)
            world.places[f"{where} {name}"] = Place(
                module, content.lesson(module), content.quiz(module, [question])
            )
    home = HomePage.objects.get()
    world.text = records.standard_page(home)
    world.polish = home.copy_for_translation(records.locale("pl"))
    world.polish.slug = "skerry-pl"
    content.publish(world.polish)
    world.image, world.document = records.image(), records.document()
    world.mail = records.mail()
    _people(world)
    for where, who in (("own", "neighbour"), ("elsewhere", "stranger")):
        world.desks[where] = _desk(world, world.places[f"{where} open"].module, world.people[who])
    cache.clear()
    return world


def _people(world: World) -> None:
    programme = Scope("page", str(world.own.translation_key))
    scopes = {
        "participant": programme,
        "alumnus": programme,
        "trainer": programme,
        "editor": programme,
        "translator": Scope("locale", "lv"),
        "manager": programme,
        "steward": Scope("site"),
        "administrator": Scope("site"),
    }
    for role in ROLES:
        if role != "visitor":
            world.people[role] = people.person(role=scopes.get(role) and role, scope=scopes.get(role))
    enrol(user=world.people["participant"], module=world.places["own open"].module, language="en")
    world.people["neighbour"] = people.person()
    grant_role(user=world.people["neighbour"], role=Role.PARTICIPANT, scope=programme)
    world.people["stranger"] = people.person()
    enrol(user=world.people["neighbour"], module=world.places["own open"].module, language="en")
    enrol(user=world.people["stranger"], module=world.places["elsewhere open"].module, language="en")
    for name, user in world.people.items():
        world.records[name] = _records(world, user, "elsewhere" if name == "stranger" else "own")


def _records(world: World, user: User, where: str) -> Records:
    place, other = world.places[f"{where} open"], world.places[f"{where} closed"]
    finished = finish_attempt(attempt=start_attempt(user=user, quiz=place.quiz, language="en"))
    issued = confirm_name(
        certificate=records.certificate(user, other.module), name="Ilze", by=user, now=timezone.now()
    )
    issued.pdf.save(issued.file_name, ContentFile(b"%PDF-1.7"))
    return Records(
        running=start_attempt(user=user, quiz=place.quiz, language="en"),
        finished=finished,
        file=records.answer_file(finished.slots.get()),
        awaiting=records.certificate(user, place.module),
        issued=issued,
        job=records.job(user),
        notice=records.notice(user),
    )


def _desk(world: World, module: ModulePage, user: User) -> Desk:
    quiz = content.quiz(module, [content.question("essay")])
    attempt = start_attempt(user=user, quiz=quiz, language="en")
    slot = attempt.slots.select_related("version").get()
    fields = {"attempt_id": attempt.public_id, "slot_key": slot.slot_key, "client_key": uuid.uuid4()}
    save_answer(user=user, raw={"text": ["The members."]}, language="en", **fields)
    finish_attempt(attempt=attempt)
    lines = [row["id"] for row in slot.version.texts.get().content["rubric"]]
    for by in ("trainer", "administrator"):
        points = dict.fromkeys(lines, 1)
        mark_answer(slot=slot, by=world.people[by], language="en", points=points, waits_for_second=True)
    about = {"quiz_key": quiz.translation_key, "question_key": slot.version.question_key}
    regrade = plan_regrade(policy="drop", reason="Unclear", by=world.people["trainer"], **about)
    return Desk(quiz, slot, regrade)


@dataclass
class Ask:
    """One request: where, what is sent, how, and the words whose sight counts."""

    url: str
    data: dict[str, Any] | None = None
    json: bool = False
    sees: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def _whose(world: World, role: str, case: str) -> Records | None:
    """Return the records that a case is about: a visitor has none and tries the participant's."""
    owner = {"own": role, "other": "neighbour", "elsewhere": "stranger"}[case.split()[0]]
    return world.records.get(owner) or world.records["participant"]


def _attempt(name: str) -> Callable[..., Ask]:
    def ask(world: World, role: str, case: str) -> Ask:
        attempt = getattr(_whose(world, role, case), "finished" if "finished" in case else "running")
        slot = attempt.slots.select_related("version").get()
        option = slot.version.texts.get(locale="en").content["options"][0]["id"]
        fields = {"slot": str(slot.slot_key), "key": str(uuid.uuid4())}
        if name == "api_answers":
            data = {**fields, "response": {"choice": [option]}, "language": "en"}
            return Ask(reverse(name, args=[attempt.public_id]), data, json=True)
        return Ask(reverse(name, args=[attempt.public_id]), {**fields, "choice": option})

    return ask


def _file(world: World, role: str, case: str) -> Ask:
    return Ask(reverse("quizzes:file", args=[_whose(world, role, case).file.public_id]))


def _quiz(name: str) -> Callable[..., Ask]:
    """What trainers see of a quiz: "own open"."""

    def ask(world: World, role: str, case: str) -> Ask:
        return Ask(reverse(name, args=[world.places[case].quiz.translation_key]))

    return ask


def _asked(world: World, role: str, case: str) -> Ask:
    """The statistics of the one question of a quiz, which a finished attempt has."""
    quiz = world.places[case].quiz
    slot = quiz.slots.get().translation_key
    return Ask(reverse("quizzes:statistics_question", args=[quiz.translation_key, slot]))


def _desk_of(name: str, *args: str, **data: str) -> Callable[..., Ask]:
    """What trainers do there: "own open"; ``args`` name what the address holds besides the quiz."""

    def ask(world: World, role: str, case: str) -> Ask:
        desk = world.desks[case.split()[0]]
        found = {
            "attempt": desk.slot.attempt.public_id,
            "number": 1,
            "slot": desk.slot.pk,
            "question": desk.slot.version.question_key,
            "regrade": desk.regrade.public_id,
        }
        lines = [row["id"] for row in desk.slot.version.texts.get().content["rubric"]]
        given = {**data, **{f"points-{line}": "1" for line in lines}}
        if "email" in data:
            given["email"] = desk.slot.attempt.user.email
        url = reverse(f"quizzes:{name}", args=[desk.quiz.translation_key, *(found[arg] for arg in args)])
        return Ask(url, given)

    return ask


def _certificate(name: str) -> Callable[..., Ask]:
    def ask(world: World, role: str, case: str) -> Ask:
        certificate = getattr(_whose(world, role, case), "awaiting" if "awaiting" in case else "issued")
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.7") if name == "certificates:verify" else None
        data = {"file": file} if file else {"name": "Ilze Ozola"}
        return Ask(reverse(name, args=[certificate.pk]), data)

    return ask


def _job(name: str) -> Callable[..., Ask]:
    return lambda world, role, case: Ask(reverse(name, args=[_whose(world, role, case).job.pk]))


def _notice(world: World, role: str, case: str) -> Ask:
    return Ask(reverse("notices:read", args=[_whose(world, role, case).notice.pk]))


def _join(world: World, role: str, case: str) -> Ask:
    return Ask(reverse("modules:join", args=[world.places[case].module.translation_key]))


def _step(world: World, role: str, case: str) -> Ask:
    lesson = world.places[case].lesson
    point = points_of(lesson)[0]["id"]
    data = {"kind": "read", "key": str(uuid.uuid4()), "point": point}
    return Ask(reverse("modules:step", args=[lesson.translation_key]), data)


def _start(world: World, role: str, case: str) -> Ask:
    return Ask(reverse("quizzes:start", args=[world.places[case].quiz.translation_key]))


def _page(world: World, role: str, case: str) -> Ask:
    """A page of the tree: "lesson own open", "home", "module own preparation lists"."""
    if case == "home":
        return Ask("/en/")
    if case == "closed-language":
        return Ask("/pl/")
    if case == "no-such-page":
        return Ask("/en/nowhere/")
    if case in {"text", "list"}:
        return Ask(world.text.url if case == "text" else "/en/programmes/")
    kind, where, *rest = case.split()
    if kind == "programme":
        return Ask(getattr(world, where).url)
    place = world.places[f"{where} {rest[0]}"]
    sees = f'href="{place.lesson.url}' if "lists" in rest else ""
    return Ask(getattr(place, kind).url, sees=sees)


def _desk_page(name: str) -> Callable[..., Ask]:
    def ask(world: World, role: str, case: str) -> Ask:
        return Ask(reverse(name, args=[world.places[f"{case} open"].lesson.pk]))

    return ask


def _desk_add(world: World, role: str, case: str) -> Ask:
    parent = world.places[f"{case} open"].module
    return Ask(reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", parent.pk]))


def _on_this_machine(url: str, case: str) -> Ask:
    """A demonstration site is asked under the machine's own name."""
    return Ask(url, extra={"HTTP_HOST": "localhost"} if case == "demo" else {})


PAGE_DATA = {"name": "Ilze", "language": "en", "country": "LV", "time_zone": "Europe/Riga"}

ASKS: dict[str, Callable[..., Ask]] = {
    "wagtail_serve": _page,
    "modules:join": _join,
    "modules:step": _step,
    "quizzes:start": _start,
    **{
        name: _attempt(name)
        for name in ("quizzes:attempt", "quizzes:answer", "quizzes:finish", "quizzes:result")
    },
    "api_answers": _attempt("api_answers"),
    "api_attempt": _attempt("api_attempt"),
    "quizzes:file": _file,
    "quizzes:staff": _quiz("quizzes:staff"),
    "quizzes:results_csv": _desk_of("results_csv"),
    "quizzes:staff_attempt": _desk_of("staff_attempt", "attempt"),
    "quizzes:override": _desk_of("override", "attempt", "number", **{"q1-marks": "1", "q1-reason": "Why"}),
    "quizzes:marking": _desk_of("marking"),
    "quizzes:mark_next": _desk_of("mark_next"),
    "quizzes:mark": _desk_of("mark", "slot"),
    "quizzes:settle": _desk_of("settle", "slot", choice="mean"),
    "quizzes:corrections": _desk_of("corrections"),
    "quizzes:plan_regrade": _desk_of("plan_regrade", "question", policy="drop", reason="Why"),
    "quizzes:regrade": _desk_of("regrade", "regrade", action="apply"),
    "quizzes:accommodations": _desk_of(
        "accommodations", email="", extra_minutes="5", extra_attempts="0", closes_at="", reason=""
    ),
    **{
        f"quizzes:{name}": _quiz(f"quizzes:{name}")
        for name in ("statistics", "statistics_csv", "statistics_xlsx")
    },
    "quizzes:statistics_question": _asked,
    **{
        name: _certificate(name)
        for name in ("certificates:detail", "certificates:correct", "certificates:pdf", "certificates:verify")
    },
    "accounts:profile": lambda *_: Ask(reverse("accounts:profile"), PAGE_DATA),
    "account_login": lambda *_: Ask(reverse("account_login"), {"login": "nobody@skerry.example"}),
    "account_reset_password": lambda *_: Ask(
        reverse("account_reset_password"), {"email": "a@skerry.example"}
    ),
    "account_reset_password_from_key": lambda *_: Ask(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "no-such"})
    ),
    "root": lambda *_: Ask("/"),
    "without_language": lambda *_: Ask("/programmes/"),
    "ui:stylesheet": lambda *_: Ask(reverse("ui:stylesheet", args=["0"])),
    "outbox:list": lambda _world, _role, case: _on_this_machine(reverse("outbox:list"), case),
    "outbox:mail": lambda world, _role, case: _on_this_machine(
        reverse("outbox:mail", args=[world.mail.pk]), case
    ),
    **{name: _job(name) for name in ("jobs:detail", "jobs:cancel", "jobs:retry")},
    "notices:read": _notice,
    "media": lambda world, *_: Ask(settings.MEDIA_URL + world.image.file.name),
    "wagtaildocs_serve": lambda world, *_: Ask(world.document.url),
    "wagtaildocs_authenticate_with_password": lambda *_: Ask(
        reverse("wagtaildocs_authenticate_with_password", args=[999])
    ),
    "wagtailcore_authenticate_with_password": lambda *_: Ask(
        reverse("wagtailcore_authenticate_with_password", args=[999, 999])
    ),
    "wagtailadmin_pages:edit": _desk_page("wagtailadmin_pages:edit"),
    "wagtailadmin_pages:delete": _desk_page("wagtailadmin_pages:delete"),
    "wagtailadmin_pages:unpublish": _desk_page("wagtailadmin_pages:unpublish"),
    "wagtailadmin_pages:history": _desk_page("wagtailadmin_pages:history"),
    "wagtailadmin_pages:copy": _desk_page("wagtailadmin_pages:copy"),
    "wagtailadmin_pages:add": _desk_add,
    "wagtailusers_users:edit": lambda world, *_: Ask(
        reverse("wagtailusers_users:edit", args=[world.people["neighbour"].pk])
    ),
    "wagtailsettings:edit": lambda *_: Ask(
        reverse("wagtailsettings:edit", args=["pages", "sitesettings", Site.objects.get().pk])
    ),
}


def ask_for(world: World, name: str, role: str, case: str) -> Ask:
    """Return the request of a cell."""
    with translation.override("en"):
        return ASKS[name](world, role, case) if name in ASKS else Ask(reverse(name))
