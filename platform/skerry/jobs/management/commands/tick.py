from django.core.management.base import BaseCommand

from skerry.jobs.services import reap


class Command(BaseCommand):
    help = "Do what is due: begin again the jobs that lost their worker. Run it every minute."

    def handle(self, **_options) -> None:
        reaped = reap()
        self.stdout.write(
            f"jobs: begun again {reaped.requeued}, given up {reaped.failed}, put back in line {reaped.resent}"
        )
