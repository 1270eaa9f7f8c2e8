"""Tables as files: CSV, and XLSX with several sheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Rows = Iterable[Sequence[str | float | None]]

COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these is a command to a spreadsheet program."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE_LENGTH = 31


def harmless(value: str | float | None) -> str | float | None:
    """Return a value for CSV; a text that would be a command is led by an apostrophe, as OWASP advises."""
    return f"'{value}" if isinstance(value, str) and value.startswith(COMMANDS) else value


def csv_of(rows: Rows) -> bytes:
    """Return rows as CSV in UTF-8, with the mark by which spreadsheet programs know it."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([harmless(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_of(sheets: dict[str, Rows]) -> bytes:
    """Return sheets by their titles as a workbook; texts are texts, whatever they begin with."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:TITLE_LENGTH])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet, value: str | float | None):
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


def download(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Return content as a file to be kept."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
