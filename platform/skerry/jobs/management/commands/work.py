import logging
import threading

from django.db import connection
from django_tasks_db.management.commands import db_worker

from skerry.jobs.services import reap

logger = logging.getLogger(__name__)

REAP_SECONDS = 30


def keep_reaping(seconds: float = REAP_SECONDS) -> None:
    """Reap for as long as the process lives. A round that fails is let go: the next does the same work."""
    over = threading.Event()
    while True:
        try:
            reap()
        except Exception:
            logger.exception("The reaper failed.")
        finally:
            connection.close()
        over.wait(seconds)


class Command(db_worker.Command):
    help = (
        "Run the worker: jobs from every queue, and every half minute the reaper for those that lost theirs."
    )

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False, interval=0.5)

    def handle(self, **options) -> None:
        threading.Thread(target=keep_reaping, name="reaper", daemon=True).start()
        super().handle(**options)
