"""Texts about an invented organization, and the PDFs that LibreOffice prints of them.

    python tests/reading/pdf_files.py        makes tests/data/pdf anew

The tests read the checked-in files; LibreOffice writes the time into a PDF, so they are made
again only when a text changes.
"""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "pdf"

# A footnote stands as {marker|text} behind the word that calls it, an opening between asterisks.
TEXTS: dict[str, tuple[str, ...]] = {
    "en": (
        "*Recalling* its resolution 85/61 of 6 December 2030, by which it invited the Lake "
        "Assembly{1|Resolution 84/19, annex.} to take part in the twenty-first session, and the "
        "work of its non-governmental partners on the shared waters of the northern basin,",
        "*Noting with appreciation* the memorandum on pilotage (A/95/318, sect. II),{2|Ibid., "
        "vol. 3390, No. 60512.}",
        "1. *Requests* the Secretary-General to report on tides, currents and harbour lights to "
        "the General Assembly at its ninety-seventh session, in particular:",
        "(a) By lending survey vessels “free of charge” to the 12 coastal States;",
        "2. *Decides* to remain seized of the matter of harbour lights.",
    ),
    "fr": (
        "*Rappelant* sa résolution 85/61 du 6 décembre 2030, par laquelle elle a invité "
        "l’Assemblée des lacs{1|Résolution 84/19, annexe.} à participer à ses sessions, ainsi "
        "que le rôle des États-Unis d’amont dans la gestion des eaux partagées du bassin,",
        "*Prenant acte* du mémorandum sur le pilotage (A/95/318, sect. II)\u00a0;",
        "1. *Prie* le Secrétaire général de lui rendre compte des marées, des courants et des "
        "feux de port à sa quatre-vingt-dix-septième session.",
    ),
    "es": (
        "*Recordando* su resolución 85/61, de 6 de diciembre de 2030, en la que invitó a la "
        "Asamblea de los Lagos{1|Resolución 84/19, anexo.} a participar en sus períodos de "
        "sesiones y en su labor en calidad de observadora,",
        "*Acogiendo con beneplácito* el memorando sobre pilotaje (A/95/318, secc. II),",
        "1. *Solicita* al Secretario General que la informe sobre las mareas, las corrientes y "
        "las luces de puerto en su nonagésimo séptimo período de sesiones.",
    ),
    "ru": (
        "*ссылаясь* на свою резолюцию 85/61 от 6 декабря 2030 года, в которой она предложила "
        "Ассамблее озер{1|Резолюция 84/19, приложение.} участвовать в ее сессиях и ее работе в "
        "качестве наблюдателя,",
        "*принимая к сведению* меморандум о лоцманской проводке (A/95/318, разд. II),",
        "1. *просит* Генерального секретаря представить ей доклад о приливах, течениях и "
        "портовых огнях на девяносто седьмой сессии.",
    ),
    "zh": (
        "*回顾*其2030年12月6日第85/61号决议，其中大会邀请湖泊大会{1|第84/19号决议，附件。}以观察员身份"
        "参加大会的届会和工作，并注意到沿岸国在北部流域共有水域方面开展的合作，",
        "*赞赏地注意到*关于引航的谅解备忘录(A/95/318，第二节)，",
        "1. *请*秘书长向大会第九十七届会议报告潮汐、海流和“港口灯光”情况。",
    ),
    "ar": (
        "*إذ تشير* إلى قرارها 85/61 المؤرخ 6 كانون الأول/ديسمبر 2030، الذي دعت فيه جمعية "
        "البحيرات{1|القرار 84/19، المرفق.} إلى المشاركة في دوراتها (2031-2035) بصفة مراقب،",
        "*وإذ تحيط علما* بمذكرة التفاهم المعنونة ”أضواء المرافئ“ (A/95/318، الفرع الثاني)،",
        "1 - *تطلب* إلى الأمين العام أن يقدم إليها تقريرا عن المد والجزر والتيارات في دورتها "
        "السابعة والتسعين.",
    ),
}

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}


