import re
import unicodedata
import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.certificates.models import NAME_CHARS, Certificate, NumberSeries
from skerry.jobs.services import enqueue

JOINERS = {"\u200c", "\u200d"}  # letters of Persian and of Indian languages need them
REFUSED_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
MARKS_IN_A_ROW = 4
FROZEN = (
    "user",
    "achievement_kind",
    "achievement_key",
    "snapshot",
    "snapshot_sha256",
    "language",
    "awarded_at",
)


def clean_name(value: str) -> str:
    """Return a name as it can stand on paper, in any script. Raises ValidationError with the reason."""
    categories = {unicodedata.category(char) for char in value.strip() if char not in JOINERS}
    if categories & REFUSED_CATEGORIES:
        raise ValidationError(_("The name holds a character that cannot be printed."), code="unprintable")
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", value)).strip()
    if not any(char.isalpha() for char in name):
        raise ValidationError(_("Enter your name."), code="required")
    if len(name) > NAME_CHARS:
        raise ValidationError(
            _("The name is too long: %(count)s characters, where %(limit)s fit."),
            code="too_long",
            params={"count": len(name), "limit": NAME_CHARS},
        )
    marks = "".join("m" if unicodedata.category(char) == "Mn" else " " for char in name)
    if "m" * (MARKS_IN_A_ROW + 1) in marks:
        raise ValidationError(_("The name holds too many marks on one letter."), code="marks")
    return name


def next_number(*, now: datetime) -> str:
    """Return the next number of the year. The caller's transaction holds the row until it is committed."""
    year = timezone.localtime(now, timezone.get_default_timezone()).year
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"SK-{year}-{series.last:06d}"


def order_pdf(certificate: Certificate) -> None:
    enqueue("certificates.pdf", owner=certificate.user, certificate_id=certificate.pk)


@transaction.atomic
def confirm_name(*, certificate: Certificate, name: str, by, now: datetime) -> Certificate:
    """Put the name that the person confirmed on the certificate: it gets its number, and its paper is made.

    Confirming the same name again changes nothing. Raises ValidationError for a name that cannot stand, or
    another one than the name that was confirmed.
    """
    name = clean_name(name)
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not locked.awaits_name:
        if locked.is_issued and locked.name == name:
            return locked
        raise ValidationError(_("The name on this certificate was confirmed already."), code="confirmed")
    locked.name = name
    locked.number = next_number(now=now)
    locked.state = Certificate.State.ISSUED
    locked.confirmed_by = by
    locked.confirmed_at = locked.issued_at = now
    locked.save(update_fields=["name", "number", "state", "confirmed_by", "confirmed_at", "issued_at"])
    order_pdf(locked)
    return locked


@transaction.atomic
def correct_name(*, certificate: Certificate, name: str, by, now: datetime) -> Certificate:
    """Replace an issued certificate by one with the right name and a number of its own; the old one says so.

    Correcting to the name that already stands changes nothing. Raises ValidationError for a name that cannot
    stand or a certificate that is not the one that counts.
    """
    name = clean_name(name)
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.is_replaced and locked.replaced_by.name == name:
        return locked.replaced_by
    if not locked.is_issued:
        raise ValidationError(_("Only a certificate that stands can be corrected."), code="state")
    if locked.name == name:
        return locked
    new_id = uuid.uuid4()
    locked.state = Certificate.State.REPLACED
    locked.replaced_by_id = new_id  # the database checks the reference at commit
    locked.save(update_fields=["state", "replaced_by"])
    new = Certificate.objects.create(
        id=new_id,
        **{field: getattr(locked, field) for field in FROZEN},
        name=name,
        number=next_number(now=now),
        state=Certificate.State.ISSUED,
        confirmed_by=by,
        confirmed_at=now,
        issued_at=now,
    )
    order_pdf(new)
    return new
