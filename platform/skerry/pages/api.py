"""The schema of the interface for machines."""


def only_public_api(endpoints, **_kwargs):
    """Keep Wagtail's own admin interfaces out of the schema."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]
