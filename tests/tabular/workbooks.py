"""Workbooks written part by part, as no office program would write them."""

from __future__ import annotations

import io
import zipfile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def workbook(*sheets: str, shared: str = "", path: str = "worksheets/sheet{}.xml") -> bytes:
    """A workbook of these sheets' XML; the first is named teams."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(
        f'<sheet name="{"teams" if n == 1 else f"s{n}"}" sheetId="{n}" r:id="r{n}"/>'
        for n in numbers
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="{path.format(n)}"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(relations),
    }
    if shared:
        parts["xl/sharedStrings.xml"] = shared
    parts |= {f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets, 1)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return out.getvalue()


def sheet(*rows: str, after: str = "") -> str:
    """A sheet's XML: a head of team_id, name and unit_name, and these rows."""
    head = f'<row r="1">{cell("A1", "team_id")}{cell("B1", "name")}{cell("C1", "unit_name")}</row>'
    data = f"<sheetData>{head}{''.join(rows)}</sheetData>"
    return f'<worksheet xmlns="{_MAIN}">{data}{after}</worksheet>'


def cell(place: str, text: str) -> str:
    """A cell that holds its text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _relations(text: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{text}</Relationships>'
