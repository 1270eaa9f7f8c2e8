"""The site and its worker, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

SHORTEST_LIFE = 5
PATIENCE = 15
DEMO_DOMAIN = "@skerry.example"


class Child:
    """A process of ours that is started again when it dies, unless it dies young."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]):
        self.name = name
        self.command = command
        self.environment = environment
        self.start()

    def start(self) -> None:
        self.born = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment)  # noqa: S603  our own words

    def look_after(self) -> bool:
        """Start the process again if it died; tell whether it is worth going on."""
        if self.process.poll() is None:
            return True
        if time.monotonic() - self.born < SHORTEST_LIFE:
            return False
        self.start()
        return True

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()

    def wait(self) -> None:
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def is_free(port: int) -> bool:
    """Tell whether nobody listens at a port of this machine."""
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) != 0


def stop_here(_signal, _frame) -> None:
    raise KeyboardInterrupt


class Command(BaseCommand):
    help = "Run the site and its worker on this machine, until Ctrl-C."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *, port: int, workers: int, threads: int, **_options) -> None:
        if not is_free(port):
            raise CommandError(f"Something else answers at port {port}; choose another: make serve PORT=8001")
        signal.signal(signal.SIGTERM, stop_here)
        environment = self.environment(port)
        python = [sys.executable, "-m"]
        web = [*python, "gunicorn", "skerry.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        web += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
        web += ["--log-level", "warning", "--no-control-socket"]
        children = [Child("web", web, environment), Child("worker", [*python, "skerry", "work"], environment)]
        try:
            self.greet(environment["SKERRY_BASE_URL"])
            while all(child.look_after() for child in children):
                time.sleep(0.5)
            raise CommandError("The site or its worker could not be started; what it said stands above.")
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            for child in children:
                child.stop()
            for child in children:
                child.wait()

    def environment(self, port: int) -> dict[str, str]:
        """Return the environment of the children: the settings of this process, found from anywhere."""
        base = settings.BASE_DIR
        roots = [str(base / "platform"), str(base), os.environ.get("PYTHONPATH", "")]
        return {
            "SKERRY_BASE_URL": f"http://127.0.0.1:{port}",
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "PYTHONPATH": os.pathsep.join(filter(None, roots)),
        }

    def greet(self, address: str) -> None:
        """Say where the site is, and who can sign in while it is a demo."""
        self.stdout.write(f"\nSkerry is at {address}/  (Ctrl-C stops it)")
        for account in self.demo_accounts():
            self.stdout.write(f"  {account}")
        self.stdout.flush()

    def demo_accounts(self) -> list[str]:
        if not settings.DEMO:
            return []
        try:
            found = get_user_model().objects.filter(email__endswith=DEMO_DOMAIN).order_by("email")
            emails = list(found.values_list("email", flat=True))
        except DatabaseError:
            return []
        lines = ["Accounts, password skerry-demo:", *emails, "The mail it would send is at /dev/mail/"]
        return lines if emails else []
