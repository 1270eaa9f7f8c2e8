from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext
from wagtail.models import Locale

from courses.quizzes.formats import FORMATS, MAX_FILE, FormatError, Reading, plain_name
from courses.quizzes.services import importing
from skerry.jobs.management.bar import Bar


class Command(BaseCommand):
    """Take a file of questions into the bank."""

    help = (
        "Import questions. A question that is in the bank already is brought up to date, by its code, its title or "
        "what it is. New questions are drafts. Ends with how many questions were kept whole, changed and dropped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file")
        parser.add_argument(
            "--format", required=True, type=plain_name, choices=sorted(FORMATS), help="the format of the file"
        )
        parser.add_argument("--bank", required=True, help="the category that takes the questions, such as Programme/B1")
        parser.add_argument("--locale", default=settings.LANGUAGE_CODE, help="the language that they are written in")
        parser.add_argument("--publish", action="store_true", help="make them ready for use at once")
        parser.add_argument("--plan", action="store_true", help="say what would happen and write nothing")

    def handle(self, *_args, file: str, **options) -> None:
        self.check(options)
        reading = self.read(file, plain_name(options["format"]))
        if options["plan"]:
            done = importing.plan(reading, bank=options["bank"], language=options["locale"])
        else:
            with Bar(self.stderr, len(reading.drafts)) as bar:
                done = importing.apply(
                    reading,
                    bank=options["bank"],
                    language=options["locale"],
                    publish=options["publish"],
                    tick=bar.step,
                )
        self.report(file, done, verbose=options["plan"] or options["verbosity"] > 1)
        if done.dropped and not done.taken:
            raise SystemExit(1)

    def check(self, options) -> None:
        try:
            importing.bank_path(options["bank"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not Locale.objects.filter(language_code=options["locale"]).exists():
            raise CommandError(gettext("This site has no content in this language."))

    def read(self, file: str, format: str) -> Reading:
        """Return what the file says; a file that is refused ends the command."""
        try:
            with Path(file).open("rb") as stream:
                return FORMATS[format].read(stream.read(MAX_FILE + 1))
        except OSError as error:
            refusal, line = error.strerror or str(error), 0
        except FormatError as error:
            refusal, line = gettext(error.message), error.line
        self.stderr.write(f"{file}:{line}: {refusal}")
        self.stdout.write("kept 0, changed 0, dropped 1")
        raise SystemExit(1)

    def report(self, file: str, done: importing.Plan, *, verbose: bool) -> None:
        """Say what was not taken on the error stream, the rest when asked, and the sum."""
        for line, action, words in done.lines():
            if action in ("fault", importing.Action.DROP):
                self.stderr.write(f"{file}:{line}: {words}")
            elif verbose or action == "dropped":
                self.stdout.write(f"{file}:{line}: {action} {words}")
        self.stdout.write(str(done))
