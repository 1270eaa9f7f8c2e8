"""A real browser on the site: a phone and a desktop, and an ear for every complaint."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.servers import ROOT

SCREENSHOTS = ROOT / "var" / "screenshots"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PATIENCE = 15_000
OWN_SCHEMES = {"data", "blob", "about"}


class Ear:
    """Hears what goes wrong while pages are open: errors, broken rules of the policy, requests to others."""

    def __init__(self, origin: str):
        self.origin = origin
        self.heard: list[str] = []
        self.allowed: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.heard.append(f"{error.page.url}: {error.error}"))
        context.on("request", self.on_request)

    def on_console(self, message) -> None:
        if message.type == "error":
            self.heard.append(f"{message.location.get('url', '')}: {message.text}")

    def on_request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.heard.append(f"a request to another site: {request.url}")

    def allow(self, pattern: str) -> None:
        """Let complaints pass that a test provokes, such as the 404 it asks for."""
        self.allowed.append(pattern)

    def complaints(self) -> list[str]:
        return [text for text in self.heard if not any(re.search(pattern, text) for pattern in self.allowed)]


class Browsing:
    """Opens pages, each in a context of its own, and closes them when the test is over."""

    def __init__(self, browser: Browser, origin: str, color_scheme: str):
        self.browser = browser
        self.origin = origin
        self.color_scheme = color_scheme
        self.ear = Ear(origin)
        self.pages: list[Page] = []

    def open(self, **options) -> Page:
        """Return a new page of somebody who was never here before."""
        given = {"base_url": self.origin, "color_scheme": self.color_scheme, "locale": "en-GB", **options}
        context = self.browser.new_context(**given)
        context.set_default_timeout(PATIENCE)
        self.ear.listen(context)
        self.pages.append(context.new_page())
        return self.pages[-1]

    def close(self) -> None:
        for page in self.pages:
            page.context.close()


def find_chromium() -> str:
    """Return where Chromium is; without it a test is skipped by name, or fails where all have to run."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not os.access(path, os.X_OK):
        missing = f"there is no Chromium at {path} (on Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once; its driver's event loop in this thread must not keep Django from the database."""
    path = find_chromium()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture
def color_scheme() -> str:
    """Parametrise it with "light" and "dark"."""
    return "light"


@pytest.fixture
def browsing(chromium, live_server, color_scheme, settings, request) -> Iterator[Browsing]:
    """Open pages with ``browsing.open(**options)``; the test fails when one of them complains."""
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    browsing = Browsing(chromium, live_server.url, color_scheme)
    request.node.stash[opened] = browsing
    with ExitStack() as stack:
        stack.callback(browsing.close)
        yield browsing
        complaints = browsing.ear.complaints()
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


@pytest.fixture
def ear(browsing) -> Ear:
    """What the browser says; ``ear.allow(pattern)`` lets an expected complaint pass."""
    return browsing.ear


@pytest.fixture
def phone(browsing) -> Page:
    return browsing.open(**PHONE)


@pytest.fixture
def desktop(browsing) -> Page:
    return browsing.open(**DESKTOP)


@pytest.fixture
def page_without_js(browsing) -> Page:
    return browsing.open(**DESKTOP, java_script_enabled=False)


@pytest.fixture
def sign_in(live_server):
    """Sign a person in on a page, past the form: ``sign_in(page, "learner@skerry.example")``."""

    def sign_in(page: Page, email: str) -> None:
        client = Client(headers={"host": urlsplit(live_server.url).netloc})
        client.force_login(get_user_model().objects.get(email=email))
        name = site_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in


def save_screenshot(page: Page, name: str, *, full_page: bool = True) -> None:
    path = SCREENSHOTS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=full_page, animations="disabled")


@pytest.fixture
def screenshot():
    """Keep the page as a picture: ``screenshot(page, "lesson-phone-dark")``."""
    return save_screenshot


@pytest.fixture
def violations():
    """Return what axe has against a page, a line each: ``assert violations(page) == []``."""

    def violations(page: Page, context: str | None = None) -> list[str]:
        found = Axe().run(page, context=context).response["violations"]
        return [f"{rule['id']} at {node['target'][0]}: {rule['help']}" for rule in found for node in rule["nodes"]]

    return violations


opened = pytest.StashKey[Browsing]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of every page that was open when a test failed."""
    report = yield
    if report.when == "call" and report.failed and opened in item.stash:
        for number, page in enumerate(item.stash[opened].pages):
            name = re.sub(r"[^\w.-]+", "-", item.name)
            save_screenshot(page, f"failed/{name}-{number}", full_page=False)
    return report
