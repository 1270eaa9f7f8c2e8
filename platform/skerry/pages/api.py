"""The schema of the interface for machines, and a page that shows it to people."""

from typing import Any

from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator


def only_public_api(endpoints, **_kwargs):
    """Keep Wagtail's own admin interfaces out of the schema."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def _operation(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "path": path,
        "id": operation["operationId"],
        "about": operation.get("description", ""),
        "answers": [(code, answer.get("description", "")) for code, answer in operation["responses"].items()],
    }


def docs(request):
    """List every operation of the interface. The schema itself is the contract."""
    schema = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    operations = [
        _operation(path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "pages/api_docs.html", {"operations": operations, "info": schema["info"]})
