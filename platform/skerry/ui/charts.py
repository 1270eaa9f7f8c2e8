"""Charts as plain SVG: bars, a histogram, dots with their intervals.

Across, everything is in per cent of the room there is; down, in em: a chart fits a phone without shrinking its words,
and grows with them. Colours come from classes, so that a chart is dark where the page is; nothing is said by colour
alone, and a table beside the picture says everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

LABEL_LENGTH = 34
"""More characters than this do not fit beside a value on a phone; the table has the whole label."""

DOT_MARGIN = 2.5
"""In per cent: a dot at the end of its scale is still a whole dot."""

NARROW = 3
"""A table of more columns than this is laid out as cards on a phone."""

Shape = dict[str, str]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing measured: its label, its value (None when there is none), and the value in words.

    `second`: the value of a second series (bars only). `low`, `high`: the ends of its interval (dots only). `tone`:
    plain, success or warning. `cells`: what the table says after the label; the text when nothing is given.
    """

    label: str
    value: float | None
    text: str = ""
    second: float | None = None
    low: float | None = None
    high: float | None = None
    tone: str = "plain"
    cells: Sequence[Any] = field(default=())


@dataclass(frozen=True, slots=True)
class Scale:
    """From the values of `low` to `high` to the width of the picture; `margin` per cent are left free on both sides."""

    low: float
    high: float
    margin: float = 0.0

    def at(self, value: float) -> float:
        """Return the place of a value in per cent; one beyond the ends stands at the end."""
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.margin + (100 - 2 * self.margin) * max(0.0, min(1.0, part))


def per_cent(value: float) -> str:
    return f"{value:.2f}%"


def em(value: float) -> str:
    return f"{value:.2f}em"


def shortened(label: str, length: int = LABEL_LENGTH) -> str:
    """Return the label, cut with an ellipsis when it is longer than that."""
    return label if len(label) <= length else f"{label[: length - 1].rstrip()}…"


def _across(scale: Scale, start: float, end: float, y: float, height: float, tone: str) -> Shape:
    """Return a bar from one value to another."""
    left, right = sorted((scale.at(start), scale.at(end)))
    return {
        "x": per_cent(left),
        "y": em(y),
        "width": per_cent(right - left),
        "height": em(height),
        "class": f"chart-bar chart-{tone}",
    }


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Shape:
    return {"x1": per_cent(x1), "y1": em(y1), "x2": per_cent(x2), "y2": em(y2), "class": name}


def _word(text: str, x: float, y: float, anchor: str, name: str = "") -> Shape:
    return {"text": text, "x": per_cent(x), "y": em(y), "anchor": anchor, "class": f"chart-word {name}".strip()}


def _label(point: Point, y: float) -> Shape:
    return {**_word(shortened(point.label), 0, y, "start"), "is_label": "yes"}


def bars(points: Sequence[Point], scale: Scale) -> dict[str, Any]:
    """Return the shapes of horizontal bars, each under its label; a second series is drawn below the first."""
    rects, words = [], []
    double = any(point.second is not None for point in points)
    step = 3.6 if double else 2.9
    base = max(scale.low, min(scale.high, 0.0))
    for row, point in enumerate(points):
        top = row * step
        words += [_label(point, top + 1.1), _word(point.text, 100, top + 1.1, "end")]
        if point.value is not None:
            rects.append(_across(scale, base, point.value, top + 1.6, 0.7, point.tone))
        if point.second is not None:
            rects.append(_across(scale, base, point.second, top + 2.4, 0.7, "second"))
    bottom = len(points) * step
    lines = [_line(scale.at(base), 0, scale.at(base), bottom, "chart-axis")] if scale.low < base else []
    return {"rects": rects, "words": words, "lines": lines, "dots": [], "height": bottom}


def dots(points: Sequence[Point], scale: Scale) -> dict[str, Any]:
    """Return the shapes of dots on a line, each with the line of its interval."""
    lines, circles, words = [], [], []
    step = 2.9
    for row, point in enumerate(points):
        y = row * step + 2
        words += [_label(point, y - 0.9), _word(point.text, 100, y - 0.9, "end")]
        lines.append(_line(0, y, 100, y, "chart-grid"))
        if scale.low < 0 < scale.high:
            lines.append(_line(scale.at(0), y - 0.5, scale.at(0), y + 0.5, "chart-axis"))
        if point.low is not None and point.high is not None:
            left, right = scale.at(point.low), scale.at(point.high)
            lines.append(_line(left, y, right, y, "chart-range"))
            lines += [_line(end, y - 0.3, end, y + 0.3, "chart-range") for end in (left, right)]
        if point.value is not None:
            circles.append(
                {"cx": per_cent(scale.at(point.value)), "cy": em(y), "class": f"chart-dot chart-{point.tone}"}
            )
    return {"rects": [], "words": words, "lines": lines, "dots": circles, "height": len(points) * step}


def histogram(points: Sequence[Point], scale: Scale) -> dict[str, Any]:
    """Return the shapes of upright bars side by side, as high as their values, each with its value above it.

    `scale` is that of the values, not of the parts: these stand at equal distances in the order given.
    """
    room, head = 8.0, 1.5
    width = 100 / max(1, len(points))
    rects, words = [], []
    for place, point in enumerate(points):
        size = room * scale.at(point.value or 0.0) / 100
        rects.append(
            {
                "x": per_cent(place * width + width * 0.06),
                "y": em(head + room - size),
                "width": per_cent(width * 0.88),
                "height": em(size),
                "class": f"chart-bar chart-{point.tone}",
            }
        )
        words.append(_word(point.text, (place + 0.5) * width, head + room - size - 0.4, "middle"))
    lines = [_line(0, head + room, 100, head + room, "chart-axis")]
    return {"rects": rects, "words": words, "lines": lines, "dots": [], "height": head + room + 0.1}


DRAWN = {"bars": bars, "dots": dots, "histogram": histogram}


def _ticks(ticks: Sequence[tuple[float, str]], scale: Scale, y: float) -> list[Shape]:
    """Return the words below the picture; the first and the last keep within it."""
    places = [(scale.at(value), text) for value, text in ticks]
    return [
        _word(text, place, y + 1.2, "start" if place < 5 else "end" if place > 95 else "middle", "chart-tick")
        for place, text in places
    ]


def _scale(points: Sequence[Point], low: float | None, high: float | None) -> Scale:
    """Return the scale that was asked for, else one from 0 (or the lowest value) to the highest."""
    values = [
        value for point in points for value in (point.value, point.second, point.low, point.high) if value is not None
    ]
    return Scale(min([0.0, *values]) if low is None else low, max([0.0, *values]) if high is None else high)


def draw(values: dict[str, Any]) -> dict[str, Any]:
    """Return what the template of the chart needs: shapes for the picture and rows for the table."""
    points, head = list(values["points"]), list(values["head"])
    scale = _scale(points, values["low"], values["high"])
    if values["kind"] == "dots":
        scale = replace(scale, margin=DOT_MARGIN)
    shapes = DRAWN[values["kind"]](points, scale)
    height = shapes["height"]
    if ticks := values["ticks"]:
        # The parts of a histogram lie along the picture from 0 to 1, the values of the others on their own scale.
        along = Scale(0, 1) if values["kind"] == "histogram" else scale
        shapes["words"] = [*shapes["words"], *_ticks(ticks, along, height)]
        height += 1.7
    return {
        **shapes,
        "height": em(height),
        "table_rows": [
            {"label": point.label, "cells": list(zip(head[1:], point.cells or (point.text,), strict=True))}
            for point in points
        ],
        "is_wide": len(head) > NARROW,
    }
