"""What the house of modules hands over."""

from skerry.handover.fields import DECIMAL, NUMBER, RICH, STREAM, TEXT
from skerry.handover.kinds.kind import CONTENT, page

KINDS = (
    page("programme_index", "modules.ProgrammeIndexPage", ("home",), {"intro": TEXT}),
    page(
        "programme",
        "modules.ProgrammePage",
        ("programme_index",),
        {
            "short_title": TEXT,
            "summary": TEXT,
            "facts": STREAM,
            "audience": STREAM,
            "partners": STREAM,
            "body": STREAM,
            "sources": STREAM,
            **CONTENT,
        },
    ),
    page(
        "module",
        "modules.ModulePage",
        ("programme",),
        {
            "code": TEXT,
            "level": TEXT,
            "state": TEXT,
            "access": TEXT,
            "summary": TEXT,
            "scale": TEXT,
            "audience": TEXT,
            "effort": TEXT,
            "hours": DECIMAL,
            "prerequisites": TEXT,
            "outcomes": STREAM,
            "planned_lessons": STREAM,
            "workshop": RICH,
            "agenda": STREAM,
            "assignment": RICH,
            "criteria": STREAM,
            **CONTENT,
        },
    ),
    page(
        "lesson",
        "modules.LessonPage",
        ("module",),
        {"summary": TEXT, "minutes": NUMBER, "body": STREAM, **CONTENT},
    ),
)
