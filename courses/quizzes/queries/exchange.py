"""The bank as formats see it: questions as drafts, and which question a draft is."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape, unescape
from urllib.parse import quote

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from courses import items
from courses.quizzes import authoring
from courses.quizzes.formats import Draft, clean
from courses.quizzes.formats.base import ABOUT
from courses.quizzes.formats.finish import filled
from courses.quizzes.formats.markup import FILES, images_in, rename_image
from courses.quizzes.formats.moodle_extras import bare
from courses.quizzes.models import Question

CODE_LENGTH = Question._meta.get_field("code").max_length

_EMBED = re.compile(r"<embed\b([^>]*)>")
_LINK = re.compile(r"<a\b([^>]*\blinktype=[^>]*)>")
_ATTRIBUTE = re.compile(r'\b([\w-]+)="([^"]*)"')


def category_at(path: Iterable[str]) -> Collection | None:
    """Return the category at a path of names from the top, None if there is none."""
    found = Collection.get_first_root_node()
    for name in path:
        found = found and found.get_children().filter(name=name).first()
    return found


def questions_of(bank: Collection | None, language: str):
    """Return the questions of a bank (None: of all) in a language, those of one category together."""
    found = Question.objects.filter(locale__language_code=language)
    found = found.below(bank) if bank else found
    return found.select_related("category", "latest_revision").order_by("category__path", "code", "pk")


class Categories:
    """The paths of all categories, read once."""

    def __init__(self, bank: Collection | None) -> None:
        steplen = Collection.steplen
        names = dict(Collection.objects.values_list("path", "name"))
        start = len(bank.path) if bank else steplen
        self._paths = {
            path: tuple(names[path[:end]] for end in range(start + steplen, len(path) + 1, steplen)) for path in names
        }

    def below(self, category: Collection) -> tuple[str, ...]:
        """Return the names from the bank down to a category."""
        return self._paths.get(category.path, ())


def draft_of(question: Question, category: tuple[str, ...], *, with_files: bool) -> Draft:
    """Return a question, as it was last edited, as a draft.

    Images go by their file's name and come along, or by the hash of their content where files are not wanted. Links to
    pages and documents of the site become addresses.
    """
    data = authoring.data_of(question.item[0])
    images: dict[str, bytes] = {}
    data = each_rich(question.kind, data, lambda source: clean(_outward(source, images, with_files))[0])
    about = {name: getattr(question, name) for name in ABOUT}
    defaults = {name: Question._meta.get_field(name).get_default() for name in ABOUT}
    return Draft(
        question.kind,
        filled(question.kind, data),
        code=question.code,
        category=category,
        tags=tuple(sorted(tag.name for tag in question.tags.all())),
        images=images,
        about={name: value for name, value in about.items() if value != defaults[name]},
    )


def each_rich(kind: str, data: dict, change) -> dict:
    """Return the data with every text of HTML changed, those in rows too."""
    changed = dict(data)
    for field in items.get(kind).all_fields:
        if field.type == "rich":
            changed[field.name] = change(data[field.name])
        elif field.type == "list":
            names = [child.name for child in field.of if child.type == "rich"]
            changed[field.name] = [{**row, **{name: change(row[name]) for name in names}} for row in data[field.name]]
    return changed


def _outward(source: str, images: dict[str, bytes], with_files: bool) -> str:
    """Return rich text with nothing in it that only this site can resolve."""

    def image(match: re.Match) -> str:
        found = dict(_ATTRIBUTE.findall(match[1]))
        if found.get("embedtype") != "image":
            return ""
        row = get_image_model().objects.filter(pk=found.get("id", "0")).first()
        if row is None:
            return ""
        name = _file_of(row, images) if with_files else row.get_file_hash()
        return f'<img src="{FILES}{quote(name)}" alt="{found.get("alt", "")}">'

    return _LINK.sub(_address, _EMBED.sub(image, source))


def _file_of(image, images: dict[str, bytes]) -> str:
    """Put the file of an image among the files of a draft; return its name there."""
    name = image.filename
    with image.open_file() as file:
        content = file.read()
    if images.get(name, content) != content:
        name = f"{image.pk}-{name}"
    images[name] = content
    return name


def _address(match: re.Match) -> str:
    """Return a link to a page or document with its address, or the bare element if there is none."""
    found = dict(_ATTRIBUTE.findall(match[1]))
    pk = found.get("id", "0")
    if found.get("linktype") == "page":
        page = Page.objects.filter(pk=pk).first()
        url = page.full_url if page else None
    else:
        document = get_document_model().objects.filter(pk=pk).first()
        url = f"{settings.WAGTAILADMIN_BASE_URL}{document.url}" if document else None
    return f'<a href="{escape(url)}">' if url else "<a>"


def fingerprint(draft: Draft) -> str:
    """Return the hash of what a question is, wherever it stands: kind and data without ids, images by content."""
    names = {name: hashlib.sha1(content, usedforsecurity=False).hexdigest() for name, content in draft.images.items()}
    data = bare(draft.kind, each_rich(draft.kind, draft.data, lambda source: _by_content(source, names)))
    return hashlib.sha256(authoring.canonical([draft.kind, data]).encode()).hexdigest()


def _by_content(source: str, names: dict[str, str]) -> str:
    for name in images_in(source):
        source = rename_image(source, name, names.get(name, name))
    return source


def words_of(draft: Draft) -> str:
    """Return the beginning of the stem, to call a question by that has neither code nor title."""
    content, _key = items.get(draft.kind).split(draft.data)
    return " ".join(unescape(items.get(draft.kind).describe(content)).split("\n")[:1])


class Known:
    """The questions of a bank in one language, by code and by what they are.

    `bank` is its path. Read once; `catch_up` sees what others did since.
    """

    def __init__(self, bank: tuple[str, ...], language: str) -> None:
        self.bank, self.language = bank, language
        self.drafts: dict[int, Draft] = {}
        self.locked: set[int] = set()
        self._keys: dict[int, tuple[str, str]] = {}
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._by_print: dict[str, list[int]] = defaultdict(list)
        self._read()

    def _read(self, **which) -> None:
        """Take in the questions that these conditions choose, anew if they were there."""
        bank = category_at(self.bank)
        if bank is None:
            return
        categories = Categories(bank)
        for question in _as_edited(questions_of(bank, self.language).filter(**which)):
            self._add(question, categories.below(question.category))

    def _add(self, question: Question, category: tuple[str, ...]) -> None:
        self._forget(question.pk)
        if not question.item:
            return
        draft = self.drafts[question.pk] = draft_of(question, category, with_files=False)
        code, hash_ = self._keys[question.pk] = (question.code, fingerprint(draft))
        self._by_code[code].append(question.pk)
        self._by_print[hash_].append(question.pk)
        if question.locked:
            self.locked.add(question.pk)

    def _forget(self, pk: int) -> None:
        if self.drafts.pop(pk, None) is not None:
            code, hash_ = self._keys.pop(pk)
            self._by_code[code].remove(pk)
            self._by_print[hash_].remove(pk)
            self.locked.discard(pk)

    def catch_up(self, code: str, draft: Draft) -> None:
        """See anew the questions that a draft may be, and those that are new. To be called under the bank's lock."""
        self._read(pk__gt=max(self.drafts, default=0))
        for pk in {*self.with_code(code), *self.alike(draft)}:
            self.renew(pk)

    def renew(self, pk: int) -> None:
        """See one question anew, also that it is gone."""
        self._forget(pk)
        self._read(pk=pk)

    def with_code(self, code: str) -> list[int]:
        """Return the questions of this code."""
        return self._by_code.get(code, [])

    def alike(self, draft: Draft) -> list[int]:
        """Return the questions that are the same but for where they stand."""
        return self._by_print.get(fingerprint(draft), [])


def _as_edited(questions) -> Iterator[Question]:
    """Yield each question as it was last edited, published or not."""
    for question in questions.prefetch_related("tags").iterator(chunk_size=200):
        yield as_edited(question)


def as_edited(question: Question) -> Question:
    """Return a question as it was last edited, published or not."""
    revision = question.latest_revision
    return revision.as_object() if revision and question.has_unpublished_changes else question
