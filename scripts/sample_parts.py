"""The fixed parts of a DOCX: types, relations, styles, numbering."""

from __future__ import annotations

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_T = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NS = f'xmlns:w="{_W}" xmlns:r="{_R}"'

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_T}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_T}.{kind}+xml"/>'
        for part, kind in (
            ("footnotes", "footnotes"),
            ("header1", "header"),
            ("footer1", "footer"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("numbering", "numbering"),
        )
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
    'package.core-properties+xml"/></Types>'
)

PACKAGE_RELS = (
    f'<Relationships xmlns="{_P}">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)

RELS = (
    f'<Relationships xmlns="{_P}">'
    + "".join(
        f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}.xml"/>'
        for key, kind, target in (
            ("rIdStyles", "styles", "styles"),
            ("rIdSettings", "settings", "settings"),
            ("rIdNumbering", "numbering", "numbering"),
            ("rIdFootnotes", "footnotes", "footnotes"),
            ("rIdHeader", "header", "header1"),
            ("rIdFooter", "footer", "footer1"),
        )
    )
    + "</Relationships>"
)

_FONTS = {"ar": "Noto Naskh Arabic", "zh": "WenQuanYi Micro Hei"}

# name, based on, size in half points, spacing after in twips, paragraph and run properties
_PARAGRAPHS = (
    ("Body", 20, 120, '<w:ind w:firstLine="475"/><w:jc w:val="both"/>', ""),
    ("Organization", 20, 60, "", ""),
    ("Symbol", 20, 60, '<w:jc w:val="end"/>', ""),
    ("Organ", 34, 120, "", "<w:b/><w:bCs/>"),
    ("Masthead", 20, 60, "", ""),
    ("AgendaTitle", 20, 240, '<w:ind w:end="4000"/>', "<w:b/><w:bCs/>"),
    ("Adopted", 24, 120, '<w:jc w:val="center"/>', "<w:b/><w:bCs/>"),
    ("Committee", 20, 240, '<w:jc w:val="center"/>', "<w:i/><w:iCs/>"),
    ("Point", 20, 120, '<w:ind w:start="475" w:firstLine="475"/><w:jc w:val="both"/>', ""),
    ("Subpoint", 20, 120, '<w:ind w:start="950" w:firstLine="475"/><w:jc w:val="both"/>', ""),
    ("Conclusion", 20, 0, '<w:jc w:val="end"/>', "<w:i/><w:iCs/>"),
    ("Header", 17, 60, '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs>', "<w:b/><w:bCs/>"),
    ("Footer", 17, 0, '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs>', ""),
    ("FootnoteText", 17, 20, "", ""),
)


def styles(code: str, locale: str) -> str:
    """Paragraph and character styles; headings carry an outline level for tagged PDF."""
    font = _FONTS.get(code, "Times New Roman")
    fonts = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
        f' w:eastAsia="{font}" w:cs="{font}"/>'
    )
    language = f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="{locale}"/>'
    out = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="20"/><w:szCs w:val="20"/>'
        f"{language}</w:rPr></w:rPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>",
    ]
    for level, size in enumerate((24, 24, 22, 20)):
        align = "" if level in (0, 3) else '<w:jc w:val="center"/>'
        out.append(
            f'<w:style w:type="paragraph" w:styleId="Heading{level + 1}">'
            f'<w:name w:val="heading {level + 1}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="160"/>{align}'
            f'<w:outlineLvl w:val="{level}"/></w:pPr>'
            f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    for name, size, after, paragraph, look in _PARAGRAPHS:
        if code == "ar":  # justified Arabic is stretched with tatweel, which is no text
            paragraph = paragraph.replace('<w:jc w:val="both"/>', "")
        head, tail = (paragraph, "") if paragraph.startswith("<w:tabs>") else ("", paragraph)
        out.append(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{head}<w:spacing w:after="{after}"/>{tail}</w:pPr>'
            f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    out.append(
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote '
        'reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    return f"<w:styles {NS}>{''.join(out)}</w:styles>"


def settings() -> str:
    """Footnote separators, and nothing else."""
    return (
        f'<w:settings {NS}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        "</w:footnotePr></w:settings>"
    )


def numbering(kind: str) -> str:
    """Three levels, ``1.``, ``(a)``, ``(i)``, or ``a)``, ``i)`` where ``kind`` is ``half``.

    Three lists of one definition: each section and the annex begin again with 1.
    """
    bracket = "" if kind == "half" else "("
    levels = []
    for level, (form, text) in enumerate(
        (("decimal", "%1."), ("lowerLetter", f"{bracket}%2)"), ("lowerRoman", f"{bracket}%3)"))
    ):
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{475 * level}" w:firstLine="475"/></w:pPr></w:lvl>'
        )
    abstract = (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(3)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{overrides}</w:num>'
        for number in (1, 2, 3)
    )
    return f"<w:numbering {NS}>{abstract}{lists}</w:numbering>"
