"""What a certificate is about, as data: whoever issues one says here what was achieved."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Something that had to be met: what, when it was, and how, in the words of the person's language."""

    label: str
    met_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """Something a person achieved: ``kind`` and ``key`` say which for good, all else is words for people.

    The key is an identity that outlives the site and is the same in every language, such as the translation
    key of a module. The words are in ``language``, as they stood when the last requirement was met.
    """

    kind: str
    key: UUID
    programme: str
    title: str
    hours: int | float
    level: str
    completed_at: datetime
    content_version: str
    language: str
    code: str = ""
    part: str = ""
    outcomes: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    issuer: str = ""
    funding: str = ""

    def snapshot(self, zone: tzinfo) -> dict:
        """Return the achievement as JSON; moments stand in the person's time zone, to fix their dates."""
        data = asdict(self) | {"key": str(self.key), "outcomes": list(self.outcomes)}
        data["completed_at"] = self.completed_at.astimezone(zone).isoformat()
        data["requirements"] = [
            asdict(item) | {"met_at": item.met_at.astimezone(zone).isoformat() if item.met_at else None}
            for item in self.requirements
        ]
        return data


def fingerprint(snapshot: dict) -> str:
    """Return the SHA-256 of a snapshot, the same however its keys are ordered."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
