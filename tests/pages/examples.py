"""One page of each type with something in every field, and the form that an editor would send for it."""

import json
from collections.abc import Callable
from datetime import date

from django.core.cache import cache
from django.http import QueryDict
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.modules.models import LessonPage, ModulePage, ProgrammeIndexPage, ProgrammePage
from courses.quizzes.models import QuizPage
from skerry.pages.models import AccessibilityPage, HomePage, StandardPage
from tests.factories import content, records
from tests.factories.content import block, items


def home() -> HomePage:
    return content.programme_index().get_parent().specific


def section() -> dict:
    return block("section", {"heading": "Who we are", "text": "<p>Six organisations.</p>"})


def accessibility() -> AccessibilityPage:
    gap = block("gap", {"what": "The map", "why": "It is drawn", "alternative": "Read the table"})
    page = AccessibilityPage(
        title="Accessibility",
        slug="accessibility",
        status_text="<p>Nearly.</p>",
        gaps=json.dumps([gap]),
        method="<p>By hand.</p>",
        prepared_on=date(2026, 1, 1),
        review_due=date(2027, 1, 1),
        feedback="<p>Write to us.</p>",
        enforcement="<p>The agency.</p>",
    )
    return content.publish(home().add_child(instance=page))


def programme() -> ProgrammePage:
    page = content.programme()
    page.facts = json.dumps([block("fact", {"label": "When", "value": "2009-2010"})])
    page.audience = json.dumps([block("group", "Cluster managers")])
    page.partners = json.dumps([block("partner", {"name": "Reglab", "role": "Lead", "country": "SE"})])
    page.body = json.dumps([section()])
    page.sources = json.dumps([block("source", {"label": "Report", "value": "Final report"})])
    return content.publish(page)


def module() -> ModulePage:
    row = block("row", {"starts_at": "09:30:00", "title": "Welcome", "detail": ""})
    return content.module(
        planned_lessons=json.dumps([block("lesson", "The office")]),
        agenda=json.dumps([row]),
        criteria=json.dumps([block("criterion", "It names the members")]),
        workshop="<p>A day together.</p>",
        assignment="<p>Describe your cluster.</p>",
    )


def lesson() -> LessonPage:
    table = {
        "caption": "Roles",
        "columns": items("Role", "Task"),
        "rows": items({"cells": items("Office", "Serve")}, {"cells": items("Member", "")}),
    }
    everything = [
        block("figure", {"image": records.image().pk, "alt": "Two boats", "caption": "Boats"}),
        block("table", table),
        block("callout", {"tone": "key", "title": "Neutral", "text": "<p>Owns nothing.</p>"}),
        block("quotation", {"text": "Listen first.", "attribution": "A manager", "source": ""}),
        block("download", {"document": records.document().pk, "title": "Worksheet", "description": ""}),
        block("term", {"term": records.term().pk}),
        block("reflection", {"prompt": "Whom do you serve?", "help": ""}),
        content.check(),
    ]
    return content.lesson(content.module(), [content.point("All kinds", *everything)])


EXAMPLES: dict[type[Page], Callable[[], Page]] = {
    HomePage: home,
    StandardPage: lambda: records.standard_page(home(), summary="Who stands behind this."),
    AccessibilityPage: accessibility,
    ProgrammeIndexPage: content.programme_index,
    ProgrammePage: programme,
    ModulePage: module,
    LessonPage: lesson,
    QuizPage: lambda: content.quiz(content.module(), [content.question(kind) for kind in content.ITEMS]),
}


def example(model: type[Page]) -> Page:
    made = EXAMPLES[model]()
    cache.clear()
    return model.objects.get(pk=made.pk)


def block_data(kind: blocks.Block, value):
    """Return what the form of a block sends for a value."""
    if isinstance(kind, blocks.StreamBlock):
        return streamfield([(child.block_type, block_data(child.block, child.value)) for child in value])
    if isinstance(kind, blocks.ListBlock):
        rows = [block_data(kind.child_block, row) for row in value]
        return {
            "count": str(len(rows)),
            **{
                str(number): {"value": row, "id": "", "order": str(number), "deleted": ""}
                for number, row in enumerate(rows)
            },
        }
    if isinstance(kind, blocks.StructBlock):
        found = {name: block_data(child, value.get(name)) for name, child in kind.child_blocks.items()}
        return {name: sent for name, sent in found.items() if sent is not None}
    if isinstance(kind, blocks.RichTextBlock):
        return rich_text(value.source if isinstance(value, RichText) else value or "")
    if isinstance(kind, blocks.BooleanBlock):
        return "on" if value else None
    return "" if value is None else str(getattr(value, "pk", value))


def form_data(page: Page, **changes) -> QueryDict:
    """Return what an editor's browser sends for a page, with changes."""
    form = page.get_edit_handler().get_form_class()(instance=page)
    fields = {field.name: field for field in page._meta.get_fields()}
    sent = {}
    for bound in form:
        field = fields.get(bound.name)
        value = bound.value()
        if isinstance(field, StreamField):
            sent[bound.name] = block_data(field.stream_block, getattr(page, bound.name))
        elif isinstance(field, RichTextField):
            sent[bound.name] = rich_text(getattr(page, bound.name) or "")
        elif isinstance(value, list):
            sent[bound.name] = value
        elif value is not None and value is not False:
            sent[bound.name] = "on" if value is True else str(value)
    for name in form.formsets:
        sent[name] = inline_formset([])
    if isinstance(page, QuizPage):
        slots = [
            {
                "id": str(slot.pk),
                "question": str(slot.question_id),
                "max_mark": str(slot.max_mark),
                "draw_count": str(slot.draw_count),
            }
            for slot in page.slots.all()
        ]
        sent["slots"] = inline_formset(slots, initial=len(slots))
    ticked = {name: value for name, value in sent.items() if isinstance(value, list)}
    query = QueryDict(mutable=True)
    for name, value in nested_form_data({**{name: sent[name] for name in sent.keys() - ticked}, **changes}).items():
        query[name] = value
    for name, words in ticked.items():
        query.setlist(name, words)
    return query
