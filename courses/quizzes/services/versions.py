"""Publication freezes a question into a version with a text for each language that is published."""

from django.db import transaction
from django.utils import timezone

from courses import items
from courses.quizzes import authoring
from courses.quizzes.models import Question, QuestionVersion, VersionText


def _locked(question_key) -> list[Question]:
    """Return the question in all its languages, as written first, locked: two publications follow one another."""
    found = Question.objects.select_for_update(of=("self",)).filter(translation_key=question_key)
    return list(found.select_related("locale").order_by("pk"))


def _published(rows: list[Question], source_locale: str) -> tuple[Question | None, list[Question]]:
    """Return the live question in its source language, and its live translations."""
    live = [each for each in rows if each.live and each.item]
    source = next((each for each in live if each.locale.language_code == source_locale), None)
    return source, [each for each in live if each is not source]


def _words(question: Question, data: dict) -> tuple[str, dict, dict]:
    content, key = items.get(question.kind).split(data)
    return question.locale.language_code, content, key


def _translated(source_data: dict, kind: str, translations: list[Question]) -> list[tuple[str, dict, dict]]:
    """Return the texts of the translations that fit the source, each with the source's key."""
    return [
        _words(each, data)
        for each in translations
        if each.kind == kind and (data := authoring.merged(kind, source_data, authoring.data_of(each.item[0])))
    ]


def _holds(latest: QuestionVersion, structure: str, texts: list[tuple[str, dict, dict]]) -> set[str] | None:
    """Return the languages that the version has, None where it says something else or a language too many."""
    if latest.structure != structure:
        return None
    known = {row.locale: (row.content, row.key) for row in latest.texts.all()}
    given = {code: (content, key) for code, content, key in texts}
    return set(known) if all(given.get(code) == words for code, words in known.items()) else None


def _add(version: QuestionVersion, texts: list[tuple[str, dict, dict]], now) -> None:
    VersionText.objects.bulk_create(
        VersionText(version=version, locale=code, content=content, key=key, created_at=now)
        for code, content, key in texts
    )


@transaction.atomic
def publish_version(*, question: Question, now=None) -> QuestionVersion | None:
    """Freeze what is published of a question, and return the version that holds it.

    A version holds the source language and every published translation that fits it: the same rows, all words. The
    key is always the source's, so a key that is corrected once is corrected in all languages, and a translation can
    never bring another. A version that would be the same as the newest is not made again; a language that is only
    added joins it; anything else begins a new version - also a language that is published no longer - and attempts
    keep theirs. None for a translation whose source is not published.
    """
    now = now or timezone.now()
    rows = _locked(question.translation_key)
    latest = QuestionVersion.objects.filter(question_key=question.translation_key).order_by("-number").first()
    source_locale = latest.source_locale if latest else rows[0].locale.language_code
    source, translations = _published(rows, source_locale)
    if source is None:
        return None
    data = authoring.data_of(source.item[0])
    texts = [_words(source, data), *_translated(data, source.kind, translations)]
    structure = authoring.structure_of(source.kind, data)
    known = _holds(latest, structure, texts) if latest else None
    if known is not None:
        _add(latest, [text for text in texts if text[0] not in known], now)
        return latest
    version = QuestionVersion.objects.create(
        question_key=source.translation_key,
        number=latest.number + 1 if latest else 1,
        kind=source.kind,
        structure=structure,
        source_locale=source_locale,
        created_at=now,
    )
    _add(version, texts, now)
    return version
