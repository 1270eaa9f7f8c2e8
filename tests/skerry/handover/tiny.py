"""A small bundle that tests build, bend and write to a folder: one of each kind, in English and Swedish."""

import copy
import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

from skerry.handover.bundle import blob_path, canonical, hash_of, object_path

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://skerry.example/tests/tiny")
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
  <title>{title}</title>
  <rect width="40" height="20" fill="#FBFAF7"/>
</svg>
"""
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def uid(path: str) -> str:
    return str(uuid.uuid5(NAMESPACE, path))


def ref(kind: str, path: str) -> dict[str, str]:
    return {"ref": f"{kind}/{uid(path)}"}


def block(kind: str, path: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": uid(path), "value": value}


def items(path: str, *values: Any) -> list[dict[str, Any]]:
    return [block("item", f"{path}/{number}", value) for number, value in enumerate(values)]


def page(parent: dict | None, position: int, title: str, slug: str) -> dict[str, Any]:
    return {
        "parent": parent,
        "position": position,
        "live": True,
        "title": title,
        "slug": slug,
        "seo_title": "",
        "search_description": "",
        "show_in_menus": False,
    }


CONTENT = {"licence": "CC-BY-4.0", "attribution": "", "source_note": "", "origin_url": ""}


class Tiny:
    """A bundle in the making. ``objects`` are addressed by readable names: kind, path, locale."""

    def __init__(self):
        self.index: dict[str, Any] = {
            "format_version": 0,
            "generator": "tests",
            "title": "Tiny",
            "licence": "CC-BY-4.0",
            "site": uid("site"),
        }
        self.objects: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.blobs: dict[str, tuple[bytes, str]] = {}

    def put(self, kind: str, path: str, locale: str, fields: dict[str, Any]) -> None:
        self.objects[kind, path, locale] = fields

    def blob(self, data: bytes, media_type: str) -> str:
        sha256 = hash_of(data)
        self.blobs[sha256] = (data, media_type)
        return sha256

    def fields(self, kind: str, path: str, locale: str = "en") -> dict[str, Any]:
        return self.objects[kind, path, locale]

    def copy(self) -> "Tiny":
        return copy.deepcopy(self)

    def write(self, root: Path) -> Path:
        """Write the bundle to an empty folder and return it."""
        listed = []
        for (kind, path, locale), fields in self.objects.items():
            body = {"kind": kind, "id": uid(path), "fields": fields} | ({"locale": locale} if locale else {})
            name = object_path(kind, uid(path), locale)
            put_file(root / name, canonical(body).encode())
            listed.append({"path": name, "sha256": hash_of(canonical(body))})
        blobs = []
        for sha256, (data, media_type) in self.blobs.items():
            put_file(root / blob_path(sha256), data)
            blobs.append({"path": blob_path(sha256), "sha256": sha256, "media_type": media_type})
        index = {
            **self.index,
            "objects": sorted(listed, key=lambda item: item["path"]),
            "blobs": sorted(blobs, key=lambda item: item["path"]),
        }
        put_file(root / "bundle.json", canonical(index).encode())
        return root


def put_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def list_again(root: Path, *paths: str) -> None:
    """Put the files' hashes into bundle.json, and files that were not in it, as whoever forges one would."""
    index = json.loads((root / "bundle.json").read_text())
    for path in paths:
        sha256 = hashlib.sha256((root / path).read_bytes()).hexdigest()
        found = next((item for item in index["objects"] if item["path"] == path), None)
        if found is None:
            index["objects"].append({"path": path, "sha256": sha256})
        else:
            found["sha256"] = sha256
    put_file(root / "bundle.json", canonical(index).encode())


