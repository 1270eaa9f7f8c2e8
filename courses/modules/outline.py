"""A lesson taken apart: its points, ready-made HTML of what is the same for all readers, and the parts that are not.

Rendering a lesson's body costs dozens of queries (images, terms, documents), so the ready parts are kept under the
content generation; what depends on the reader - knowledge checks and journal prompts - is drawn around them.
"""

import math
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags

from courses.modules.models import LessonPage
from skerry.pages import generation

# Slow, attentive reading of a text in a second language, in words a minute.
WORDS_A_MINUTE = 120
PERSONAL = {"check", "reflection"}


def _check(child) -> dict[str, Any]:
    value = child.value
    return {
        "kind": "check",
        "id": str(child.id),
        "question": value["question"],
        "explanation": value["explanation"],
        "options": [
            {
                "id": str(row.id),
                "text": row.value["text"],
                "correct": row.value["correct"],
                "feedback": row.value["feedback"],
            }
            for row in value["options"].bound_blocks
        ],
    }


def _reflection(child) -> dict[str, Any]:
    return {
        "kind": "reflection",
        "id": str(child.id),
        "prompt": child.value["prompt"],
        "help": child.value["help"],
    }


def _part(child) -> dict[str, Any]:
    if child.block_type == "check":
        return _check(child)
    if child.block_type == "reflection":
        return _reflection(child)
    return {"kind": "html", "html": child.render()}


def _words(part: dict[str, Any]) -> int:
    if part["kind"] == "check":
        texts = [part["question"], *(option["text"] for option in part["options"])]
        return sum(len(text.split()) for text in texts)
    return len(strip_tags(part.get("html") or part.get("prompt", "")).split())


def _make(lesson: LessonPage) -> list[dict[str, Any]]:
    points = []
    for child in lesson.body:
        parts = [_part(inner) for inner in child.value["content"]]
        points.append(
            {
                "id": str(child.id),
                "heading": child.value["heading"],
                "parts": parts,
                "words": sum(_words(part) for part in parts),
            }
        )
    total = sum(point["words"] for point in points) or 1
    for point in points:
        share = lesson.minutes * point["words"] / total
        point["minutes"] = max(1, math.ceil(max(share, point["words"] / WORDS_A_MINUTE)))
    return points


def points_of(lesson: LessonPage, *, preview: bool = False) -> list[dict[str, Any]]:
    """Return the points of a lesson: id, heading, parts, words, minutes."""
    if preview or not lesson.live_revision_id:
        return _make(lesson)
    return generation.kept(f"lesson:{lesson.pk}:{lesson.live_revision_id}", lambda: _make(lesson))


def check_ids(points: list[dict[str, Any]]) -> list[str]:
    """Return the identities of the knowledge checks of a lesson."""
    return [part["id"] for point in points for part in point["parts"] if part["kind"] == "check"]


def find_check(points: list[dict[str, Any]], block_id: str | UUID) -> dict[str, Any] | None:
    """Return the knowledge check with an identity."""
    return next(
        (
            part
            for point in points
            for part in point["parts"]
            if part["kind"] == "check" and part["id"] == str(block_id)
        ),
        None,
    )


def has_reflection(points: list[dict[str, Any]], block_id: str | UUID) -> bool:
    """Tell whether the lesson holds a reflection prompt with an identity."""
    return any(
        part["kind"] == "reflection" and part["id"] == str(block_id) for point in points for part in point["parts"]
    )


def outcome(check: dict[str, Any], option_id: str) -> dict[str, Any] | None:
    """Return what to say to an option of a knowledge check, or None when it is not one of its options."""
    chosen = next((option for option in check["options"] if option["id"] == str(option_id)), None)
    if chosen is None:
        return None
    return {
        "chosen": chosen["id"],
        "right": chosen["correct"],
        "feedback": chosen["feedback"],
        "explanation": check["explanation"],
        "answer": next((option["text"] for option in check["options"] if option["correct"]), ""),
    }
