from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from courses.certificates.services import award
from courses.modules import queries
from courses.modules.models import Completion, Enrolment, Fulfilment
from courses.modules.services.achievement import describe
from skerry.pages import queries as pages


@transaction.atomic
def fulfil(*, enrolment: Enrolment, kind: str, target_key: UUID, detail: dict | None = None, now=None) -> Fulfilment:
    """Keep that a requirement is met, and complete the module when it was the last one."""
    now = now or timezone.now()
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("user").get(pk=enrolment.pk)
    met, _created = Fulfilment.objects.get_or_create(
        enrolment=enrolment, kind=kind, target_key=target_key, defaults={"detail": detail or {}, "met_at": now}
    )
    award_if_complete(enrolment=enrolment, now=now)
    return met


def award_if_complete(*, enrolment: Enrolment, now) -> Completion | None:
    """Complete the self-paced part when all its requirements are met, and issue the certificate with it.

    What was once completed stays so, whatever is added to the module later.
    """
    done = Completion.objects.filter(enrolment=enrolment).first()
    if done:
        return done
    language = enrolment.language
    with translation.override(language):
        progress = queries.progress_in([enrolment], [enrolment.module_key], language)[0]
        if not progress.rows or progress.done < progress.total:
            return None
    completion = Completion.objects.create(
        enrolment=enrolment,
        completed_at=now,
        content_version=queries.content_version(enrolment.module_key),
        requirements=[_met(row) for row in progress.rows],
    )
    module = pages.live_by_key(enrolment.module_key, language).specific
    award(user=enrolment.user, achievement=describe(module, completion, progress.rows, language), now=now)
    return completion


def _met(row: dict) -> dict:
    return {
        "kind": row["kind"],
        "key": row["key"],
        "label": row["title"],
        "met_at": row["met_at"].isoformat(),
        "detail": row["detail"],
    }