WORDS = {
    "en": {
        "home": "Learn",
        "programmes": "Programmes",
        "programme": "North Sea Programme",
        "module": "Brokers",
        "lesson": "What a broker does",
        "listen": "Listen first",
        "text": '<p>A broker <b>listens</b>.</p><ul><li>First</li><li>Then <a href="https://skerry.example/">asks</a></li></ul>',
        "alt": "A pale rectangle",
        "column": ("Who", "What"),
        "row": ("Broker", "Listens"),
        "check": "Who decides?",
        "options": ("The members", "The office"),
        "term": "broker",
        "definition": "Who serves all sides.",
        "stem": "<p>Whom does a broker serve?</p>",
        "answers": ("All sides", "One side"),
        "quiz": "Quiz",
        "partner": "Sjøfart Cluster",
        "file": "Worksheet",
    },
    "sv": {
        "home": "Lär dig",
        "programmes": "Program",
        "programme": "Nordsjöprogrammet",
        "module": "Mäklare",
        "lesson": "Vad en mäklare gör",
        "listen": "Lyssna först",
        "text": '<p>En mäklare <b>lyssnar</b>.</p><ul><li>Först</li><li>Sedan <a href="https://skerry.example/">frågar</a></li></ul>',
        "alt": "En blek rektangel",
        "column": ("Vem", "Vad"),
        "row": ("Mäklare", "Lyssnar"),
        "check": "Vem bestämmer?",
        "options": ("Medlemmarna", "Kansliet"),
        "term": "mäklare",
        "definition": "Den som tjänar alla sidor.",
        "stem": "<p>Vem tjänar en mäklare?</p>",
        "answers": ("Alla sidor", "En sida"),
        "quiz": "Prov",
        "partner": "Sjøfart-klustret",
        "file": "Arbetsblad",
    },
}


def lesson_body(locale: str) -> list[dict[str, Any]]:
    words = WORDS[locale]
    options = [
        {"text": text, "correct": number == 0, "feedback": ""} for number, text in enumerate(words["options"])
    ]
    content = [
        block("text", "text", words["text"]),
        block(
            "figure", "figure", {"image": ref("image", f"image/{locale}"), "alt": words["alt"], "caption": ""}
        ),
        block(
            "table",
            "table",
            {
                "caption": words["listen"],
                "columns": items("column", *words["column"]),
                "rows": items("row", {"cells": items("cell", *words["row"])}),
            },
        ),
        block("term", "term-block", {"term": ref("term", "term")}),
        block(
            "download",
            "download",
            {"document": ref("document", "document"), "title": words["file"], "description": ""},
        ),
        block(
            "check",
            "check",
            {"question": words["check"], "options": items("option", *options), "explanation": ""},
        ),
    ]
    return [block("point", "point", {"heading": words["listen"], "content": content})]


def put_top(tiny: Tiny, locale: str) -> None:
    """Put home page, list of programmes and programme."""
    words = WORDS[locale]
    tiny.put(
        "home",
        "home",
        locale,
        {**page(None, 0, "Tiny", "tiny"), "headline": words["home"], "lead": words["home"], "sections": []},
    )
    tiny.put(
        "programme_index",
        "index",
        locale,
        {**page(ref("home", "home"), 1, words["programmes"], "programmes"), "intro": ""},
    )
    partner = {"name": words["partner"], "role": "", "country": "NO"}
    tiny.put(
        "programme",
        "programme",
        locale,
        {
            **page(ref("programme_index", "index"), 1, words["programme"], "north-sea"),
            "short_title": "",
            "summary": words["programme"],
            "facts": [],
            "audience": [],
            "partners": [block("partner", "partner", partner)],
            "body": [],
            "sources": [],
            **CONTENT,
        },
    )


def put_module(tiny: Tiny, locale: str) -> None:
    """Put module and lesson."""
    words = WORDS[locale]
    tiny.put(
        "module",
        "module",
        locale,
        {
            **page(ref("programme", "programme"), 1, words["module"], "brokers"),
            **dict.fromkeys(["scale", "audience", "effort", "prerequisites", "workshop", "assignment"], ""),
            **{name: [] for name in ("planned_lessons", "agenda", "criteria")},
            "code": "N1",
            "level": "basic",
            "state": "open",
            "access": "open",
            "hours": "1.5",
            "summary": words["module"],
            "outcomes": [block("outcome", "outcome", words["listen"])],
            **CONTENT,
        },
    )
    tiny.put(
        "lesson",
        "lesson",
        locale,
        {
            **page(ref("module", "module"), 1, words["lesson"], "broker"),
            "summary": words["lesson"],
            "minutes": 10,
            "body": lesson_body(locale),
            **CONTENT,
        },
    )


