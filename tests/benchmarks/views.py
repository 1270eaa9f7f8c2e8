"""Views to compare by: next to nothing, one durable write, one template."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tests.benchmarks.models import Row

ROWS = [{"number": number, "name": f"Cluster {number}", "members": number * 7} for number in range(1, 101)]


def hello(_request):
    return HttpResponse("Hello, world")


@csrf_exempt
@require_POST
def insert(_request):
    """Write one row and commit it."""
    row = Row.objects.create(text="One durable insert")
    return HttpResponse(f"Row {row.pk}")


def template(request):
    """Draw a hundred rows."""
    return render(request, "benchmarks/rows.html", {"rows": ROWS})
