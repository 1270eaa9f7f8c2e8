from django.db import transaction
from django.utils import timezone

from courses import items
from courses.quizzes import authoring
from courses.quizzes.models import Question, QuestionVersion, VersionText


def _new_version(question: Question, kind: str, structure: str, number: int, now) -> QuestionVersion:
    return QuestionVersion.objects.create(
        question_key=question.translation_key,
        number=number,
        kind=kind,
        structure=structure,
        source_locale=question.locale.language_code,
        created_at=now,
    )


def _carry_over(old: QuestionVersion, new: QuestionVersion, but: str) -> None:
    VersionText.objects.bulk_create(
        VersionText(version=new, locale=text.locale, content=text.content, key=text.key)
        for text in old.texts.exclude(locale=but)
    )


@transaction.atomic
def publish_version(*, question: Question, now=None) -> QuestionVersion:
    """Freeze what was published of a question, and return the version that holds it.

    The source language begins a new version when anything in it changed. A translation adds its text to the newest
    version of the same structure; when that version has a text in the language already and the new one differs, a
    version follows with the corrected text and the other languages as they were, so that running and past attempts
    keep theirs.
    """
    now = now or timezone.now()
    code = question.locale.language_code
    data = authoring.data_of(question.item[0])
    content, key = items.get(question.kind).split(data)
    structure = authoring.structure_of(question.kind, data)
    versions = QuestionVersion.objects.select_for_update().filter(question_key=question.translation_key)
    latest = versions.order_by("-number").first()
    number = latest.number + 1 if latest else 1
    if latest is None or code == latest.source_locale:
        same = latest and latest.texts.filter(locale=code).first()
        if same and (same.content, same.key, latest.structure) == (content, key, structure):
            return latest
        version = _new_version(question, question.kind, structure, number, now)
    else:
        fitting = versions.filter(structure=structure).order_by("-number").first() or latest
        same = fitting.texts.filter(locale=code).first()
        if same is None:
            version = fitting
        elif (same.content, same.key) == (content, key):
            return fitting
        else:
            version = _new_version(question, question.kind, fitting.structure, number, now)
            version.source_locale = fitting.source_locale
            version.save(update_fields=["source_locale"])
            _carry_over(fitting, version, but=code)
    VersionText.objects.create(version=version, locale=code, content=content, key=key, created_at=now)
    return version
