from datetime import datetime

from django.db import transaction

from courses.certificates.achievement import Achievement, fingerprint
from courses.certificates.models import Certificate


@transaction.atomic
def award(*, user, achievement: Achievement, now: datetime) -> Certificate:
    """Freeze what the person achieved, in the transaction that met the last requirement.

    Awarding the same again returns the certificate that stands. It waits for the person to confirm the name.
    """
    snapshot = achievement.snapshot(user.zone)
    certificate, _is_new = Certificate.objects.live().get_or_create(
        user=user,
        achievement_kind=achievement.kind,
        achievement_key=achievement.key,
        defaults={
            "snapshot": snapshot,
            "snapshot_sha256": fingerprint(snapshot),
            "language": achievement.language,
            "awarded_at": now,
        },
    )
    return certificate
