"""Files from outside: what a picture may hold."""

import io

import pytest
from PIL import Image

from skerry.handover import media

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


def svg(inside: str, head: str = HEAD) -> list[str]:
    return [text for _line, text in media.svg_problems(f"{head}{inside}</svg>".encode())]


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<title>A</title><desc>B</desc><rect width="1" height="1" fill="#FBFAF7"/>',
        '<g transform="translate(1 1)"><text x="1" y="2" text-anchor="middle">Ķēniņa</text></g>',
        '<defs><marker id="m"><path d="M0 0"/></marker></defs><path d="M0 0" marker-end="url(#m)"/>',
        '<defs><g id="g"/></defs><use href="#g"/>',
    ],
)
def test_shapes_and_words_are_taken(inside):
    assert svg(inside) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="https://elsewhere.example/x.js"/>',
        '<rect onload="alert(1)"/>',
        '<rect style="fill:red"/>',
        "<style>rect{}</style>",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<image href="https://elsewhere.example/x.png"/>',
        '<a href="https://elsewhere.example/"><text>x</text></a>',
        '<use href="https://elsewhere.example/x.svg#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,x"/>',
        '<rect fill="url(https://elsewhere.example/#a)"/>',
        '<rect fill="URL ( https://elsewhere.example/#a)"/>',
        '<rect fill="\\75rl(https://elsewhere.example/)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="x"/>',
        '<g xmlns="http://www.w3.org/1999/xhtml"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        "<?xml-stylesheet href='https://elsewhere.example/x.css'?>",
        "<rect",
    ],
)
def test_anything_else_is_refused(inside):
    assert svg(inside)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html/>",
        '<svg viewBox="0 0 1 1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
    ],
)
def test_what_is_no_plain_svg_is_refused(text):
    assert media.svg_problems(text.encode())


def test_the_line_is_told():
    text = f"{HEAD}\n<rect/>\n<script/>\n</svg>"
    assert media.svg_problems(text.encode()) == [(3, "The element script is not allowed in an SVG image.")]


def picture(kind: str, size=(4, 4)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def test_pictures_are_what_they_say():
    assert media.problems(picture("PNG"), "image/png") == []
    assert media.problems(picture("JPEG"), "image/jpeg") == []
    assert media.problems(picture("PNG"), "image/jpeg")
    assert media.problems(b"<svg/>", "image/png")
    assert media.problems(picture("PNG")[:40], "image/png")


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(media, "PIXELS", 100)
    assert media.problems(picture("PNG", (20, 20)), "image/png") == [(1, "The image has too many pixels.")]
