"""The editor's form of a question, built from what each item type says of itself."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from courses import items
from courses.items.base import Field
from skerry.pages.blocks import TEXT_FEATURES

ITEM_FEATURES = [*TEXT_FEATURES, "image", "subscript", "superscript", "code"]
"""What the texts of questions may hold; files of questions bring all of it."""


class Untranslated:
    """What no translator is offered."""

    def get_translatable_segments(self, _value):
        return []

    def restore_translated_segments(self, value, _segments):
        return value


class SameInAllLanguages(Untranslated, blocks.CharBlock):
    """A short text that no translator is offered, such as a number."""


class LinesInAllLanguages(Untranslated, blocks.TextBlock):
    """Lines that no translator is offered, such as kinds of files."""


def _text(field: Field, **options):
    return (blocks.CharBlock if field.translatable else SameInAllLanguages)(max_length=500, **options)


def _rich(_field: Field, **options):
    return blocks.RichTextBlock(features=ITEM_FEATURES, **options)


def _bool(_field: Field, **options):
    return blocks.BooleanBlock(**{**options, "required": False})


def _decimal(_field: Field, **options):
    return SameInAllLanguages(max_length=40, **options)


def _choice(field: Field, **options):
    return blocks.ChoiceBlock(choices=[(value, _(label)) for value, label in field.choices], **options)


def _long(field: Field, **options):
    return (blocks.TextBlock if field.translatable else LinesInAllLanguages)(rows=6, **options)


def _lines(field: Field, **options):
    if field.default is not None:
        options["default"] = "\n".join(field.default)
    return _long(field, **options)


def _list(field: Field, **options):
    row = blocks.StructBlock([(child.name, block_of(child)) for child in field.of])
    options.pop("default", None)
    bounds = {"min_num": field.min_num or None, "max_num": field.max_num or None}
    return blocks.ListBlock(row, **bounds, **{**options, "default": []})


MAKERS = {
    "text": _text,
    "long": _long,
    "rich": _rich,
    "bool": _bool,
    "decimal": _decimal,
    "choice": _choice,
    "lines": _lines,
    "list": _list,
}


def block_of(field: Field) -> blocks.Block:
    """Return the block that edits an authoring field."""
    options = {"required": field.required, "label": _(field.label), "help_text": _(field.help) if field.help else ""}
    if field.type in ("text", "long", "lines", "decimal"):
        options["default"] = ""  # a text that is not there cannot be offered for translation
    if field.default is not None:
        options["default"] = field.default
    return MAKERS[field.type](field, **options)


class ItemBlock(blocks.StructBlock):
    """A question of one kind."""

    class Meta:
        icon = "help"
        template = "quizzes/blocks/item.html"


class ItemStreamBlock(blocks.StreamBlock):
    """One question: the editor picks its kind first."""

    def __init__(self, local_blocks=None, **kwargs):
        kinds = [
            (
                kind,
                ItemBlock(
                    [(field.name, block_of(field)) for field in items.get(kind).all_fields],
                    label=_(items.get(kind).label),
                ),
            )
            for kind in items.kinds()
        ]
        super().__init__([*(local_blocks or []), *kinds], **{"min_num": 1, "max_num": 1, **kwargs})


class ItemField(StreamField):
    """The field that holds one question. Its kinds are no part of migrations: a new one changes no table."""

    def __init__(self, *args, **kwargs):
        kwargs.pop("block_types", None)
        super().__init__(ItemStreamBlock(), **kwargs)

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "courses.quizzes.blocks.ItemField", [], kwargs
