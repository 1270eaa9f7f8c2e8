"""Learners who answer through the machines' way in, and send again what nobody has acknowledged."""

import itertools
import json
import random
import re
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.faults.audit import Told

TIMEOUT = 60
PAUSE = 0.05
ANSWERS = 24
"""Answers of a window before it hands the attempt in and begins another."""

CHECKS = 0.15
"""The part of the answers that a person wants marked at once."""


class LostError(Exception):
    """No answer came: the line broke, or the server did."""


@dataclass
class Line:
    """A connection to the server; with bad luck it breaks after the request, before the answer."""

    port: int
    cookies: dict[str, str]
    breaks: float = 0
    connection: HTTPConnection | None = None

    def post(self, path: str, body: bytes, kind: str) -> tuple[int, str, bytes]:
        """Return status, address to go on to, and body. Raises LostError."""
        headers = {
            "Content-Type": kind,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies["csrftoken"],
        }
        try:
            if self.connection is None:
                self.connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            self.connection.request("POST", path, body, headers)
            if random.random() < self.breaks:
                raise OSError("The line is gone.")
            answer = self.connection.getresponse()
            content = answer.read()
        except (HTTPException, OSError) as silence:
            self.hang_up()
            raise LostError from silence
        if answer.will_close:
            self.hang_up()
        return answer.status, answer.getheader("Location") or "", content

    def hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


@dataclass
class Window:
    """One window of one person: what it was told, what it was refused, how long each answer took."""

    line: Line
    places: dict
    attempt: str = ""
    told: list[Told] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    turn: itertools.count = field(default_factory=lambda: itertools.count(1))

    def insist(self, path: str, body: bytes, kind: str, wanted: int) -> tuple[str, bytes]:
        """Send until the server has answered for good, the very same each time."""
        while True:
            try:
                status, location, content = self.line.post(path, body, kind)
            except LostError:
                self.counts["without an answer"] += 1
            else:
                if status == wanted:
                    return location, content
                self.counts[f"status {status}"] += 1
                if status < 500:
                    raise AssertionError(f"{path}: {status}: {content[:300]!r}")
            time.sleep(PAUSE * (1 + random.random()))

    def form(self, path: str) -> str:
        return self.insist(path, urlencode({}).encode(), "application/x-www-form-urlencoded", 302)[0]

    def start(self) -> None:
        found = self.form(self.places["start"])
        self.attempt = re.search(r"/attempts/([0-9a-f-]{36})/", found)[1]

    def finish(self) -> None:
        self.form(f"/{self.places['language']}/attempts/{self.attempt}/finish/")

    def answer(self, number: int, *, check: bool = False) -> None:
        """Answer a question in words that nobody has used before."""
        slot = self.places["slots"][number % len(self.places["slots"])]
        text = str(random.getrandbits(48)) if number % 2 == 0 else f"word {next(self.turn)} {uuid.uuid4()}"
        key = str(uuid.uuid4())
        data = {"slot": slot, "key": key, "response": {"text": [text]}, "language": "en", "check": check}
        began = time.perf_counter()
        path = f"/api/v1/attempts/{self.attempt}/answers/"
        _location, content = self.insist(path, json.dumps(data).encode(), "application/json", 200)
        self.times.append(time.perf_counter() - began)
        acknowledged = json.loads(content)
        self.counts["acknowledged"] += 1
        self.counts["as known already"] += acknowledged["duplicate"]
        self.counts["too late to count"] += not acknowledged["counted"]
        self.told.append(Told(key, self.attempt, slot, text))

    def sit(self, over: threading.Event) -> None:
        """Sit one attempt after another until it is time; what was begun is brought to its end."""
        while not over.is_set():
            self.start()
            for _turn in range(ANSWERS):
                if over.is_set():
                    break
                self.answer(random.randrange(len(self.places["slots"])), check=random.random() < CHECKS)
            self.finish()
