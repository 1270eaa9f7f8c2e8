"""Files from outside: looked into, and refused when they are not what they say or hold too much."""

import io
import re
from collections.abc import Iterator
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException
from PIL import Image, UnidentifiedImageError

Problem = tuple[int, str]
"""The line and what is wrong there."""

RASTER = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
IMAGE_TYPES = {*RASTER, "image/svg+xml"}
DOCUMENT_TYPES = {"application/pdf"}
EXTENSIONS = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    "image/svg+xml": (".svg",),
    "application/pdf": (".pdf",),
}
PIXELS = 50_000_000
_VIEW_BOX = re.compile(r"\s*-?[0-9.]+([\s,]+-?[0-9.]+)([\s,]+0*[1-9][0-9.]*){2}\s*")

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
_TAGS = """
    svg g path rect circle ellipse line polyline polygon text tspan title desc defs linearGradient
    radialGradient stop clipPath mask marker symbol use pattern
"""
_ATTRIBUTES = """
    aria-describedby aria-hidden aria-label aria-labelledby clip-path clip-rule clipPathUnits cx cy d
    direction dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size font-style
    font-weight fx fy gradientTransform gradientUnits height href id lang letter-spacing marker-end
    marker-mid marker-start markerHeight markerUnits markerWidth mask maskContentUnits maskUnits offset
    opacity orient paint-order pathLength patternContentUnits patternTransform patternUnits points
    preserveAspectRatio r refX refY role rotate rx ry spreadMethod stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-anchor textLength transform unicode-bidi vector-effect version viewBox visibility
    width word-spacing x x1 x2 xlink:href xml:lang xml:space xmlns xmlns:xlink y y1 y2
"""
SVG_TAGS = frozenset(_TAGS.split())
SVG_ATTRIBUTES = frozenset(_ATTRIBUTES.split())


class _SvgCheck(ContentHandler):
    """Collects what an SVG holds beyond the allow-list."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.locator = None
        self.depth = 0

    def setDocumentLocator(self, locator) -> None:  # noqa: N802  the parser's name
        self.locator = locator

    def add(self, text: str) -> None:
        self.problems.append((self.locator.getLineNumber() if self.locator else 1, text))

    def startElement(self, name, attrs) -> None:  # noqa: N802  the parser's name
        if self.depth == 0 and (name != "svg" or attrs.get("xmlns") != SVG_NAMESPACE):
            self.add("The file is not an SVG image.")
        if self.depth == 0 and not _VIEW_BOX.fullmatch(attrs.get("viewBox", "")):
            self.add("An SVG image needs a viewBox with four numbers.")
        if name not in SVG_TAGS:
            self.add(f"The element {name[:40]} is not allowed in an SVG image.")
        self.depth += 1
        for attribute, value in attrs.items():
            self.attribute(attribute, value)

    def endElement(self, name) -> None:  # noqa: N802  the parser's name
        self.depth -= 1

    def processingInstruction(self, target, data) -> None:  # noqa: N802  the parser's name
        self.add("Processing instructions are not allowed in an SVG image.")

    def attribute(self, name: str, value: str) -> None:
        if name not in SVG_ATTRIBUTES:
            self.add(f"The attribute {name[:40]} is not allowed in an SVG image.")
        elif (name == "xmlns" and value != SVG_NAMESPACE) or (name == "xmlns:xlink" and value != XLINK_NAMESPACE):
            self.add("Foreign namespaces are not allowed in an SVG image.")
        elif (
            (name in {"href", "xlink:href"} and not value.startswith("#"))
            or "\\" in value
            or "url(" in re.sub(r"\s", "", value.lower()).replace("url(#", "")
        ):
            self.add("An SVG image may refer to its own parts only.")


def svg_problems(data: bytes) -> list[Problem]:
    """Return what an SVG image holds beyond shapes and words: scripts, styles, foreign or outside content."""
    check = _SvgCheck()
    try:
        defusedxml.sax.parse(io.BytesIO(data), check, forbid_dtd=True)
    except DefusedXmlException:
        return [(1, "Document types and entities are not allowed in an SVG image.")]
    except SAXException as error:
        line = error.getLineNumber() if hasattr(error, "getLineNumber") else 1
        return [(line or 1, "The file is not well-formed XML.")]
    return check.problems


def raster_problems(data: bytes, media_type: str) -> Iterator[Problem]:
    """Yield what is wrong with an image made of pixels."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format != RASTER[media_type]:
                yield 1, f"The file is not {media_type}."
            elif image.width * image.height > PIXELS:
                yield 1, "The image has too many pixels."
            else:
                image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield 1, f"The file is not a readable {media_type}."


def problems(data: bytes, media_type: str) -> list[Problem]:
    """Return what is wrong with the content of a file of this type, none if it can be taken."""
    if media_type == "image/svg+xml":
        return svg_problems(data)
    if media_type in RASTER:
        return list(raster_problems(data, media_type))
    if media_type == "application/pdf":
        is_pdf = data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]
        return [] if is_pdf else [(1, "The file is not a PDF.")]
    return [(1, f"Files of type {media_type[:60]!r} are not taken.")]
