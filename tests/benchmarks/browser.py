"""A reader at one connection: keeps it open, keeps cookies, reads forms."""

import gzip
import json
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TIMEOUT = 60
# Gunicorn closes a connection that nobody has used for two seconds.
IDLE = 1


class WrongAnswerError(Exception):
    """The server answered something else than what the benchmark came for."""


@dataclass
class Answer:
    """What came back, packed as it came."""

    path: str
    status: int
    headers: HTTPResponse
    body: bytes

    @property
    def queries(self) -> int:
        return int(self.headers.getheader("X-Queries"))

    @property
    def location(self) -> str:
        return self.headers.getheader("Location") or ""

    @property
    def text(self) -> str:
        packed = self.headers.getheader("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    def expect(self, status: int) -> "Answer":
        if self.status != status:
            raise WrongAnswerError(f"{self.path}: {self.status}, not {status}\n{self.text[:2000]}")
        return self


class Browser:
    """Sends requests over one connection; follows no redirect by itself."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}
        self.line: HTTPConnection | None = None
        self.used = 0.0
        self.lost = 0

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(self, path: str, fields: dict | None = None) -> Answer:
        """Send a form; the token of the cookie stands for the form's."""
        body = urlencode(fields or {}, doseq=True).encode()
        return self.send("POST", path, body, "application/x-www-form-urlencoded")

    def post_json(self, path: str, data: dict) -> Answer:
        return self.send("POST", path, json.dumps(data).encode(), "application/json")

    def send(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": kind, "X-CSRFToken": self.cookies.get("csrftoken", "")}
        if time.monotonic() - self.used > IDLE:
            self.hang_up()
        was_kept = self.line is not None
        try:
            return self.exchange(method, path, body, headers)
        except (HTTPException, OSError) as silence:
            self.hang_up()
            if not (was_kept and isinstance(silence, ConnectionError)):
                raise WrongAnswerError(f"{method} {path}: {silence!r}") from silence
        # As every browser does when the connection that it kept turns out to be closed.
        self.lost += 1
        return self.send(method, path, body, kind)

    def exchange(self, method: str, path: str, body: bytes | None, headers: dict) -> Answer:
        if self.line is None:
            self.line = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        self.line.request(method, path, body, headers)
        came = self.line.getresponse()
        content = came.read()
        self.used = time.monotonic()
        if came.will_close:
            self.hang_up()
        for line in came.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return Answer(path, came.status, came, content)

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def sign_in(self, path: str, email: str, password: str) -> None:
        """Fill in the sign-in form, as a person does."""
        form = form_with(self.get(path).expect(200).text, "password")
        self.post(form.action or path, {**form.hidden, "login": email, "password": password}).expect(302)
        if "sessionid" not in self.cookies:
            raise WrongAnswerError(f"{path}: no session after signing in")


@dataclass
class Form:
    """A form of a page: where it goes, what it holds, what it asks for."""

    action: str
    attrs: dict[str, str]
    hidden: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    ticks: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, bool] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self):
        super().__init__()
        self.found: list[Form] = []
        self.options: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(given.get("action", ""), given))
        elif not self.found:
            return
        form, name, value = self.found[-1], given.get("name", ""), given.get("value", "")
        if tag == "input":
            form.names.append(name)
            kind = given.get("type", "text")
            if kind == "hidden":
                form.hidden[name] = value
            elif kind in {"radio", "checkbox"}:
                form.ticks.setdefault(name, []).append(value)
            elif kind == "text":
                form.texts[name] = given.get("inputmode") == "decimal"
        elif tag == "select":
            kind = form.places if "order-place" in given.get("class", "") else form.choices
            self.options = kind[name] = []
        elif tag == "option" and value:
            self.options.append(value)
        elif tag == "button" and value:
            form.actions.append(value)


def form_with(html: str, name: str) -> Form:
    """Return the form of a page that has a field of this name."""
    forms = Forms()
    forms.feed(html)
    for form in forms.found:
        if name in form.names:
            return form
    raise WrongAnswerError(f"no form with {name}")
