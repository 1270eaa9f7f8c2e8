"""From the fields of an entry to a model instance, and what is wrong with it in the words of the models."""

from collections.abc import Iterator
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from wagtail.fields import StreamField

from courses.quizzes.models import Question, QuestionOutcome, QuizPage, QuizSlot
from skerry.handover.bundle import BundleFault, Entry
from skerry.handover.kinds import KINDS, model_of
from skerry.handover.schema import field_of
from skerry.handover.services.places import Places


def values_of(entry: Entry, places: Places) -> dict:
    """Return the model fields of an entry, ready to be set."""
    found = {}
    for name, how in KINDS[entry.kind].fields.items():
        field = field_of(entry, name, how)
        if field is not None:
            found[field.attname] = how.load(field, entry.fields[name], places.pk_of)
    return found


def slots_of(entry: Entry, places: Places, existing: dict[str, int]) -> list[QuizSlot]:
    """Return the slots of a quiz; those that are here already keep their primary keys."""
    slots = [
        QuizSlot(
            pk=existing.get(slot["id"]),
            translation_key=slot["id"],
            locale=places.locales[entry.locale],
            section=slot["section"],
            question_id=places.pk_of(slot["question"]["ref"]) if slot["question"] else None,
            max_mark=Decimal(slot["max_mark"]),
            keeps_place=slot["keeps_place"],
            draw_count=slot["draw_count"],
            draw_category=places.category(slot["draw_category"]) if slot["draw_category"] else None,
            draw_tag=slot["draw_tag"],
            draw_outcome=slot["draw_outcome"],
            sort_order=number,
        )
        for number, slot in enumerate(entry.fields["slots"])
    ]
    for slot in slots:
        slot.clean_fields(exclude=["page", "question", "locale"])
    return slots


def build(entry: Entry, places: Places) -> Model:
    """Return an unsaved instance of an entry."""
    instance = model_of(entry.kind)(
        **values_of(entry, places), translation_key=entry.identity, locale=places.locales[entry.locale]
    )
    dress(entry, instance, places)
    return instance


def dress(entry: Entry, instance: Model, places: Places) -> None:
    """Put on an instance what hangs on it: a quiz's slots, a question's place in the bank.

    A translated question has no tags and outcomes of its own.
    """
    if isinstance(instance, QuizPage):
        existing = {str(slot.translation_key): slot.pk for slot in instance.slots.all()} if instance.pk else {}
        instance.slots = slots_of(entry, places, existing)
    elif isinstance(instance, Question):
        instance.category = places.category(entry.fields["category"])
        if not entry.is_translation:
            instance.tags.set(entry.fields["tags"])
            instance.tested_outcomes = _tested(entry, instance)


def _tested(entry: Entry, question: Question) -> list[QuestionOutcome]:
    """Return the outcomes that a question tests; those that are here already keep their primary keys."""
    existing = {str(row.outcome_key): row.pk for row in question.tested_outcomes.all()} if question.pk else {}
    return [QuestionOutcome(pk=existing.get(key), outcome_key=key) for key in entry.fields["outcomes"]]


def _texts(error) -> Iterator[str]:
    """Yield the messages of an error however deep blocks have nested it."""
    if isinstance(error, dict):
        for inner in error.values():
            yield from _texts(inner)
    elif isinstance(error, (list, tuple)):
        for inner in error:
            yield from _texts(inner)
    elif isinstance(error, ValidationError):
        nested = getattr(error, "block_errors", None)
        if nested:
            yield from _texts(nested)
        non_block = getattr(error, "non_block_errors", None)
        if non_block:
            yield from _texts(list(non_block.as_data()) if hasattr(non_block, "as_data") else list(non_block))
        if not nested and not non_block:
            yield from error.messages
    elif error:
        yield str(error)


def refusal(entry: Entry, error: ValidationError) -> BundleFault:
    """Return the faults that a model or block found in an entry."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
    return BundleFault(
        entry.fault(f"{name}: {text}" if name != NON_FIELD_ERRORS else text, f'"{name}"')
        for name, errors in by_field.items()
        for text in _texts(errors)
    )


def check_streams(entry: Entry, instance: Model) -> None:
    """Check the values of streams as the editor's form would. Raises BundleFault."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(field.value_from_object(instance))
            except ValidationError as error:
                raise BundleFault(
                    [entry.fault(f"{field.name}: {text}", f'"{field.name}"') for text in _texts(error)]
                ) from error
    if isinstance(instance, Question):
        try:
            instance.clean()
        except ValidationError as error:
            raise refusal(entry, error) from error
