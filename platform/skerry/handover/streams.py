"""The raw JSON of a StreamField, walked along its block definitions."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from wagtail import blocks

from skerry.handover import richtext

Problem = tuple[str, str]
"""What is wrong, and the text of the file by which the line is found."""

Leaf = tuple[blocks.Block, Any]
"""A block and its raw value."""


def is_uuid(value: Any) -> bool:
    """Tell whether a value is a UUID in its one spelling."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _item_problem(item: Any, kinds, seen: set[str]) -> str:
    if not isinstance(item, dict) or set(item) != {"type", "id", "value"}:
        return "A block must hold exactly type, id and value."
    if not isinstance(item["type"], str) or item["type"] not in kinds:
        return f"There is no block of type {item['type']!r} here."
    if not is_uuid(item["id"]):
        return f"The block id {item['id']!r} is not a UUID."
    if item["id"] in seen:
        return f"The block id {item['id']} occurs twice."
    return ""


def _children(block: blocks.Block, raw: Any, seen: set[str]) -> Iterator[Problem | Leaf]:
    is_list = isinstance(block, blocks.ListBlock)
    if not isinstance(raw, list):
        yield "A list of blocks was expected.", ""
        return
    for item in raw:
        wrong = _item_problem(item, {"item"} if is_list else block.child_blocks, seen)
        if wrong:
            yield wrong, str(item.get("id", "")) if isinstance(item, dict) else ""
            continue
        seen.add(item["id"])
        yield block.child_block if is_list else block.child_blocks[item["type"]], item["value"]


def _needed(block: blocks.BaseStructBlock) -> set[str]:
    """Return what a block must hold. The rest takes its default, so that older bundles outlive a new field."""
    lists = {name: child for name, child in block.child_blocks.items() if isinstance(child, blocks.ListBlock)}
    fields = {name: child for name, child in block.child_blocks.items() if name not in lists}
    needed = {name for name, child in fields.items() if child.required and not child.meta.default}
    return needed | {name for name, child in lists.items() if child.meta.min_num}


def leaves(block: blocks.Block, raw: Any, seen: set[str] | None = None) -> Iterator[Problem | Leaf]:
    """Yield each leaf as (block, value), and each fault on the way as (text, needle)."""
    seen = set() if seen is None else seen
    if isinstance(block, (blocks.BaseStreamBlock, blocks.ListBlock)):
        for found in _children(block, raw, seen):
            if isinstance(found[0], str):
                yield found
            else:
                yield from leaves(found[0], found[1], seen)
    elif isinstance(block, blocks.BaseStructBlock):
        if not isinstance(raw, dict) or not _needed(block) <= set(raw) <= set(block.child_blocks):
            yield f"The block must hold exactly {', '.join(block.child_blocks)}.", ""
            return
        for name, child in block.child_blocks.items():
            if name in raw:
                yield from leaves(child, raw[name], seen)
    else:
        yield block, raw


_TYPES = {blocks.BooleanBlock: (bool, "true or false"), blocks.IntegerBlock: (int, "A whole number")}
"""The leaves that are no text: their blocks, the type of their value, and that in words."""


def leaf_problem(block: blocks.Block, value: Any, kind_of: Callable[[type], set[str]]) -> Problem | None:
    """Return what is wrong with the value of a leaf."""
    if isinstance(block, blocks.ChooserBlock):
        if value is None and not block.required:
            return None
        ref = value.get("ref") if isinstance(value, dict) and set(value) == {"ref"} else None
        if not isinstance(ref, str) or ref.split("/")[0] not in kind_of(block.model_class):
            wanted = " or ".join(sorted(kind_of(block.model_class)))
            return f"A reference to {wanted} was expected.", ref if isinstance(ref, str) else ""
        return None
    if isinstance(block, blocks.RichTextBlock):
        wrong = richtext.problem(value, kind_of)
        return (wrong, _as_written(value)) if wrong else None
    kind, words = next((found for made, found in _TYPES.items() if isinstance(block, made)), (str, "A text"))
    return None if type(value) is kind else (f"{words} was expected.", _as_written(value))


def _as_written(value: Any) -> str:
    """Return how a value begins in the file."""
    return json.dumps(value, ensure_ascii=False)[:60] if isinstance(value, str) else ""


def references(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Yield every reference in the value of a stream that has no faults."""
    for leaf, value in leaves(block, raw):
        if isinstance(leaf, blocks.ChooserBlock) and value:
            yield value["ref"]
        elif isinstance(leaf, blocks.RichTextBlock):
            yield from (ref for _type, ref in richtext.references(value))


def localised(block: blocks.Block, raw: Any, pk_of: Callable[[str], int]) -> Any:
    """Return the value as it is stored here: references by primary key."""
    if isinstance(block, blocks.ListBlock):
        return [{**item, "value": localised(block.child_block, item["value"], pk_of)} for item in raw]
    if isinstance(block, blocks.BaseStreamBlock):
        return [{**item, "value": localised(block.child_blocks[item["type"]], item["value"], pk_of)} for item in raw]
    if isinstance(block, blocks.BaseStructBlock):
        return {name: localised(child, raw[name], pk_of) for name, child in block.child_blocks.items() if name in raw}
    if isinstance(block, blocks.ChooserBlock):
        return pk_of(raw["ref"]) if raw else None
    if isinstance(block, blocks.RichTextBlock):
        return richtext.with_local_links(raw, pk_of)
    return raw
