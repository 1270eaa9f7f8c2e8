"""A kind of notice for the tests: a session, which only trainers see."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from skerry.accounts.models import Role
from skerry.accounts.rules import has_role
from skerry.notices import registry
from skerry.notices.registry import Kind

SESSION = Kind(
    name="tests.session",
    subject=lambda params: f"{gettext('My learning')}: {params['title']}",
    template="told/session.txt",
    url=lambda notice: reverse("programmes:learning"),
    still_visible=lambda user, params: has_role(user, [Role.TRAINER]),
    context=lambda params: {"starts": parse_datetime(params["starts"])},
)


@pytest.fixture
def session_kind(monkeypatch, settings) -> str:
    monkeypatch.setitem(registry.KINDS, SESSION.name, SESSION)
    folder = Path(__file__).with_name("templates")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}]
    return SESSION.name


@pytest.fixture
def session_kind_in_html(session_kind, monkeypatch) -> str:
    monkeypatch.setitem(registry.KINDS, SESSION.name, replace(SESSION, html="told/session.html"))
    return session_kind
