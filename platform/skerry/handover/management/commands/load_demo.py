from django.conf import settings
from django.core.management.base import BaseCommand

from skerry.handover.demo import MODULE_CODE, PASSWORD
from skerry.handover.services.accounts import demo_module, make_people
from skerry.handover.services.completing import complete


class Command(BaseCommand):
    """Make the demo accounts, on one's own machine only."""

    help = "Make the demo accounts, with a password that everybody knows. A second run writes nothing."

    def handle(self, *_args, **_options) -> None:
        if not settings.IS_LOOPBACK:
            self.refuse(
                f"The demo accounts have a known password and are made on a loopback address only, but "
                f"SKERRY_BASE_URL is {settings.BASE_URL}."
            )
        module = demo_module()
        if module is None:
            self.refuse(f"Module {MODULE_CODE} is not here. Run import_bundle platform/starter first.")
        people = make_people(module=module)
        for person, user in people.items():
            if person.completes:
                complete(user=user, module=module)
        for person in people:
            self.stdout.write(f"{person.email:30} {person.name}")
        self.stdout.write(f"The password of all is {PASSWORD}")

    def refuse(self, reason: str) -> None:
        self.stderr.write(reason)
        raise SystemExit(1)
