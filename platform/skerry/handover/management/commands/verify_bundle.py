from django.core.management.base import BaseCommand, CommandParser

from skerry.handover.verify import read


class Command(BaseCommand):
    """Look through a bundle without touching the site."""

    help = "Check a bundle: every fault is one line with file and line number on stderr."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", help="the folder of the bundle")

    def handle(self, *_args, path: str, **_options) -> None:
        bundle, faults = read(path)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise SystemExit(1)
        held = f"{len(bundle.entries)} objects, {len(bundle.blobs)} files"
        self.stdout.write(f"{bundle.title}: {held}, no fault")
