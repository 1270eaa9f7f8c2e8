"""Reads over modules, lessons and progress."""

from courses.modules.queries.contents import (
    cards,
    content_version,
    contents,
    contents_of,
    modules_of,
    programmes,
    source_module,
)
from courses.modules.queries.progress import ModuleProgress, checks_answered, has_records, progress_in, progress_of

__all__ = [
    "ModuleProgress",
    "cards",
    "checks_answered",
    "content_version",
    "contents",
    "contents_of",
    "has_records",
    "modules_of",
    "programmes",
    "progress_in",
    "progress_of",
    "source_module",
]
