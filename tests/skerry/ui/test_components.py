"""A component takes what it declares, and nothing else."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from skerry import ui
from skerry.ui.components import COMPONENTS, REQUIRED

TEMPLATES = Path(ui.__file__).parent / "templates" / "ui" / "components"


def draw(source: str, **values) -> str:
    with translation.override("en"):
        return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{% component "alert" colour="red" %}{% endcomponent %}', "does not take colour"),
        ('{% component_inline "progress" value=1 max=2 %}', "needs label"),
        ('{% component_inline "carousel" %}', 'no component "carousel"'),
        ("{% component_inline progress %}", "in quotes"),
        ('{% component "progress" value=1 max=2 label="x" %}{% endcomponent %}', "has no body"),
        ('{% component_inline "tag" "Basic" %}', "takes name=value"),
    ],
)
def test_a_wrong_call_is_refused_when_the_page_is_compiled(source, words):
    with pytest.raises(TemplateSyntaxError, match=words):
        Template("{% load ui %}" + source)


def test_a_tone_that_does_not_exist_is_refused():
    with pytest.raises(TemplateSyntaxError, match="tone="):
        draw('{% component "alert" tone="pink" %}x{% endcomponent %}')


@pytest.mark.parametrize("name", ["style", "onclick"])
def test_what_the_policy_forbids_is_no_attribute(name):
    with pytest.raises(TemplateSyntaxError, match="Not allowed"):
        draw('{% component "button" attrs=attrs %}Go on{% endcomponent %}', attrs={name: "x"})


def test_an_icon_that_does_not_exist_is_refused():
    with pytest.raises(TemplateSyntaxError, match="no icon"):
        draw('{% icon "dragon" %}')


def test_inputs_are_escaped_and_bodies_are_not():
    html = draw('{% component "alert" title=title %}<p>{{ title }}</p>{% endcomponent %}', title="<b>&")
    assert '<p class="alert-title">&lt;b&gt;&amp;</p>' in html
    assert "<p>&lt;b&gt;&amp;</p>" in html


def test_a_component_sees_nothing_of_the_page_around_it():
    assert "secret" not in draw('{% component "card" title="B1" %}x{% endcomponent %}', meta="secret")


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_says_what_it_takes(name):
    source = (TEMPLATES / f"{name}.html").read_text()
    said = re.match(r"\{% comment %\}(.*?)\{% endcomment %\}", source, re.DOTALL)
    assert said, "begins with a comment"
    for wanted in COMPONENTS[name].inputs:
        assert re.search(rf"\b{wanted}\b", said[1]), wanted


def test_every_template_of_a_component_is_declared():
    assert {path.stem for path in TEMPLATES.glob("*.html")} == set(COMPONENTS)


def test_required_inputs_have_no_default():
    assert COMPONENTS["progress"].inputs["label"] is REQUIRED


def test_progress_is_said_in_words_and_drawn():
    html = draw('{% component_inline "progress" value=3 max=8 label="3 of 8 steps" %}')
    assert "3 of 8 steps" in html
    assert '<progress value="3" max="8">' in html


def test_progress_keeps_its_point_in_a_language_with_a_comma():
    with translation.override("sv"):
        html = Template('{% load ui %}{% component_inline "progress" value=v max=2 label="x" %}').render(
            Context({"v": 0.5})
        )
    assert 'value="0.5"' in html


def test_a_missing_translation_is_said_and_its_link_has_its_language():
    items = [{"code": "lv", "name": "Latviešu", "url": "/lv/", "current": False, "available": False}]
    html = draw('{% component_inline "languages" items=items %}', items=items)
    assert 'href="/lv/" lang="lv" hreflang="lv" data-language="lv"' in html
    assert "this page is not translated yet" in html


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        ("curl/8", "Another browser"),
    ],
)
def test_a_browser_has_a_name(agent, name):
    assert draw("{{ agent|browser_name }}", agent=agent) == name


def test_the_style_guide_shows_every_component():
    source = (TEMPLATES.parent / "styleguide.html").read_text()
    frame = "".join(path.read_text() for path in TEMPLATES.parent.glob("*.html"))
    for name in COMPONENTS:
        where = frame if name == "skip" else source
        assert f'"{name}"' in where, name
