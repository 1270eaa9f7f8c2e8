"""What a translator does with wagtail-localize."""

from django.test import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource


def begin(instance, locale: Locale):
    """Begin a translation and return its target, a draft."""
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation.get_target_instance()


def begin_without_target(instance, locale: Locale) -> Translation:
    """Begin a translation whose target could not be made yet."""
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    return Translation.objects.create(source=source, target_locale=locale)


def translation_of(instance, locale: Locale) -> Translation:
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)


def fill_in(translation: Translation) -> None:
    """Translate every sentence that is open, with the code of the language before it."""
    code = translation.target_locale.language_code
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": f"{code}: {segment.string.data}"},
        )


def finish(instance, locale: Locale) -> None:
    """Translate the rest and publish."""
    translation = translation_of(instance, locale)
    fill_in(translation)
    with TestCase.captureOnCommitCallbacks(execute=True):  # a page is published after the commit
        translation.save_target(publish=True)


def sync(instance) -> None:
    """Bring the translations up to date with what is published, as drafts."""
    source = TranslationSource.objects.get_for_instance(instance)
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        translation.save_target(publish=False)
