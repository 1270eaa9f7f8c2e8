"""One machine, nothing outside the checkout: embedded SQLite, mail kept and shown, files served by the site."""

import os
import secrets

from skerry.settings import env
from skerry.settings.base import *  # noqa: F403

VAR_DIR.mkdir(exist_ok=True)  # noqa: F405


def kept_key() -> str:
    """Return the secret key of this checkout, made at the first start."""
    path = env.VAR_DIR / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
SECRET_KEY = env.read("SKERRY_SECRET_KEY") or kept_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SERVE_MEDIA = True
DEMO = IS_LOOPBACK  # noqa: F405
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
