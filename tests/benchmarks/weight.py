"""What a first visit to a page fetches: the page, its styles, scripts and pictures, and what those name."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.benchmarks.browser import Answer, Browser

REQUESTS = 12
KIBIBYTES = 60
IN_SCRIPTS = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([./][^"']+)["']""")
IN_STYLES = re.compile(r"""url\(\s*["']?(?!["']?(?:data:|#))([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


class Resources(HTMLParser):
    """Collects the addresses that a browser fetches for a page."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and LINKS & set(given.get("rel", "").split()):
            self.found.append(given.get("href", ""))
        elif tag in {"script", "img", "iframe", "audio", "video", "source", "use"}:
            self.found.append(given.get("src") or given.get("href", ""))


def named_in(answer: Answer) -> list[str]:
    """Return the addresses that an answer makes a browser fetch."""
    kind = answer.headers.getheader("Content-Type") or ""
    if "html" in kind:
        page = Resources()
        page.feed(answer.text)
        return page.found
    if "javascript" in kind:
        return IN_SCRIPTS.findall(answer.text)
    if "css" in kind:
        return [one or other for one, other in IN_STYLES.findall(answer.text)]
    return []


def weigh(browser: Browser, path: str) -> list[tuple[str, int]]:
    """Return path and bytes on the wire, without headers, of everything that a first visit fetches."""
    weights: dict[str, int] = {}
    waiting = [path]
    while waiting:
        here = waiting.pop(0)
        if here in weights:
            continue
        answer = browser.get(here).expect(200)
        weights[here] = len(answer.body)
        for address in named_in(answer):
            parts = urlsplit(urljoin(here, address))
            if parts.path and parts.scheme != "data":
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return list(weights.items())
