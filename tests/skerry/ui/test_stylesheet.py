"""One stylesheet, small, never changing under one address, with colours that can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from skerry import accounts, ui
from skerry.ui import assets, views

HOUSE = Path(ui.__file__).parent
TEMPLATES = [
    path
    for folder in (HOUSE / "templates", Path(accounts.__file__).parent / "templates")
    for path in folder.rglob("*")
    if path.suffix in {".html", ".svg"}
]
DRAWINGS = list((HOUSE / "static").rglob("*.svg"))

# Text on ground, and how far apart they must be: 7 for running text, 4.5 for other text, 3 for edges.
PAIRS = [
    *((text, ground, 7) for text in ("ink",) for ground in ("paper", "surface", "sunk", "sky")),
    *(("ink", ground, 7) for ground in ("accent-soft", "sign-soft", "kelp-soft")),
    *(
        ("ink-soft", ground, 4.5)
        for ground in ("paper", "surface", "sunk", "sky", "accent-soft", "sign-soft")
    ),
    *(
        (text, ground, 4.5)
        for text in ("accent", "accent-strong", "sign", "kelp")
        for ground in ("paper", "surface")
    ),
    *(("accent", ground, 4.5) for ground in ("sunk", "accent-soft", "sky")),
    ("sign", "sign-soft", 4.5),
    ("sign", "sunk", 4.5),
    ("kelp", "kelp-soft", 4.5),
    ("paper", "kelp", 4.5),
    ("accent-strong", "accent-soft", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    ("on-sign", "sign", 4.5),
    ("on-deep", "deep", 7),
    ("on-deep", "deep-soft", 7),
    ("on-deep-soft", "deep", 4.5),
    ("on-deep-soft", "deep-soft", 4.5),
    ("on-deep-accent", "deep", 4.5),
    *(("line-strong", ground, 3) for ground in ("paper", "surface", "sunk")),
]


def blocks() -> dict[str, dict[str, str]]:
    """Return the colours of each set of tokens."""
    css = (assets.CSS_DIR / "00-tokens.css").read_text()
    found = {}
    for name, start in {
        "light": ":root {",
        "device": ':root:not([data-theme="light"]) {',
        "chosen": ':root[data-theme="dark"] {',
    }.items():
        body = css.split(start, 1)[1].split("}", 1)[0]
        found[name] = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", body))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_known():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "chosen"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colours_can_be_read(mode, text, ground, least):
    colours = blocks()[mode]
    assert contrast(colours[text], colours[ground]) >= least


def test_dark_is_the_same_by_wish_of_the_device_and_of_the_reader():
    found = blocks()
    assert found["device"] == found["chosen"]
    assert set(found["light"]) == set(found["chosen"])


def test_the_stylesheet_is_small():
    assert len(assets.stylesheet().packed) <= 20 * 1024


def test_colours_stand_among_the_tokens_only():
    allowed = {"zz-print.css", "00-tokens.css"}
    for path in assets.css_files():
        if path.name not in allowed:
            css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
            assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])", css)) <= {"#ffffff", "#000000"}, path.name


def test_every_file_begins_with_the_names_it_knows():
    for path in assets.css_files():
        assert path.read_text().startswith("/*"), path.name


def test_small_text_is_never_too_small():
    """15 px at the least: 0.8334 of 18."""
    for path in assets.css_files():
        for size in re.findall(r"font-size: (\.\d+)(?:rem|em)", path.read_text()):
            assert float(size) >= 0.8334, (path.name, size)


def test_minifying_keeps_what_matters():
    css = """/* a; b */ a > b , c :hover { content: "a  ;  /* b */ }"; width: calc(1px + 2px) ; }
    @media (min-width: 4em) and (max-width: 9em) { i { background: url('data:x, y;  z') } }"""
    assert assets.minify(css) == (
        'a > b,c :hover{content:"a  ;  /* b */ }";width:calc(1px + 2px)}'
        "@media (min-width: 4em) and (max-width: 9em){i{background:url('data:x, y;  z')}}"
    )


def test_minifying_loses_no_rule():
    for path in assets.css_files():
        source = path.read_text()
        bare = re.sub(r"\s", "", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)).replace(";}", "}")
        assert re.sub(r"\s", "", assets.minify(source)) == bare, path.name


def test_the_address_names_the_content_and_may_be_kept_forever():
    css = assets.stylesheet()
    assert css.digest in assets.stylesheet_url()
    response = views.stylesheet(
        RequestFactory().get("/", headers={"accept-encoding": "br, gzip"}), digest=css.digest
    )
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(response.content) == css.plain


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.0, br"])
def test_who_cannot_unpack_gets_it_plain(accepted):
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    response = views.stylesheet(request, digest=assets.stylesheet().digest)
    assert "Content-Encoding" not in response
    assert response.content == assets.stylesheet().plain


def test_an_old_address_gets_the_new_style_and_may_not_keep_it():
    response = views.stylesheet(RequestFactory().get("/"), digest="0123456789ab")
    assert response.status_code == 200
    assert "immutable" not in response["Cache-Control"]


@pytest.mark.parametrize("path", [*TEMPLATES, *DRAWINGS], ids=lambda path: path.name)
def test_nothing_is_inline(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"<style\b", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)
    assert not re.search(r"javascript:", source)
    for opening in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in opening


def test_the_emblem_is_drawn_as_it_must_be():
    source = (HOUSE / "static" / "ui" / "img" / "eu-emblem.svg").read_text()
    assert 'viewBox="0 0 810 540"' in source
    assert 'fill="#003399"' in source
    assert 'fill="#ffcc00"' in source
    centres = [
        (float(x), float(y)) for x, y in re.findall(r'<use href="#star" x="([\d.]+)" y="([\d.]+)"', source)
    ]
    assert len(centres) == 12
    for x, y in centres:
        assert ((x - 405) ** 2 + (y - 270) ** 2) ** 0.5 == pytest.approx(540 / 3, abs=0.01)
    assert 'd="M0 -30' in source
