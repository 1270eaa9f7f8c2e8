"""What people have, and what stands beside the pages, for tests."""

import json
import uuid

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

from courses.certificates.models import Certificate
from courses.certificates.services import Achievement, Requirement, award
from courses.modules.models import ModulePage
from courses.quizzes.models import AttemptFile
from courses.quizzes.services.files import attach_file
from skerry.jobs.models import Job
from skerry.notices.models import Notice, OutgoingMail
from skerry.notices.services import post
from skerry.pages.models import CustomDocument, CustomImage, StandardPage, Term
from tests.factories.content import block, numbers, publish


def standard_page(parent: Page, **fields) -> StandardPage:
    """Make a page of text."""
    number = next(numbers)
    section = block("section", {"heading": "Who we are", "text": "<p>Six organisations around the sea.</p>"})
    given = {"title": f"About {number}", "slug": f"about-{number}", "body": json.dumps([section]), **fields}
    page = StandardPage(**given)
    return publish(parent.add_child(instance=page))


def term(**fields) -> Term:
    """Make a word of the glossary."""
    number = next(numbers)
    return Term.objects.create(
        **{
            "key": f"term-{number}",
            "term": f"Broker {number}",
            "definition": "Who serves all sides and none.",
            "locale": Locale.objects.get(language_code="en"),
            "translation_key": uuid.uuid4(),
            **fields,
        }
    )


def locale(code: str) -> Locale:
    """Return a language of the site; all eleven are there after the migrations or made here."""
    return Locale.objects.get_or_create(language_code=code)[0]


def mail() -> OutgoingMail:
    """Write a mail into the outbox."""
    message = EmailMessage("Welcome", "Good to have you here.", "hello@skerry.example", ["a@skerry.example"])
    post(message=message)
    return OutgoingMail.objects.latest("created_at")


def image(**fields) -> CustomImage:
    """Upload a picture of its own, in the sizes that lessons and the desk show."""
    number = next(numbers)
    file = get_test_image_file(f"boat-{number}.png", size=(8, 8))
    made = CustomImage.objects.create(**{"title": f"Boat {number}", "file": file, **fields})
    for size in ("max-1200x1200", "max-165x165"):
        shown = get_test_image_file(f"boat-{number}-{size}.png", size=(8, 8))
        made.renditions.create(filter_spec=size, focal_point_key="", file=shown)
    return made


def document(**fields) -> CustomDocument:
    """Upload a worksheet of its own."""
    number = next(numbers)
    file = ContentFile(b"A worksheet", name=f"worksheet-{number}.txt")
    return CustomDocument.objects.create(**{"title": f"Worksheet {number}", "file": file, **fields})


def certificate(user, module: ModulePage) -> Certificate:
    """Award a certificate that waits for its name."""
    now = timezone.now()
    achievement = Achievement(
        kind="module",
        key=module.translation_key,
        programme="Baltic Leadership Programme",
        code=module.code,
        title=module.title,
        part="self-paced part",
        hours=2,
        level="Basic",
        outcomes=("Explain what a neutral broker does",),
        requirements=(Requirement(label="Quiz", met_at=now),),
        completed_at=now,
        content_version="0" * 64,
        language="en",
        issuer="Skerry",
        funding="",
    )
    return award(user=user, achievement=achievement, now=now)


def answer_file(slot) -> AttemptFile:
    """Attach a file to the answer of a question."""
    return attach_file(slot=slot, upload=SimpleUploadedFile("plan.pdf", b"%PDF-1.7"))


def job(owner, **fields) -> Job:
    """Make a job that failed."""
    return Job.objects.create(**{"kind": "tests.unknown", "owner": owner, "state": Job.State.FAILED, **fields})


def notice(user, **fields) -> Notice:
    """Write down something that a person was told, without the mail."""
    given = {"kind": "tests.unknown", "key": f"told-{next(numbers)}", "scope_kind": "site", **fields}
    return Notice.objects.create(user=user, **given)
