"""What the editor's form of a question posts."""

import html
import json
import re

from courses.quizzes.models import Question

FORMSET = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def _rich(source: str) -> str:
    """Return a text as Wagtail's rich text editor posts it, without its marks."""
    text = html.unescape(re.sub(r"<[^>]+>", "", source))
    block = {"key": "a1", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def _posted(prefix: str, value) -> dict:
    """Return names and texts of one value of a block."""
    if hasattr(value, "source"):
        return {prefix: _rich(value.source)}
    if hasattr(value, "bound_blocks") and not hasattr(value, "items"):
        rows = {f"{prefix}-count": str(len(value))}
        for index, row in enumerate(value.bound_blocks):
            rows |= {
                f"{prefix}-{index}-deleted": "",
                f"{prefix}-{index}-order": str(index),
                f"{prefix}-{index}-id": row.id,
            }
            for name, inner in row.value.items():
                rows |= _posted(f"{prefix}-{index}-value-{name}", inner)
        return rows
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else str(value)}


def form_of(question: Question) -> dict:
    """Return what the form of a question posts when nothing was changed."""
    child = question.item[0]
    data = {
        "code": question.code,
        "category": question.category_id,
        "item-count": "1",
        "item-0-deleted": "",
        "item-0-order": "0",
        "item-0-type": child.block_type,
        "item-0-id": child.id,
        "tags": "",
        "difficulty": question.difficulty,
        "author": "",
        "licence": question.licence,
        "attribution": "",
    }
    data |= {f"tested_outcomes-{part}": "0" for part in FORMSET}
    for name, value in child.value.items():
        data |= _posted(f"item-0-value-{name}", value)
    return data
