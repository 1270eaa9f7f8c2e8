"""What is done by the clock: whatever is due is called once, however many ticks there are."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from skerry.jobs.models import Schedule
from skerry.jobs.registry import SCHEDULES, Scheduled, load_houses
from skerry.jobs.services import summary

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ran:
    """What was called, what it returned in a line, and how it failed if it did."""

    name: str
    said: str = ""
    error: str = ""


def tick(*, now: datetime | None = None) -> list[Ran]:
    """Call what is due, in the order of the names, and return what was called.

    One that fails is recorded in its row and does not stop the others; it is called again when it is next due.
    """
    load_houses()
    now = now or timezone.now()
    return [call(entry) for entry in due(now) if take(entry=entry, now=now)]


def due(now: datetime) -> list[Scheduled]:
    """Return what is due, by a look that locks nothing: between two runs a tick writes nothing."""
    entries = [SCHEDULES[name] for name in sorted(SCHEDULES)]
    rows = Schedule.objects.in_bulk([entry.name for entry in entries])
    new = [Schedule(name=entry.name) for entry in entries if entry.name not in rows]
    if new:
        Schedule.objects.bulk_create(new, ignore_conflicts=True)
    return [entry for entry in entries if entry.name not in rows or rows[entry.name].is_due(every=entry.every, now=now)]


@transaction.atomic
def take(*, entry: Scheduled, now: datetime) -> bool:
    """Note that the function is called now; False when another tick was first."""
    row = Schedule.objects.select_for_update().get(name=entry.name)
    if not row.is_due(every=entry.every, now=now):
        return False
    row.last_run_at = now
    row.save(update_fields=["last_run_at"])
    return True


def call(entry: Scheduled) -> Ran:
    """Call the function, outside any transaction, and record how it failed or that it did not."""
    try:
        ran = Ran(entry.name, said=str(entry.handler() or ""))
    except Exception as error:
        logger.exception("The schedule %s failed.", entry.name)
        ran = Ran(entry.name, error=summary(error))
    Schedule.objects.filter(name=entry.name).exclude(last_error=ran.error).update(last_error=ran.error)
    return ran
