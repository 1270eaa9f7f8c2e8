"""Ask the site: every name that it has an address for, and what it answers to whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.expected import ROLES, Cell
from tests.permissions.world import Ask, World, ask_for

UNNAMED = {r"^media/(?P<path>images/.*|original_images/.*)$": "media"}


def names_of(
    resolver: URLResolver | None = None, namespaces=(), prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """Return name and pattern of every address that the site has."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            below = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from names_of(entry, below, pattern)
        elif isinstance(entry, URLPattern):
            name = entry.name or UNNAMED.get(pattern, pattern)
            yield ":".join((*namespaces, name)), pattern


def clients_of(world: World) -> dict[str, Client]:
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        if role != "visitor":
            client.force_login(world.people[role])
    return clients


@contextmanager
def undone() -> Iterator[None]:
    """Take back what happens in here."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(client: Client, method: str, ask: Ask) -> HttpResponse:
    """Send a request with a copy of the client's session, so that no answer changes the next."""
    fresh = copy(client)
    fresh.cookies = copy(client.cookies)
    if method == "GET":
        return fresh.get(ask.url, **ask.extra)
    if ask.json:
        return fresh.post(ask.url, ask.data, content_type="application/json", **ask.extra)
    return fresh.post(ask.url, ask.data or {}, **ask.extra)


def word_for(response: HttpResponse, ask: Ask) -> str:
    """Return in one word what was answered."""
    if response.status_code in {301, 302}:
        path = urlsplit(response["Location"]).path
        if path.endswith("/accounts/login/"):
            return "login"
        return "refused" if path == "/admin/" and ask.url != "/admin/" else "go"
    if response.status_code == 200 and ask.sees:
        return "shown" if ask.sees in response.content.decode() else "ok"
    words = {200: "ok", 204: "ok", 404: "hidden", 403: "refused", 405: "refused", 422: "ok", 400: "ok"}
    return words.get(response.status_code, str(response.status_code))


def answer(world: World, clients: dict[str, Client], cell: Cell) -> str:
    """Return what a role is answered."""
    ask = ask_for(world, cell.name, cell.role, cell.case)
    with undone():
        response = send(clients[cell.role], cell.method, ask)
        if response.status_code == 302 and response["Location"] == f"/en{ask.url}" and not cell.sends_on:
            ask.url = response[
                "Location"
            ]  # nothing there: the site looks under a language before it gives up
            response = send(clients[cell.role], "GET", ask)
        if response.streaming:
            b"".join(response.streaming_content)  # read to the end, it closes its file
    return word_for(response, ask)
