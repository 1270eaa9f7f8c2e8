"""System checks of the settings."""

from django.conf import settings
from django.core.checks import Error, register


@register()
def known_settings(**_kwargs):
    """A misspelt setting must not be ignored in silence."""
    hint = "Known are: " + ", ".join(settings.ENVIRONMENT_NAMES)
    return [
        Error(f"{name} is not a setting of Skerry.", hint=hint, id="skerry.E001")
        for name in settings.UNKNOWN_ENVIRONMENT_NAMES
    ]


@register()
def shared_cache(**_kwargs):
    """Web and worker must share the cache, or the worker's changes are never seen."""
    if "locmem" in settings.CACHES["default"]["BACKEND"] and not settings.CACHE_MAY_BE_PRIVATE:
        return [Error("The cache in memory is not shared between processes.", id="skerry.E002")]
    return []
