"""What cannot be published: pages and questions that a reader could not use."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.blocks import StreamBlockValidationError

from courses.modules.models import LessonPage, ModulePage, ProgrammeIndexPage
from courses.quizzes.models import Question
from skerry.pages.models import HomePage, StandardPage
from skerry.pages.models.pages import RESERVED_SLUGS
from tests.factories import content, records
from tests.factories.content import block, items, point
from tests.pages.examples import example, form_data

pytestmark = pytest.mark.django_db


def refusals(page, **changes) -> str:
    """Return what the editor's form says to a page; nothing when it would be kept."""
    kind = page.get_edit_handler().get_form_class()
    data = form_data(page, **changes)
    form = kind(data, instance=page, parent_page=page.get_parent())
    return (
        "" if form.is_valid() else re.sub(r"\s+", " ", str(form.errors) + str(form.formsets.get("slots", "")))
    )


def first_parts(resolver: URLResolver | None = None) -> set[str]:
    """Return the fixed first parts of all addresses below a language or below the host."""
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = str(entry.pattern).removeprefix("en/").lstrip("^")
        if isinstance(entry, URLResolver) and not pattern:
            found |= first_parts(entry)
        elif isinstance(entry, URLPattern | URLResolver):
            found.add(pattern.split("/")[0])
    return {part for part in found if re.fullmatch(r"[a-z_]+", part)}


def test_every_first_part_of_an_address_is_reserved():
    assert {"learning", "verify", "admin", "accounts"} <= first_parts(), "the walk sees routes"
    assert first_parts() - RESERVED_SLUGS == set()


def test_a_page_under_the_home_page_may_not_take_the_address_of_a_route():
    page = example(StandardPage)
    assert refusals(page) == ""
    for slug in RESERVED_SLUGS:
        assert "used by the site itself" in refusals(page, slug=slug), slug


def test_the_list_of_programmes_may_not_either():
    assert "used by the site itself" in refusals(content.programme_index(), slug="learning")


def test_a_new_page_is_judged_by_where_it_comes_to_stand():
    home = content.programme_index().get_parent()
    with pytest.raises(ValidationError, match="used by the site itself"):
        records.standard_page(home, slug="search")
    assert records.standard_page(content.programme(), slug="search").slug == "search"


def test_an_open_module_needs_an_outcome():
    module = example(ModulePage)
    assert refusals(module) == ""
    module.outcomes = []
    assert "needs at least one outcome" in refusals(module)
    module.state = ModulePage.State.PREPARATION
    assert refusals(module) == ""


def lesson_with(*parts) -> LessonPage:
    """A lesson in memory with these parts in its point, as a draft would hold them."""
    lesson = content.lesson(content.module(), [point("Listen")])
    lesson.body = json.dumps([point("Listen", *parts)])
    return lesson


def check_with(*right: bool) -> dict:
    rows = [
        {"text": str(number), "correct": is_right, "feedback": ""} for number, is_right in enumerate(right)
    ]
    options = items(*rows)
    return block("check", {"question": "Who?", "options": options, "explanation": ""})


@pytest.mark.parametrize(
    ("right", "kept"), [((True, False), True), ((False, False), False), ((True, True), False)]
)
def test_a_knowledge_check_has_one_right_option(right, kept):
    assert (refusals(lesson_with(check_with(*right))) == "") is kept
    if not kept:
        lesson = lesson_with(check_with(*right))
        with pytest.raises(StreamBlockValidationError) as caught:
            lesson._meta.get_field("body").stream_block.clean(lesson.body)
        assert "Mark exactly one option as right." in str(caught.value.as_json_data())


def table_with(*rows) -> dict:
    value = {
        "caption": "Roles",
        "columns": items("Role", "Task"),
        "rows": items(*({"cells": items(*row)} for row in rows)),
    }
    return block("table", value)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [([("Office", "Serve")], True), ([("Office", "Serve"), ("Member",)], False), ([("a", "b", "c")], False)],
)
def test_every_row_of_a_table_is_as_wide_as_its_head(rows, kept):
    lesson = lesson_with(table_with(*rows))
    assert (refusals(lesson) == "") is kept
    if not kept:
        with pytest.raises(StreamBlockValidationError) as caught:
            lesson._meta.get_field("body").stream_block.clean(lesson.body)
        assert re.search(
            r"Row \d has \d cells, but the table has 2 columns", str(caught.value.as_json_data())
        )


@pytest.mark.parametrize(("alt", "kept"), [("Two boats", True), ("", False)])
def test_a_figure_says_what_it_shows(alt, kept):
    figure = block("figure", {"image": records.image().pk, "alt": alt, "caption": ""})
    assert (refusals(lesson_with(figure)) == "") is kept


def test_a_lesson_has_a_point():
    lesson = content.lesson(content.module())
    lesson.body = []
    assert "body" in refusals(lesson)


def test_a_quiz_has_a_question():
    quiz = content.quiz(content.module())
    slot = quiz.slots.get()
    changes = {"slots-0-id": str(slot.pk), "slots-0-DELETE": "on"}
    assert refusals(quiz) == ""
    assert refusals(quiz, **changes)


@pytest.mark.parametrize(
    ("kind", "without_key"),
    [
        (
            "single_choice",
            {
                "options": items(
                    {"text": "A", "fraction": "0", "feedback": ""},
                    {"text": "B", "fraction": "0", "feedback": ""},
                )
            },
        ),
        ("numeric", {"answer": ""}),
        ("short_text", {"accept": ""}),
        ("short_text", {"accept": "*"}),
    ],
)
def test_a_question_without_a_key_is_refused(kind, without_key):
    content.question(kind)
    with pytest.raises(ValidationError):
        Question(
            code="X",
            locale=records.locale("en"),
            item=json.dumps([block(kind, {"stem": "Q", **content.ITEMS[kind], **without_key})]),
        ).full_clean()


def test_headings_of_a_home_page_are_bound_in_length():
    assert refusals(HomePage.objects.get(pk=content.programme_index().get_parent().pk), headline="x" * 121)


def test_there_is_one_list_of_programmes_in_a_language():
    index = content.programme_index()
    assert not ProgrammeIndexPage.can_create_at(index.get_parent())
