"""The demo accounts: who they are, what they may do, and how one of them completed a module."""

from typing import NamedTuple

from skerry.accounts.models import Role

DOMAIN = "skerry.example"
PASSWORD = "skerry-demo"  # noqa: S105  it is meant to be known, and refused everywhere but on one's own machine
MODULE_CODE = "B1"


class Person(NamedTuple):
    """An invented person of the region. ``roles`` are pairs of a role and where it holds.

    Where: ``site``, ``programme``, or a language code for translators.
    """

    account: str
    name: str
    language: str
    country: str
    time_zone: str
    roles: tuple[tuple[str, str], ...] = ()
    takes_part: bool = False
    completes: bool = False

    @property
    def email(self) -> str:
        return f"{self.account}@{DOMAIN}"


PEOPLE = (
    Person("learner", "Aino Mäkelä", "en", "FI", "Europe/Helsinki", takes_part=True),
    Person("learner2", "Žanete Ķēniņa-Šūberga", "lv", "LV", "Europe/Riga", takes_part=True, completes=True),
    Person("applicant", "Søren Ægidius Holm", "en", "DK", "Europe/Copenhagen"),
    Person("trainer", "Eglė Kazlauskienė", "en", "LT", "Europe/Vilnius", ((Role.TRAINER, "programme"),)),
    Person("editor", "Małgorzata Wójcik", "en", "PL", "Europe/Warsaw", ((Role.EDITOR, "site"),)),
    Person(
        "translator",
        "Līga Sjöström",
        "sv",
        "SE",
        "Europe/Stockholm",
        ((Role.TRANSLATOR, "sv"), (Role.TRANSLATOR, "lv")),
    ),
    Person("manager", "Jürgen Großmann", "en", "DE", "Europe/Berlin", ((Role.MANAGER, "programme"),)),
    Person("steward", "Märt Õunapuu", "en", "EE", "Europe/Tallinn", ((Role.STEWARD, "site"),)),
    Person("admin", "Þóra Ingólfsdóttir", "en", "IS", "Atlantic/Reykjavik", ((Role.ADMINISTRATOR, "site"),)),
)
