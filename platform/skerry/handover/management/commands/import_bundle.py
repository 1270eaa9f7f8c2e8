from collections import Counter

from django.core.management.base import BaseCommand, CommandParser

from skerry.handover.bundle import Bundle, BundleFault, Fault
from skerry.handover.local import look
from skerry.handover.planning import Action, Step, Summary, plan, summary
from skerry.handover.services import apply
from skerry.handover.services.importing import WRITES
from skerry.handover.verify import read
from skerry.jobs.management.bar import Bar


class Command(BaseCommand):
    """Take in a bundle: verify, plan, apply."""

    help = (
        "Import a bundle. A second run writes nothing; what was edited here since the last import is kept. "
        "Ends with how many objects were kept, changed and dropped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", help="the folder of the bundle")
        parser.add_argument("--plan", action="store_true", help="say what would happen and write nothing")

    def handle(self, *_args, path: str, **options) -> None:
        bundle, faults = read(path)
        if faults:
            self.refuse(faults, bundle)
        local = look(bundle.entries)
        try:
            steps = plan(bundle, local)
            if not options["plan"]:
                self.apply(bundle, steps, local)
        except BundleFault as refusal:
            self.refuse(refusal.faults, bundle)
        self.report(steps, verbose=options["plan"] or options["verbosity"] > 1)
        result = summary(steps)
        if result.dropped and not result.kept and not result.changed:
            raise SystemExit(1)

    def apply(self, bundle: Bundle, steps: list[Step], local) -> None:
        total = sum(1 for step in steps if step.action in WRITES)
        with Bar(self.stderr, total) as bar:
            apply(bundle, steps, local, bar.step)

    def report(self, steps: list[Step], *, verbose: bool) -> None:
        """Say what happened to what: conflicts always, the rest when asked."""
        for step in steps:
            if step.action is Action.CONFLICT:
                self.stderr.write(str(step.entry.fault(f"conflict: {step.reason}")))
            elif verbose and step.action is not Action.KEEP:
                self.stdout.write(f"{step.action} {step.entry.path}")
        counts = Counter(step.action for step in steps)
        self.stdout.write(", ".join(f"{action} {counts[action]}" for action in Action))
        self.stdout.write(str(summary(steps)))

    def refuse(self, faults: list[Fault], bundle: Bundle | None) -> None:
        """Say what is wrong with the bundle, of which nothing is taken."""
        for fault in faults:
            self.stderr.write(str(fault))
        self.stdout.write(str(Summary(0, 0, len(bundle.entries) if bundle else 0)))
        raise SystemExit(1)