def plain(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The paragraph without its notes and asterisks, and the notes."""
    notes: list[tuple[str, str]] = []
    while "{" in text:
        head, rest = text.split("{", 1)
        note, tail = rest.split("}", 1)
        marker, words = note.split("|", 1)
        notes.append((marker, words))
        text = head + tail
    return text.replace("*", ""), notes


def _paragraph(text: str) -> str:
    out, italic = [], False
    for at, part in enumerate(text.split("*")):
        italic = at == 1
        rest = part
        while "{" in rest:
            head, rest = rest.split("{", 1)
            note, rest = rest.split("}", 1)
            marker, words = note.split("|", 1)
            out.append(
                f'{escape(head)}<text:note text:note-class="footnote"><text:note-citation>'
                f"{marker}</text:note-citation><text:note-body>"
                f'<text:p text:style-name="N">{escape(words)}</text:p></text:note-body></text:note>'
            )
        words = escape(rest)
        out.append(f'<text:span text:style-name="I">{words}</text:span>' if italic else words)
    return f'<text:p text:style-name="P">{"".join(out)}</text:p>'


def document(language: str, *, columns: int = 1) -> str:
    """A flat ODT on small pages with a running head and page numbers."""
    font = _FONTS.get(language, "Liberation Serif")
    mode = "rl-tb" if language == "ar" else "lr-tb"
    face = " ".join(f'style:font-name{kind}="F"' for kind in ("", "-asian", "-complex"))

    def style(name: str, size: float, layout: str) -> str:
        sizes = f'fo:font-size="{size}pt" style:font-size-asian="{size}pt" '
        sizes += f'style:font-size-complex="{size}pt"'
        return (
            f'<style:style style:name="{name}" style:family="paragraph">'
            f'<style:paragraph-properties style:writing-mode="{mode}" {layout}/>'
            f"<style:text-properties {face} {sizes}/></style:style>"
        )

    raised = '<style:text-properties style:text-position="super 58%"/>'
    cols = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/>'
    italic = " ".join(f'{k}="italic"' for k in ("fo:font-style", "style:font-style-complex"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/>
</office:font-face-decls><office:styles>
{style("P", 10, 'fo:text-indent="0.8cm" fo:margin-bottom="0.2cm" fo:text-align="justify"')}
{style("N", 8, 'fo:text-indent="0.3cm"')}{style("R", 8, "")}
<style:style style:name="I" style:family="text"><style:text-properties {italic}/></style:style>
<style:style style:name="C" style:family="text">{raised}</style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1"
 text:citation-style-name="C" text:citation-body-style-name="C"/></office:styles>
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties
 fo:page-width="{12 if columns == 1 else 16}cm" fo:page-height="{8 if columns == 1 else 14}cm"
 fo:margin="0.8cm" style:writing-mode="{mode}">{cols}
<style:footnote-sep style:width="0.02cm" style:rel-width="25%" style:color="#000000"/>
</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.5cm"/></style:footer-style>
</style:page-layout></office:automatic-styles><office:master-styles><style:master-page
 style:name="Standard" style:page-layout-name="L"><style:header><text:p text:style-name="R"
>A/RES/95/312</text:p></style:header><style:footer><text:p text:style-name="R"><text:page-number/>
</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{"".join(map(_paragraph, TEXTS[language] * (1 if columns == 1 else 3)))}
</office:text></office:body></office:document>"""


def make(target: Path, source: str, options: str) -> None:
    """Print ``source`` to the file ``target``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{target.stem}.fodt"
        path.write_text(source, encoding="utf-8")
        export = f"pdf:writer_pdf_Export:{{{options}}}"
        command = ["soffice", "--headless", "--convert-to", export, "--outdir", str(target.parent)]
        subprocess.run([*command, str(path)], check=True, capture_output=True)


def _option(name: str, kind: str, value: str) -> str:
    return f'"{name}":{{"type":"{kind}","value":"{value}"}}'


def main() -> None:
    """Make all files."""
    DATA.mkdir(parents=True, exist_ok=True)
    for language in TEXTS:
        for name, tagged in (("tagged", "true"), ("untagged", "false")):
            option = _option("UseTaggedPDF", "boolean", tagged)
            make(DATA / f"{language}-{name}.pdf", document(language), option)
    option = _option("UseTaggedPDF", "boolean", "false")
    make(DATA / "en-columns.pdf", document("en", columns=2), option)
    locked = f"{_option('EncryptFile', 'boolean', 'true')},"
    locked += _option("DocumentOpenPassword", "string", "lake")
    make(DATA / "en-locked.pdf", document("en"), locked)


if __name__ == "__main__":
    main()
