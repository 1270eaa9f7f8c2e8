"""What a lesson is made of. A point is a card; everything else stands inside a point."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from skerry.accounts.places import COUNTRY_CHOICES
from skerry.pages.blocks import TEXT_FEATURES


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "modules/blocks/text.html"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=600,
        help_text=_("What the figure shows, for someone who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "modules/blocks/figure.html"


class TableValue(blocks.StructValue):
    @property
    def cells_by_column(self) -> list[list[tuple[str, str]]]:
        """Each row as pairs of column heading and cell."""
        columns = list(self["columns"])
        return [list(zip(columns, row["cells"], strict=False)) for row in self["rows"]]


class TableBlock(blocks.StructBlock):
    """A table whose cells are translated one by one; the first column names the row."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    columns = blocks.ListBlock(blocks.CharBlock(max_length=80), label=_("Column headings"), min_num=2, max_num=5)
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [("cells", blocks.ListBlock(blocks.CharBlock(max_length=300, required=False), label=_("Cells")))]
        ),
        label=_("Rows"),
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = _("Table")
        value_class = TableValue
        template = "modules/blocks/table.html"

    def clean(self, value):
        """Refuse a row with more or fewer cells than there are columns."""
        cleaned = super().clean(value)
        width = len(cleaned["columns"])
        for number, row in enumerate(cleaned["rows"], start=1):
            if len(row["cells"]) != width:
                raise ValidationError(
                    _("Row %(number)d has %(cells)d cells, but the table has %(width)d columns."),
                    params={"number": number, "cells": len(row["cells"]), "width": width},
                )
        return cleaned


class CalloutValue(blocks.StructValue):
    @property
    def drawn_tone(self) -> str:
        """The tone in the words of the design system."""
        return {"try": "tip", "law": "watch"}.get(self["tone"], "note")


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("key", _("Key idea")), ("try", _("Try it")), ("law", _("The law")), ("note", _("Note"))],
        default="key",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Callout")
        value_class = CalloutValue
        template = "modules/blocks/callout.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Who said it"), max_length=200)
    source = blocks.CharBlock(label=_("Where it was published"), max_length=300, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "modules/blocks/quotation.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    description = blocks.CharBlock(label=_("What it is for"), max_length=300, required=False)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "modules/blocks/download.html"


class TermBlock(blocks.StructBlock):
    term = SnippetChooserBlock("pages.Term", label=_("Term"))

    class Meta:
        icon = "openquote"
        label = _("Glossary term")
        template = "modules/blocks/term.html"


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.CharBlock(label=_("Question to the reader's own practice"), max_length=400)
    help = blocks.CharBlock(label=_("Help"), max_length=300, required=False)

    class Meta:
        icon = "edit"
        label = _("Reflection prompt")


class CheckOptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.CharBlock(label=_("Why"), max_length=400, required=False)


class CheckBlock(blocks.StructBlock):
    """One question with immediate feedback. Answering is asked for, being right is not."""

    question = blocks.CharBlock(label=_("Question"), max_length=400)
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Options"), min_num=2, max_num=6)
    explanation = blocks.CharBlock(label=_("Explanation"), max_length=600, required=False)

    class Meta:
        icon = "help"
        label = _("Knowledge check")

    def clean(self, value):
        """Refuse a check without a key: exactly one option is right."""
        cleaned = super().clean(value)
        if sum(1 for option in cleaned["options"] if option["correct"]) != 1:
            raise ValidationError(_("Mark exactly one option as right."))
        return cleaned


class ContentBlock(blocks.StreamBlock):
    text = TextBlock(label=_("Text"), features=TEXT_FEATURES)
    figure = FigureBlock()
    table = TableBlock()
    callout = CalloutBlock()
    quotation = QuotationBlock()
    download = DownloadBlock()
    term = TermBlock()
    reflection = ReflectionBlock()
    check = CheckBlock()


class PointBlock(blocks.StructBlock):
    """One point of a lesson: a card of two to four minutes."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    content = ContentBlock(label=_("Content"))

    class Meta:
        icon = "doc-full"
        label = _("Point")


class AgendaBlock(blocks.StructBlock):
    """One row of a workshop's agenda."""

    starts_at = blocks.TimeBlock(label=_("Starts at"))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    detail = blocks.CharBlock(label=_("Detail"), max_length=300, required=False)

    class Meta:
        icon = "time"
        label = _("Agenda row")


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=80)
    value = blocks.CharBlock(label=_("Value"), max_length=300)

    class Meta:
        icon = "list-ul"
        label = _("Fact")


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=200)
    role = blocks.CharBlock(label=_("Part in the programme"), max_length=200, required=False)
    country = blocks.ChoiceBlock(label=_("Country"), choices=COUNTRY_CHOICES, required=False)

    class Meta:
        icon = "group"
        label = _("Partner")
