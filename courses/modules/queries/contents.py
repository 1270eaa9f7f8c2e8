"""What there is to learn: programmes, modules, their lessons and quizzes, each in the reader's language."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from courses.modules.models import LessonPage, ModulePage, ProgrammePage
from courses.quizzes.models import QuizPage
from skerry.pages import generation
from skerry.pages import queries as pages


def source_module(module_key: UUID) -> ModulePage | None:
    """Return the live module in the language it was written in, which says what the module asks."""
    source = pages.locale_ids().get(settings.LANGUAGE_CODE)
    found = ModulePage.objects.filter(translation_key=module_key, live=True)
    return found.filter(locale_id=source).first() or found.first()


def _entry(page, language: str) -> dict[str, Any]:
    points = page.body.raw_data if isinstance(page, LessonPage) else []
    return {
        "key": str(page.translation_key),
        "kind": "lesson" if isinstance(page, LessonPage) else "quiz",
        "title": page.title,
        "summary": getattr(page, "summary", ""),
        "minutes": getattr(page, "minutes", 0),
        "url": pages.url_of(page),
        "language": pages.locale_codes()[page.locale_id],
        "is_foreign": pages.locale_codes()[page.locale_id] != language,
        "point_ids": [str(point.get("id")) for point in points],
    }


def _editions_now(module_keys: list[UUID]) -> dict[UUID, dict[int, dict[str, Any]]]:
    rows = ModulePage.objects.live().filter(translation_key__in=module_keys).order_by("path")
    editions: dict[UUID, dict[int, dict[str, Any]]] = {key: {} for key in module_keys}
    for row in rows.values("translation_key", "locale_id", "path", "url_path", "code", "title"):
        editions[row["translation_key"]][row["locale_id"]] = row
    return editions


def _editions(module_keys: list[UUID]) -> dict[UUID, dict[int, dict[str, Any]]]:
    """Return module -> Locale -> where its live page of a language is and what it is called."""
    now = cache(lambda: _editions_now(module_keys))
    return {key: generation.kept(f"module-editions:{key}", lambda key=key: now()[key]) for key in module_keys}


def _source_paths(module_keys: list[UUID]) -> dict[str, UUID]:
    """Return tree path -> module, of each live module in the language it was written in."""
    source = pages.locale_ids().get(settings.LANGUAGE_CODE)
    return {
        (found.get(source) or next(iter(found.values())))["path"]: key
        for key, found in _editions(module_keys).items()
        if found
    }


def _children(paths: Iterable[str]) -> list[LessonPage | QuizPage]:
    """Return the live lessons and quizzes under pages at tree paths, in order."""
    intervals = [LessonPage._get_children_path_interval(path) for path in paths]
    under = reduce(or_, (Q(path__range=interval) for interval in intervals), Q(pk__in=[]))
    here = under & Q(live=True, depth__in={len(path) // LessonPage.steplen + 1 for path in paths})
    found = [page for model in (LessonPage, QuizPage) for page in model.objects.filter(here)]
    return sorted(found, key=lambda page: page.path)


def _translated(found: list[LessonPage | QuizPage], language: str) -> dict[UUID, LessonPage | QuizPage]:
    """Return translation key -> the live translation of a page into the language."""
    local = pages.locale_ids().get(language)
    keys = [page.translation_key for page in found if page.locale_id != local]
    if not keys:
        return {}
    here = Q(translation_key__in=keys, locale_id=local, live=True, alias_of__isnull=True)
    return {page.translation_key: page for model in (LessonPage, QuizPage) for page in model.objects.filter(here)}


def _contents_now(module_keys: list[UUID], language: str) -> dict[UUID, list[dict[str, Any]]]:
    by_path = _source_paths(module_keys)
    children = _children(by_path)
    translated = _translated(children, language)
    contents: dict[UUID, list[dict[str, Any]]] = {key: [] for key in module_keys}
    for page in children:
        module_key = by_path[page.path[: -page.steplen]]
        contents[module_key].append(_entry(translated.get(page.translation_key, page), language))
    return contents


def contents_of(module_keys: list[UUID], language: str) -> dict[UUID, list[dict[str, Any]]]:
    """Return the contents of several modules, in as many queries as those of one."""
    now = cache(lambda: _contents_now(module_keys, language))
    return {
        key: generation.kept(f"module-contents:{key}:{language}", lambda key=key: now()[key]) for key in module_keys
    }


def contents(module_key: UUID, language: str) -> list[dict[str, Any]]:
    """Return lessons and quizzes of a module in order, each in the language or, where missing, in the source."""
    return contents_of([module_key], language)[module_key]


def cards(module_keys: list[UUID], language: str) -> dict[UUID, dict[str, Any] | None]:
    """Return code, title and address of modules, in the language or the default one; None without a page."""
    ids = pages.locale_ids()
    found: dict[UUID, dict[str, Any] | None] = {}
    for key, editions in _editions(module_keys).items():
        code = language if ids.get(language) in editions else settings.LANGUAGE_CODE
        row = editions.get(ids.get(code))
        url = pages.url_at(code, row["url_path"]) if row else ""
        found[key] = {"code": row["code"], "title": row["title"], "url": url} if row else None
    return found


def content_version(module_key: UUID) -> str:
    """Return the hash of what the module held: its outcomes, lessons and quizzes in the source language."""

    def make() -> str:
        source = source_module(module_key)
        held: list[Any] = [source.code, source.title, [str(child.value) for child in source.outcomes]]
        for child in source.get_children().live().specific():
            body = child.body.get_prep_value() if isinstance(child, LessonPage) else None
            slots = [
                [str(slot.translation_key), str(slot.question.translation_key), slot.question.item.get_prep_value()]
                for slot in (child.slots.select_related("question") if isinstance(child, QuizPage) else [])
            ]
            held.append([str(child.translation_key), child.title, body, slots])
        text = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    return generation.kept(f"module-version:{module_key}", make)


def modules_of(programme: ProgrammePage) -> list[dict[str, Any]]:
    """Return the modules of a programme in order; those not translated yet in the source language."""

    def make() -> list[dict[str, Any]]:
        language = pages.locale_codes()[programme.locale_id]
        source_locale = pages.locale_ids().get(settings.LANGUAGE_CODE)
        source, own = programme, {}
        if programme.locale_id != source_locale:
            written = ProgrammePage.objects.live().filter(
                translation_key=programme.translation_key, locale_id=source_locale
            )
            source = written.first() or programme
            own = {
                page.translation_key: page
                for page in ModulePage.objects.child_of(programme).live().filter(alias_of__isnull=True)
            }
        rows = []
        for page in ModulePage.objects.child_of(source).live().order_by("path"):
            shown = own.get(page.translation_key, page)
            code = pages.locale_codes()[shown.locale_id]
            rows.append(
                {
                    "key": str(shown.translation_key),
                    "code": shown.code,
                    "title": shown.title,
                    "summary": shown.summary,
                    "level": shown.level,
                    "state": shown.state,
                    "access": shown.access,
                    "effort": shown.effort,
                    "scale": shown.scale,
                    "url": pages.url_of(shown),
                    "language": code,
                    "is_foreign": code != language,
                }
            )
        return rows

    return generation.kept(f"programme-modules:{programme.pk}", make)


def programmes(language: str) -> list[dict[str, str]]:
    """Return the live programmes of a language."""

    def make() -> list[dict[str, str]]:
        found = ProgrammePage.objects.filter(
            locale_id=pages.locale_ids().get(language), live=True, alias_of__isnull=True
        ).order_by("path")
        return [
            {"title": page.title, "short_title": page.short_title, "summary": page.summary, "url": pages.url_of(page)}
            for page in found
        ]

    return generation.kept(f"programmes:{language}", make)
