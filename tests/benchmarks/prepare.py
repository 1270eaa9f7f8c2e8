"""What needs Django beforehand: ``python -m tests.benchmarks.prepare copy|furnish|crowd|grow|publish|statistics|regrade ...``.

``copy`` runs under the suite's settings, whose templates it shares. ``furnish`` runs under those of the
benchmark, so that passwords are hashed as they are on a server; so do the others (``growth_data``, ``heavy``).
The last line of the output is JSON.
"""

import json
import shutil
import sys
import uuid
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, connections
from django.urls import reverse
from django.utils import translation

LANGUAGE = "en"


def copy(label: str, folder: str) -> str:
    """Copy the starter database and its files; return the name of the copy."""
    from tests.support import templates
    from tests.support.servers import server_of

    server = server_of(connections.settings["default"])
    template = templates.build(server, templates.STARTER)
    name = server.name(label)
    server.copy(server.name(template), name)
    shutil.copytree(templates.files_of(server, template), Path(folder), dirs_exist_ok=True)
    return name


def furnish(learners: str) -> dict:
    """Make the table and the people of the benchmark; return where everything is."""
    from courses.quizzes.models import QuizPage
    from skerry.pages.queries import url_of
    from tests.benchmarks.growth_data import first_quiz
    from tests.benchmarks.models import Row

    call_command("collectstatic", interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    quiz = first_quiz()
    module = quiz.get_parent().specific
    lessons = [page.specific for page in module.get_children().live() if page.specific_class is not QuizPage]
    with translation.override(LANGUAGE):
        return {
            "home": f"/{LANGUAGE}/",
            "module": url_of(module),
            "lesson": url_of(lessons[1]),
            "sign_in": reverse("account_login"),
            "start": reverse("quizzes:start", args=[quiz.translation_key]),
            "language": LANGUAGE,
            "learners": [learner(number, module, lessons) for number in range(int(learners))],
        }


def learner(number: int, module, lessons) -> dict:
    """Return a person who has done the first lesson and is half-way through the second."""
    from courses.modules import outline, services
    from tests.factories.people import person

    user = person(name=f"Learner {number}", email=f"bench-{number}@skerry.example")
    enrolment = services.enrol(user=user, module=module, language=LANGUAGE)

    def do(service, lesson, **what):
        service(enrolment=enrolment, lesson=lesson, client_key=uuid.uuid4(), language=LANGUAGE, **what)

    points = outline.points_of(lessons[0])
    for check_id in outline.check_ids(points):
        option = outline.find_check(points, check_id)["options"][0]["id"]
        do(services.answer_check, lessons[0], check_id=check_id, option_id=option)
    do(services.finish_lesson, lessons[0])
    points = outline.points_of(lessons[1])
    for point in points[: len(points) // 2]:
        do(services.read_point, lessons[1], point_id=uuid.UUID(point["id"]))
    return {"email": user.email, "name": user.name, "password": "skerry-demo"}


if __name__ == "__main__":
    django.setup()
    from tests.benchmarks import growth_data, heavy

    grown = {"crowd": growth_data.crowd, "grow": growth_data.grow, "publish": growth_data.publish}
    grown |= {"statistics": heavy.statistics, "regrade": heavy.regrade}
    act = {"copy": copy, "furnish": furnish, **grown}[sys.argv[1]]
    sys.stdout.write(json.dumps(act(*sys.argv[2:])) + "\n")
