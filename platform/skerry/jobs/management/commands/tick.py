from django.core.management.base import BaseCommand, CommandError

from skerry.jobs.schedule import tick


class Command(BaseCommand):
    help = "Do what is due by the clock, once. The worker does the same every 15 seconds."

    def handle(self, **_options) -> None:
        ran = tick()
        for one in ran:
            if one.error:
                self.stderr.write(f"{one.name}: failed: {one.error.strip().splitlines()[-1]}")
            else:
                self.stdout.write(f"{one.name}: {one.said or 'done'}")
        if not ran:
            self.stdout.write("Nothing is due.")
        elif all(one.error for one in ran):
            raise CommandError("Nothing of what was due could be done.")
