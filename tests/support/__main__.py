"""``python -m tests.support``: build the templates of the database from nothing, as a new machine would."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "platform"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skerry.settings.test")


def main() -> None:
    """Drop every template there is, then go through all migrations and load the starter programme."""
    import django

    django.setup()

    from tests.support import templates
    from tests.support.databases import databases

    databases.prepare()
    try:
        for kind in (templates.STARTER, templates.PLAIN):
            for label in databases.server.labels(f"{kind}-"):
                databases.server.drop(databases.server.name(label))
        templates.build(databases.server, templates.STARTER)
    finally:
        databases.leave()


if __name__ == "__main__":
    main()