REVIEW = ["answer", "correctness", "marks", "feedback", "explanation", "right_answer"]
QUIZ_SETTINGS = {
    "attempts_allowed": 0,
    "counts": "highest",
    "time_limit": 0,
    "opens_at": None,
    "closes_at": None,
    "overdue": "submit",
    "grace_period": 0,
    "navigation": "free",
    "shuffle": False,
    "review_during": REVIEW,
    "review_just_after": [*REVIEW, "overall"],
    "review_later": [*REVIEW, "overall"],
    "review_after_close": [*REVIEW, "overall"],
    "bands": [],
    "pre_test": None,
}


def slot(path: str, **fields: Any) -> dict[str, Any]:
    """Return a slot of a quiz; without a question it needs something to draw from."""
    return {
        "id": uid(path),
        "section": "",
        "question": None,
        "max_mark": "1.00",
        "keeps_place": False,
        "draw_count": 1,
        "draw_category": "",
        "draw_tag": "",
        "draw_outcome": None,
        **fields,
    }


def put_quiz(tiny: Tiny, locale: str) -> None:
    """Put question and quiz."""
    words = WORDS[locale]
    options = [
        {"text": text, "fraction": "1" if number == 0 else "0", "feedback": "", "fixed": False}
        for number, text in enumerate(words["answers"])
    ]
    value = {
        "stem": words["stem"],
        "hint": "",
        "feedback": "",
        "options": items("answer", *options),
        "shuffle": True,
    }
    tiny.put(
        "question",
        "question",
        locale,
        {
            "code": "N1-Q1",
            "licence": "CC-BY-4.0",
            "attribution": "",
            "item": [block("single_choice", "item", value)],
            "category": "North Sea/N1",
            "tags": ["N1", "neutrality"],
            "difficulty": "easy",
            "outcomes": [uid("outcome")],
            "author": "Märt Õunapuu",
        },
    )
    tiny.put(
        "quiz",
        "quiz",
        locale,
        {
            **page(ref("module", "module"), 2, words["quiz"], "quiz"),
            "intro": "",
            "behaviour": "interactive",
            "tries": 2,
            "penalty": "0.333",
            "pass_mark": 70,
            **copy.deepcopy(QUIZ_SETTINGS),
            "slots": [slot("slot", question=ref("question", "question"))],
        },
    )


def tiny_bundle() -> Tiny:
    """Return a bundle with one of each kind."""
    tiny = Tiny()
    licence = {"licence": "CC-BY-4.0", "attribution": "Skerry"}
    for locale in ("en", "sv"):
        drawing = tiny.blob(SVG.format(title=WORDS[locale]["alt"]).encode(), "image/svg+xml")
        file = {"name": f"tiny-{locale}.svg", "sha256": drawing}
        tiny.put(
            "image", f"image/{locale}", "", {"title": locale, "description": "", "file": file, **licence}
        )
        tiny.put(
            "term",
            "term",
            locale,
            {"key": "broker", "term": WORDS[locale]["term"], "definition": WORDS[locale]["definition"]},
        )
        put_top(tiny, locale)
        put_module(tiny, locale)
        put_quiz(tiny, locale)
    sheet = {"name": "tiny.pdf", "sha256": tiny.blob(PDF, "application/pdf")}
    tiny.put("document", "document", "", {"title": "Sheet", "file": sheet, **licence})
    tiny.put(
        "site",
        "site-settings",
        "",
        {
            "name": "Tiny",
            "open_languages": ["en", "sv"],
            "host_organisation": "Host",
            "contact_email": "tiny@skerry.example",
            "funding_programme": "",
            "funding_project": "",
            "funding_shown": False,
        },
    )
    return tiny
