"""The certificate on paper: a tagged PDF in the holder's language, made once and never changed."""

import hashlib
import io
import json
import logging
from datetime import datetime, timedelta
from pathlib import Path

import segno
import typst
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.certificates.models import Certificate
from skerry.jobs.progress import Progress, TryAgain
from skerry.jobs.registry import job

logger = logging.getLogger(__name__)

SHEET = Path(__file__).resolve().parents[1] / "sheet" / "certificate.typ"
NAME_SIZES = ((28, 34), (44, 26), (1000, 20))
VERSION_CHARS = 12


def facts(certificate: Certificate) -> list[dict]:
    """Return what a certificate says in short, as term and detail, in the language that is active."""
    snapshot = certificate.snapshot
    entries = [
        ("hours", _("Hours"), number_format(snapshot["hours"])),
        ("level", _("Level"), snapshot["level"]),
        ("completed", _("Completed"), date_format(certificate.completed_on, "DATE_FORMAT")),
        ("number", pgettext("of a certificate", "Number"), certificate.number or ""),
    ]
    return [{"key": key, "term": term, "detail": detail} for key, term, detail in entries if detail]


def requirement_lines(snapshot: dict) -> list[str]:
    """Return each requirement with how and when it was met, as one line."""
    lines = []
    for item in snapshot["requirements"]:
        day = datetime.fromisoformat(item["met_at"]).date() if item["met_at"] else None
        when = date_format(day, "DATE_FORMAT") if day else ""
        rest = ", ".join(part for part in (item["detail"], when) if part)
        lines.append(f"{item['label']}: {rest}" if rest else item["label"])
    return lines


def version_line(snapshot: dict) -> str:
    return _("Content version %(hash)s") % {"hash": snapshot["content_version"][:VERSION_CHARS]}


def qr_code(address: str) -> str:
    """Return a QR code as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, dark="#0C3344", light=None, xmldecl=False)
    return out.getvalue().decode()


def drawing(name: str) -> str:
    """Return one of the drawings of the design system."""
    return (Path(apps.get_app_config("ui").path) / "static" / "ui" / "img" / name).read_text(encoding="utf-8")


def words() -> dict[str, str]:
    """Return the fixed words of the sheet in the active language."""
    return {
        "heading": _("Certificate of completion"),
        "certifies": _("This certifies that"),
        "completed": _("has completed"),
        "outcomes": _("Learning outcomes"),
        "requirements": _("What was required"),
        "verify": _("Anyone can verify this certificate, and compare this file, at"),
        "emblem": _("Emblem of the European Union"),
        "qr": _("QR code that leads to the page where this certificate can be verified"),
    }


def sheet_data(certificate: Certificate) -> dict:
    """Return all that stands on the sheet, in the active language."""
    snapshot = certificate.snapshot
    issued = timezone.localtime(certificate.issued_at, timezone.get_default_timezone())
    title = " ".join(part for part in (snapshot["code"], snapshot["title"]) if part)
    return {
        "title": f"{_('Certificate of completion')}: {title}, {certificate.name}",
        "description": f"{certificate.number}, {certificate.verification_url}",
        "language": certificate.language,
        "date": {"year": issued.year, "month": issued.month, "day": issued.day},
        "issuer": snapshot["issuer"],
        "programme": snapshot["programme"],
        "name": certificate.name,
        "name_size": next(size for chars, size in NAME_SIZES if len(certificate.name) <= chars),
        "code": snapshot["code"],
        "module": snapshot["title"],
        "part": snapshot["part"],
        "facts": facts(certificate),
        "outcomes": snapshot["outcomes"],
        "requirements": requirement_lines(snapshot),
        "url": certificate.verification_url,
        "fingerprint": version_line(snapshot),
        "funding": snapshot["funding"],
        "words": words(),
        "mark": drawing("mark.svg"),
        "emblem": drawing("eu-emblem.svg"),
        "qr": qr_code(certificate.verification_url),
    }


def render(certificate: Certificate) -> bytes:
    """Return the PDF: the same bytes for the same certificate.

    The fonts that come with typst set every European script, and the file then meets PDF/UA-1. A name in a
    script they lack is set with the machine's fonts; should these lack it too, the file is still tagged, but
    claims no standard, since the standard forbids a letter without a shape.
    """
    with translation.override(certificate.language):
        data = json.dumps(sheet_data(certificate), ensure_ascii=False)
    ways = ({"ignore_system_fonts": True, "pdf_standards": ["ua-1"]}, {"pdf_standards": ["ua-1"]}, {})
    for way in ways:
        try:
            return typst.compile(
                str(SHEET),
                root=str(SHEET.parent),
                sys_inputs={"data": data},
                timestamp=int(certificate.issued_at.timestamp()),
                format="pdf",
                **way,
            )
        except typst.TypstError as error:
            if way is ways[-1]:
                raise
            logger.warning("Certificate %s: %s", certificate.pk, error.message)
    raise AssertionError("The last way returns or raises.")


@transaction.atomic
def keep(*, certificate: Certificate, name: str, pdf: bytes, now: datetime) -> bool:
    """Make the stored file the certificate's, unless it has one; tell whether it did."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.pdf:
        return False
    locked.pdf = name
    locked.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    locked.pdf_ready_at = now
    locked.save(update_fields=["pdf", "pdf_sha256", "pdf_ready_at"])
    return True


@job("certificates.pdf", max_tries=5)
def make_pdf(progress: Progress, *, certificate_id: str) -> None:
    """Make the file of a certificate that has a name; a file that was made stays as it is."""
    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.pdf:
        return
    pdf = render(certificate)
    field = Certificate._meta.get_field("pdf")
    try:
        path = field.generate_filename(certificate, certificate.file_name)
        name = field.storage.save(path, ContentFile(pdf))
    except OSError as error:
        raise TryAgain(str(error), after=timedelta(minutes=1)) from error
    if not keep(certificate=certificate, name=name, pdf=pdf, now=timezone.now()):
        field.storage.delete(name)
    progress.step(1, 1)
