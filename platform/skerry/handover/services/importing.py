"""Taking in a bundle: what the plan says, in one transaction."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bs4 import MarkupResemblesLocatorWarning
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from skerry.handover.bundle import Bundle, Entry
from skerry.handover.kinds import KINDS, model_of
from skerry.handover.local import FILE_MODELS, Local, states_of
from skerry.handover.models import ImportedObject
from skerry.handover.planning import Action, Step
from skerry.handover.services import files, front, sources, translations
from skerry.handover.services.building import refusal
from skerry.handover.services.places import Places

WRITES = (Action.CREATE, Action.CHANGE)


def apply(bundle: Bundle, steps: list[Step], local: Local, tick: Callable[[], None] = lambda: None) -> None:
    """Do what a plan says. Nothing to do writes nothing; a fault takes everything back.

    ``tick`` is called after each object that is written. Raises BundleFault.
    """
    todo = [step for step in steps if step.action in WRITES]
    if not todo:
        return
    stored: list = []
    try:
        with transaction.atomic(), disable_reference_index_auto_update(), _without_guesses():
            places = Places(bundle, is_hosted=local.host is not None)
            places.open_locales()
            for step in todo:
                _write(step, places, stored)
                tick()
            _record(bundle, [step.entry for step in todo])
            _index_references([step.entry for step in todo], places)
    except BaseException:
        for file in stored:
            file.storage.delete(file.name)
        raise


@contextmanager
def _without_guesses() -> Iterator[None]:
    """Silence the parser of wagtail-localize, which takes a short text for a mistaken address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        yield


def _write(step: Step, places: Places, stored: list) -> None:
    entry, is_new = step.entry, step.action is Action.CREATE
    try:
        if entry.kind in FILE_MODELS:
            files.write(entry, places, stored)
        elif entry.kind == "site":
            front.write_settings(entry)
        elif entry.is_translation:
            translations.write(entry, places)
        else:
            sources.write(entry, places, is_new=is_new)
            if entry.kind == "home":
                front.settle(places.instance(entry), places.bundle)
    except ValidationError as error:
        raise refusal(entry, error) from error


def _record(bundle: Bundle, entries: list[Entry]) -> None:
    """Note what was brought and the state it left behind."""
    states = states_of(entry.key for entry in entries)
    now = timezone.now()
    ImportedObject.objects.bulk_create(
        [
            ImportedObject(
                kind=entry.kind,
                identity=entry.identity,
                locale=entry.locale,
                sha256=entry.sha256,
                revision=states[entry.key],
                bundle=bundle.title,
                imported_at=now,
            )
            for entry in entries
        ],
        update_conflicts=True,
        unique_fields=["kind", "identity", "locale"],
        update_fields=["sha256", "revision", "bundle", "imported_at"],
    )


def _index_references(entries: list[Entry], places: Places) -> None:
    """Have Wagtail's index of references follow, once per object instead of at every save on the way."""
    for entry in entries:
        if KINDS[entry.kind].has_locale:
            model = model_of(entry.kind)._meta
            update_reference_index_task.enqueue(model.app_label, model.model_name, str(places.instance(entry).pk))
