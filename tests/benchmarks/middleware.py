import time

from django.conf import settings
from django.db import connection


class Count:
    """Counts statements. BEGIN is left out: SQLite's goes through a cursor, PostgreSQL's does not."""

    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith("BEGIN"):
            self.number += 1
        return execute(sql, params, many, context)


def waste(milliseconds: int) -> None:
    """Sleep for so long, then compute for so long."""
    time.sleep(milliseconds / 1000)
    enough = time.thread_time() + milliseconds / 1000
    while time.thread_time() < enough:
        pass


class Gauge:
    """Around everything else: says how many statements the answer took, and is slow when it is told to."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        count = Count()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        if settings.BENCH_SLOW:
            waste(settings.BENCH_SLOW)
        response["X-Queries"] = str(count.number)
        return response
