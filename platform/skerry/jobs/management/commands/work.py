import logging
import threading

from django.db import connection
from django_tasks_db.management.commands import db_worker

from skerry.jobs.schedule import tick

logger = logging.getLogger(__name__)

TICK_SECONDS = 15


def keep_ticking(seconds: float = TICK_SECONDS) -> None:
    """Tick for as long as the process lives. A round that fails is let go: the next does the same work."""
    over = threading.Event()
    while True:
        try:
            tick()
        except Exception:
            logger.exception("The clock failed.")
        finally:
            connection.close()
        over.wait(seconds)


class Command(db_worker.Command):
    help = "Run the worker: jobs from every queue, and every 15 seconds what is due by the clock."

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False, interval=0.5)

    def handle(self, **options) -> None:
        threading.Thread(target=keep_ticking, name="clock", daemon=True).start()
        super().handle(**options)
