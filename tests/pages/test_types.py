"""Every page type renders, is edited, previewed and translated, and stands where it belongs and nowhere else."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from skerry.accounts.models import Role
from tests.factories import content, people, records
from tests.pages.examples import EXAMPLES, example, form_data

pytestmark = pytest.mark.django_db

TYPES = sorted(EXAMPLES, key=lambda model: model.__name__)
each_type = pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)

# What may stand under what. A home page stands at the top, one for each language.
CHILDREN = {
    "HomePage": {"AccessibilityPage", "ProgrammeIndexPage", "StandardPage"},
    "StandardPage": {"StandardPage"},
    "AccessibilityPage": set(),
    "ProgrammeIndexPage": {"ProgrammePage"},
    "ProgrammePage": {"ModulePage", "StandardPage"},
    "ModulePage": {"LessonPage", "QuizPage"},
    "LessonPage": set(),
    "QuizPage": set(),
}


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(people.person(role=Role.EDITOR))
    return client


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(people.person(role=Role.ADMINISTRATOR))
    return client


def test_every_page_type_has_an_example():
    ours = {model for model in get_page_models() if model is not Page}
    assert set(EXAMPLES) == ours
    assert set(CHILDREN) == {model.__name__ for model in ours}


@each_type
def test_it_is_shown_at_its_address(client, model):
    page = example(model)
    response = client.get(page.url)
    assert response.status_code == 200
    assert page.url.startswith("/en/")
    words = page.headline if hasattr(page, "headline") else page.title
    assert f"<h1>{words}</h1>" in response.content.decode()


@each_type
def test_an_unpublished_page_is_not_shown(client, model):
    page = example(model)
    page.unpublish()
    assert client.get(page.url or "/en/").status_code == 404


def comparable(page) -> dict[str, str]:
    """Return all that a page holds but its title, without the random keys of rich text in a form."""
    return {name: re.sub(r'"key": "\w+"', "", value) for name, value in form_data(page, title="").items()}


@each_type
def test_an_editor_can_change_and_publish_it(editor, model):
    page = example(model)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.get(url).status_code == 200
    response = editor.post(url, form_data(page, title="Another title", **{"action-publish": "1"}))
    assert response.status_code == 302, response.context["form"].errors
    changed = model.objects.get(pk=page.pk)
    assert changed.title == "Another title"
    assert comparable(changed) == comparable(page)


@each_type
def test_a_form_without_its_title_is_refused(editor, model):
    """The form is judged: a page is not saved whatever is sent."""
    page = example(model)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.post(url, form_data(page, title="", **{"action-publish": "1"}))
    assert response.status_code == 200
    assert "title" in response.context["form"].errors


@each_type
def test_every_preview_shows_the_draft(editor, model):
    page = example(model)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    shown = "headline" if hasattr(page, "headline") else "title"
    for mode, _label in page.preview_modes:
        sent = editor.post(f"{url}?mode={mode}", form_data(page, **{shown: "As drafted"}))
        assert sent.json() == {"is_valid": True, "is_available": True}
        assert "As drafted" in editor.get(f"{url}?mode={mode}").content.decode()


@each_type
def test_it_is_described_to_editors(model):
    assert len(str(model.page_description)) > 20
    assert str(model._meta.verbose_name) != model.__name__


@each_type
def test_it_can_be_translated(model):
    page = example(model)
    translated = page.copy_for_translation(records.locale("sv"), copy_parents=True)
    assert translated.translation_key == page.translation_key
    assert translated.slug == page.slug or model.__name__ == "HomePage"


@each_type
def test_what_may_stand_under_it(model):
    assert {child.__name__ for child in model.allowed_subpage_models()} == CHILDREN[model.__name__]


@each_type
def test_nothing_else_is_created_under_it(administrator, model):
    page = example(model)
    for child in TYPES:
        url = reverse("wagtailadmin_pages:add", args=[child._meta.app_label, child._meta.model_name, page.pk])
        is_one_too_many = child.max_count_per_parent and child.objects.child_of(page).exists()
        may = child.__name__ in CHILDREN[model.__name__] and not is_one_too_many
        assert (administrator.get(url).status_code == 200) is may, child


def test_only_home_pages_stand_at_the_top(administrator):
    content.programme_index()
    root = Page.get_first_root_node()
    for child in TYPES:
        url = reverse("wagtailadmin_pages:add", args=[child._meta.app_label, child._meta.model_name, root.pk])
        assert (administrator.get(url).status_code == 200) is (child.__name__ == "HomePage"), child
