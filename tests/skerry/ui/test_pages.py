"""The frame of every page, the forms, the pages shown after a fault, and what browsers are told."""

import re
from itertools import pairwise

import pytest
from django import forms
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpResponse
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

from skerry.ui import forms as ui_forms
from skerry.ui import samples, views
from skerry.ui.middleware import ContentSecurityPolicy


class Sheet(forms.Form):
    default_renderer = ui_forms.Renderer

    name = forms.CharField(label="Your name", help_text="In any script.")
    email = forms.EmailField(label="E-mail", required=False)
    level = forms.ChoiceField(
        label="Level", choices=[("b", "Basic"), ("a", "Advanced")], widget=forms.RadioSelect
    )
    terms = forms.BooleanField(label="I agree")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def bare(settings):
    """A site whose pages ask nothing of anyone."""
    options = {**settings.TEMPLATES[0], "OPTIONS": {"context_processors": []}}
    with override_settings(TEMPLATES=[options]):
        yield


def test_the_frame_stands_without_chrome():
    html = render_to_string("ui/base.html", {})
    assert '<html lang="en">' in html
    assert 'href="/"' in html
    assert '<main id="main" tabindex="-1">' in html
    assert "<title> · Skerry</title>" in html


def test_the_frame_names_the_language_in_use():
    with translation.override("lv"):
        assert '<html lang="lv">' in render_to_string("ui/base.html", {})


def test_the_frame_shows_what_it_is_given():
    chrome = {
        "site_name": "Skerry",
        "home_url": "/en/",
        "menu": [{"label": "Cases", "url": "/en/cases/", "current": True}],
        "languages": [
            {"code": "en", "name": "English", "url": "/en/", "current": True, "available": True},
            {"code": "sv", "name": "Svenska", "url": "/sv/", "current": False, "available": True},
        ],
        "footer": [{"label": "Privacy", "url": "/en/privacy/"}],
        "funding": {
            "statement": "Co-funded",
            "programme": "Baltic",
            "note": "Not the Union.",
            "emblem_url": "/e.svg",
        },
        "account": {"signed_in": False, "signin_url": "/in/", "signup_url": "/up/"},
    }
    html = render_to_string("ui/base.html", {"chrome": chrome})
    for words in (
        "/en/cases/",
        'aria-current="page"',
        'hreflang="sv"',
        "Privacy",
        "Not the Union.",
        "/in/",
        "/up/",
    ):
        assert words in html
    assert "csrfmiddlewaretoken" not in html, "a page for everyone holds no token"


def test_a_fault_is_said_in_the_title():
    assert "<title>Error: " in render_to_string("ui/base.html", {"form": Sheet({})})
    assert "<title>Error: " not in render_to_string("ui/base.html", {"form": Sheet()})


def test_a_field_has_a_label_help_and_a_fault_that_belongs_to_it():
    html = str(Sheet({"email": "x"}))
    assert '<label for="id_name">Your name</label>' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    name = re.search(r'<input type="text" name="name"[^>]*>', html)[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'aria-invalid="true"' in name
    assert '<span class="visually-hidden">Error:</span>' in html
    assert "E-mail" in html
    assert "(optional)" in html


def test_every_label_has_its_control_and_every_description_is_there():
    for form in (Sheet(), Sheet({}), *samples._forms().values()):
        html = str(form)
        ids = set(re.findall(r'\sid="([^"]+)"', html))
        assert set(re.findall(r'\sfor="([^"]+)"', html)) <= ids
        for described in re.findall(r'aria-describedby="([^"]+)"', html):
            assert set(described.split()) <= ids


def test_the_summary_leads_to_the_fields():
    form = Sheet({"email": "x"})
    items = ui_forms.summary_items([form])
    assert [item["href"] for item in items] == ["#id_name", "#id_email", "#id_level_0", "#id_terms"]
    html = str(form)
    for item in items:
        assert f'id="{item["href"][1:]}"' in html
    assert items[0]["text"].startswith("Your name: "), "a sentence said more than once names its field"
    assert not items[1]["text"].startswith("E-mail: ")


def test_the_summary_keeps_faults_of_the_whole_form():
    form = Sheet({})
    form.add_error(None, "The call is closed.")
    assert {"text": "The call is closed.", "href": ""} in ui_forms.summary_items([form])


def test_a_fault_is_escaped():
    form = Sheet({})
    form.add_error("name", "<script>")
    assert "<script>" not in str(form)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("view", "status"),
    [(views.bad_request, 400), (views.permission_denied, 403), (views.page_not_found, 404)],
)
def test_a_page_after_a_fault_has_a_way_on(view, status):
    response = view(RequestFactory().get("/en/x/"), Exception())
    assert response.status_code == status
    assert b"<h1>" in response.content
    assert b'class="button"' in response.content


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("view", [views.page_not_found, views.csrf_failure, views.server_error])
def test_a_page_after_a_fault_is_in_the_language_of_its_address(view):
    assert b'<html lang="lv">' in view(RequestFactory().get("/lv/nothing/")).content
    assert translation.get_language() == "en"


def test_the_last_page_needs_nothing(settings, tmp_path):
    """No request, no processors, no database, no manifest of static files."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with pytest.raises(ValueError, match="manifest"):
        staticfiles_storage.url("ui/js/theme.js")
    html = get_template("500.html").render({})
    assert "<h1>Something went wrong here</h1>" in html
    assert 'src="/static/ui/js/theme.js"' in html
    assert views.server_error(RequestFactory().get("/en/")).status_code == 500


@pytest.mark.usefixtures("bare")
def test_an_old_form_loses_no_text():
    response = views.csrf_failure(RequestFactory().post("/en/"), reason="token missing")
    assert response.status_code == 403
    assert b"your text is not lost" in response.content


@pytest.mark.usefixtures("bare")
@override_settings(DEMO=False)
def test_the_style_guide_is_for_staff():
    request = RequestFactory().get("/styleguide/")
    with pytest.raises(Http404):
        views.styleguide(request)
    request.user = type("Staff", (), {"is_staff": True})()
    assert views.styleguide(request).status_code == 200


@pytest.mark.usefixtures("bare")
@override_settings(DEMO=True)
def test_the_headings_of_the_style_guide_go_down_one_by_one():
    html = views.styleguide(RequestFactory().get("/styleguide/")).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@override_settings(
    CONTENT_SECURITY_POLICY={"DIRECTIVES": {"default-src": ["'self'"]}},
    ADMIN_CONTENT_SECURITY_POLICY={"default-src": ["'self'"], "script-src": ["'self'", "'unsafe-inline'"]},
)
@pytest.mark.parametrize(
    ("path", "loose"),
    [
        ("/admin/", True),
        ("/admin/pages/3/", True),
        ("/en/", False),
        ("/en/admin/", False),
        ("/administer/", False),
    ],
)
def test_only_the_desk_has_the_looser_policy(path, loose):
    policy = ContentSecurityPolicy(lambda request: HttpResponse())(RequestFactory().get(path))[
        "Content-Security-Policy"
    ]
    assert ("unsafe-inline" in policy) is loose
    assert "nonce" not in policy
