from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext

from courses.quizzes.formats import FORMATS, plain_name
from courses.quizzes.queries import exchange
from courses.quizzes.services import exporting
from skerry.jobs.management.bar import Bar

WRITABLE = sorted(name for name, each in FORMATS.items() if each.write)


class Command(BaseCommand):
    """Write questions of the bank into a file."""

    help = "Export questions as they were last edited, in one language. Says what the format cannot hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", help="the file to write")
        parser.add_argument(
            "--format", default="json", type=plain_name, choices=WRITABLE, help="the format of the file"
        )
        parser.add_argument("--bank", default="", help="the category with those under it, such as Programme/B1")
        parser.add_argument("--locale", default=settings.LANGUAGE_CODE, help="the language of the questions")

    def handle(self, *_args, out: str, **options) -> None:
        try:
            made = self.export(options)
            Path(out).write_bytes(made.content)
        except (ValueError, OSError) as error:
            self.stderr.write(f"{out}:0: {error}")
            self.stdout.write("kept 0, changed 0, dropped 0")
            raise SystemExit(1) from error
        for note in made.notes:
            self.stderr.write(f"{out}:{note.line}: {note.element}: {gettext(note.reason)}")
        self.stdout.write(str(made))
        if made.count and made.dropped == made.count:
            raise SystemExit(1)

    def export(self, options) -> exporting.Export:
        category = exchange.category_at(options["bank"].split("/")) if options["bank"] else None
        with Bar(self.stderr, exchange.questions_of(category, options["locale"]).count()) as bar:
            return exporting.export(
                format=plain_name(options["format"]), bank=options["bank"], language=options["locale"], tick=bar.step
            )
