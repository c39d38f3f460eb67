"""Small Word files made in the tests: the XML is written out, the zip put round it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def r(text: str, props: str = "") -> str:
    """A run; ``props`` is the content of its ``rPr``."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, props: str = "") -> str:
    """A paragraph of runs, or of plain strings; ``num`` is the list and its level from 0."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        listed = f'<w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/>'
        named += f"<w:numPr>{listed}</w:numPr>"
    runs = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p><w:pPr>{named}{props}</w:pPr>{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is a plain string, or blocks of XML."""
    out = ""
    for row in rows:
        cells = (c if c.startswith("<w:p") or c.startswith("<w:tbl") else p(c) for c in row)
        out += "<w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in cells) + "</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list definition; ``more`` stands between number format and text."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(key: int, *levels: str) -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    """A list of a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def note_ref(key: int, kind: str = "footnote") -> str:
    """An automatic reference to a note."""
    return (
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:{kind}Reference w:id="{key}"/></w:r>'
    )


def note(key: int, text: str, kind: str = "footnote", *, auto: bool = True) -> str:
    """A note with its own mark at the head, as Word writes it."""
    mark = f"<w:r><w:{kind}Ref/></w:r>" if auto else ""
    return f'<w:{kind} w:id="{key}"><w:p>{mark}{r(" " + text)}</w:p></w:{kind}>'


def docx(body: str, *, section: str = "", **parts: str) -> bytes:
    """A DOCX file; ``parts`` are the contents of styles, numbering, footnotes, header1, ..."""
    parts.setdefault("styles", STYLES)
    roots = {"styles": "styles", "numbering": "numbering", "settings": "settings"}
    files = {
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}"
        f"<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    }
    relations = types = ""
    for number, (name, content) in enumerate(parts.items()):
        kind = name.rstrip("0123456789")
        root = roots.get(kind) or {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{content}</w:{root}>"
        key = name if kind in {"header", "footer"} else f"rId{number}"
        relations += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_WORDML}{kind}+xml"/>'
    files["word/_rels/document.xml.rels"] = _relations(relations)
    files["_rels/.rels"] = _relations(
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORDML}document.main+xml"/>'
        f"{types}</Types>"
    )
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """The files in a zip archive; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0"?>' + content)
    return out.getvalue()


def _relations(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}relationships">{content}</Relationships>'
