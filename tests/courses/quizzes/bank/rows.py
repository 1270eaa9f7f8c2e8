"""What an editor or a translator does to the rows of a question."""

import json
import uuid

from courses.quizzes.models import Question
from tests.factories import records


def raw_of(question: Question) -> list[dict]:
    return json.loads(json.dumps(question.item.get_prep_value(), default=str))


def publish(question: Question, raw: list[dict]) -> None:
    question.item = json.dumps(raw)
    question.save_revision().publish()
    question.refresh_from_db()


def rows_of(question: Question, name: str) -> list[dict]:
    """Return the rows of a list as they are stored, with their identities."""
    return raw_of(question)[0]["value"][name]


def write(question: Question, name: str, rows: list[dict]) -> None:
    """Publish the question with these rows."""
    raw = raw_of(question)
    raw[0]["value"][name] = rows
    publish(question, raw)


def add_row(question: Question, name: str, value: dict) -> None:
    write(question, name, [*rows_of(question, name), {"type": "item", "value": value, "id": str(uuid.uuid4())}])


def swap_rows(question: Question, name: str) -> None:
    write(question, name, rows_of(question, name)[::-1])


def edit(question: Question, options: list | None = None, **fields) -> None:
    """Publish the question with other fields; of the options, the texts or the values that are given."""
    raw = raw_of(question)
    raw[0]["value"].update(fields)
    for row, given in zip(raw[0]["value"].get("options", []), options or [], strict=False):
        row["value"].update({"text": given} if isinstance(given, str) else given)
    publish(question, raw)


def translate(question: Question, language: str, **fields) -> Question:
    """Publish a translation with the same identities."""
    other = question.copy_for_translation(records.locale(language))
    other.save()
    edit(other, **fields)
    return other
