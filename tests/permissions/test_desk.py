"""The desk of the editors: not there for those who do not work here, and open to each role as far as its rights go."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

from tests.permissions.expected import DESK
from tests.permissions.walk import names_of, send, undone
from tests.permissions.world import Ask

pytestmark = pytest.mark.django_db

# Open to everyone who has lost the way in, or a file that says nothing about the site's content.
FOR_ALL = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}
# Made to fail, to see the page that is shown then.
MADE_TO_FAIL = {"wagtailadmin_error_test"}
FOR_ALL |= {name for name, pattern in names_of() if "password_reset" in pattern}

OUTSIDE = ("visitor", "applicant", "participant", "alumnus")
GUESSES = {"int": "1", "str": "1", "slug": "1", "uuid": "5d0f5c33-94a5-4a6e-9a32-0f1f1f3f3b01", "path": "1"}


def address_of(name: str, pattern: str) -> str | None:
    """Return an address that a pattern matches, with ones for whatever it asks for."""
    try:
        return reverse(name)
    except NoReverseMatch:
        pass
    if "(?P" in pattern or "^" in pattern:
        return None
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: GUESSES[found[1] or "str"], pattern)


def addresses() -> dict[str, str]:
    """Return name -> address, of everything on the desk."""
    desk = [(name, pattern) for name, pattern in names_of() if pattern.startswith(DESK)]
    found = {name: address_of(name, pattern) for name, pattern in desk if name not in FOR_ALL}
    return {name: address for name, address in found.items() if address}


def test_nearly_the_whole_desk_is_tried():
    desk = [name for name, pattern in names_of() if pattern.startswith(DESK)]
    assert len(addresses()) > 0.9 * len({*desk} - FOR_ALL) > 100


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", OUTSIDE)
def test_nothing_on_the_desk_answers_those_who_do_not_work_here(world, clients, role, method):
    answered = {}
    for name, address in addresses().items():
        with undone():
            response = send(clients[role], method, Ask(address))
        if response.status_code == 302 and "/accounts/login/?next=" in response["Location"]:
            continue
        if response.status_code == 302 and response["Location"].startswith("/en/admin/"):
            continue  # a 404: the site looks under a language before it gives up
        if response.status_code not in {403, 404, 405}:
            answered[name] = response.status_code
    assert not answered


def test_those_who_do_work_here_are_answered(world, clients):
    """The same walk sees an open door: an administrator's."""
    tried = [address for name, address in addresses().items() if name not in MADE_TO_FAIL][:40]
    found = [send(clients["administrator"], "GET", Ask(address)).status_code for address in tried]
    assert found.count(200) > 10


@pytest.mark.parametrize("role", ["applicant", "participant", "alumnus"])
def test_the_way_to_the_desk_does_not_lead_in_circles(world, clients, role):
    assert clients[role].get("/admin/", follow=True).status_code == 404
