"""A chart is drawn where its numbers say, said in words and in a table, and breaks no rule of the site."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation

from skerry.ui.charts import Point, Scale, bars, dots, histogram, shortened

POINTS = [
    Point("English", 50, "50 %", low=25, high=75, cells=("50 %", "25 to 75 %")),
    Point("Latviešu <b>", 100, "100 %", low=80, high=100, tone="warning", cells=("100 %", "80 to 100 %")),
    Point("Svenska", None, "nobody", cells=("nobody", "")),
]
HEAD = ["Language", "Right", "Interval"]


def draw(kind: str = "dots", language: str = "en", points=POINTS, **inputs) -> str:
    given = {"points": points, "head": HEAD, "low": 0, "high": 100, "ticks": (), "series": (), **inputs}
    named = " ".join(f"{name}={name}" for name in given)
    source = (
        f'{{% load ui %}}{{% component_inline "chart" kind="{kind}" id="x" title="By language"'
        f' description="Latvian is easier." {named} %}}'
    )
    with translation.override(language):
        return Template(source).render(Context(given))


def svg(html: str) -> ET.Element:
    return ET.fromstring(html[html.index('<svg class="chart-svg"') : html.rindex("</svg>") + 6])


@pytest.mark.parametrize("kind", ["bars", "dots", "histogram"])
def test_a_chart_is_said_in_words_and_in_a_table(kind):
    html = draw(kind)
    picture = svg(html)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "x-title x-text"
    assert picture.find("title").attrib == {"id": "x-title"}
    assert picture.find("title").text == "By language"
    assert picture.find("desc").text == "Latvian is easier."
    table = html[html.index("<table") :]
    for word in ("Language", "English", "50 %", "25 to 75 %", "Latviešu &lt;b&gt;", "nobody"):
        assert word in table
    assert "<b>" not in html


@pytest.mark.parametrize("kind", ["bars", "dots", "histogram"])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_chart_keeps_to_the_policy_and_to_its_points_in_any_language(kind, language):
    html = draw(kind, language, ticks=[(0, "0"), (1, "1,0")], series=("A", "B"))
    assert not re.search(r"\bstyle=|<script|\son[a-z]+=|fill=|#[0-9a-f]{3}", html)
    for element in svg(html).iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"):
            assert re.fullmatch(r"\d+(\.\d+)?(%|em)", element.get(name, "0%")), (name, element.get(name))


def test_a_dot_stands_at_its_value_and_its_interval_around_it():
    shapes = dots(POINTS, Scale(0, 100, margin=0))
    assert [dot["cx"] for dot in shapes["dots"]] == ["50.00%", "100.00%"]
    assert shapes["dots"][1]["class"] == "chart-dot chart-warning"
    ranges = [(line["x1"], line["x2"]) for line in shapes["lines"] if line["class"] == "chart-range"]
    assert ranges[0] == ("25.00%", "75.00%")
    assert ranges[3] == ("80.00%", "100.00%")


def test_nought_is_marked_where_values_may_lie_on_both_sides():
    marks = [line["x1"] for line in dots(POINTS, Scale(-100, 100))["lines"] if line["class"] == "chart-axis"]
    assert marks == ["50.00%"] * 3
    assert not [line for line in dots(POINTS, Scale(0, 100))["lines"] if line["class"] == "chart-axis"]


def test_a_bar_begins_at_nought_also_when_it_is_negative():
    shapes = bars([Point("a", -50, second=25), Point("b", 100)], Scale(-100, 100))
    assert [(rect["x"], rect["width"]) for rect in shapes["rects"]] == [
        ("25.00%", "25.00%"),
        ("50.00%", "12.50%"),
        ("50.00%", "50.00%"),
    ]
    assert [line["x1"] for line in shapes["lines"]] == ["50.00%"]


def test_the_bars_of_a_histogram_are_as_high_as_their_values():
    shapes = histogram([Point("0–1", 2), Point("1–2", 4), Point("2–3", 0)], Scale(0, 4))
    assert [rect["height"] for rect in shapes["rects"]] == ["4.00em", "8.00em", "0.00em"]
    assert len({rect["width"] for rect in shapes["rects"]}) == 1


def test_a_value_beyond_the_scale_stands_at_its_end():
    scale = Scale(0, 10)
    assert [scale.at(value) for value in (-5, 0, 5, 10, 99)] == [0, 0, 50, 100, 100]
    assert Scale(0, 0).at(3) == 0
    assert [Scale(0, 10, margin=5).at(value) for value in (0, 5, 99)] == [5, 50, 95]


def test_a_dot_at_the_end_of_its_scale_is_whole():
    assert {dot.get("cx") for dot in svg(draw("dots")).iter("circle")} == {"50.00%", "97.50%"}


def test_a_wide_table_becomes_cards_that_name_their_columns():
    html = draw(points=[Point("a", 1, cells=("x", "y", "z"))], head=[*HEAD, "Chance"])
    assert 'class="table stacks"' in html
    assert 'data-label="Chance">z<' in html
    assert "stacks" not in draw()


@pytest.mark.parametrize("kind", ["bars", "dots", "histogram"])
def test_a_chart_of_nothing_is_drawn(kind):
    assert svg(draw(kind, points=[])).find("rect") is None
    assert svg(draw(kind, points=[Point("a", None)], head=HEAD[:2], low=None, high=None)).find("desc") is not None


def test_a_long_label_is_cut_in_the_picture_alone():
    label = "Klusteriorganisaation kansainvälistymisvalmennus"
    assert shortened(label) == "Klusteriorganisaation kansainväli…"
    html = draw(points=[Point(label, 1, "1", cells=("1", ""))])
    assert label in html
    assert "kansainväli…</text>" in html


def test_the_ticks_at_the_ends_keep_within_the_picture():
    words = list(svg(draw(ticks=[(0, "0 %"), (50, "50 %"), (100, "100 %")])).iter("text"))
    assert [word.get("text-anchor") for word in words[-3:]] == ["start", "middle", "end"]
