"""A server behind a proxy that ends TLS and serves ``/media/``."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from skerry.settings import env
from skerry.settings.base import *  # noqa: F403

SECRET_KEY = env.read("SKERRY_SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SKERRY_SECRET_KEY must be set, to at least 50 random characters.")
if not env.read("SKERRY_BASE_URL"):
    raise ImproperlyConfigured("SKERRY_BASE_URL must be set, to the public address of the site.")

ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname]  # noqa: F405
CSRF_TRUSTED_ORIGINS = [BASE_URL]  # noqa: F405
SERVE_MEDIA = False
DEMO = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
