"""Plain text: encodings, line breaks, control characters, and Markdown told from text."""

from __future__ import annotations

import pytest

from seized.reading import read_source
from seized.reading.encodings import decode

# Openings and words as resolutions have them, about an invented strait.
WORDS = {
    "ar": "إن الجمعية العامة،\nإذ تشير إلى قرارها المتعلق بالتعاون في مضيق هالفارد، وإذ تلاحظ مع "
    "التقدير الجهود التي تبذلها الدول الساحلية من أجل سلامة الملاحة في الموانئ،\n",
    "en": "The General Assembly,\nRecalling the “Framework for Safe Straits” – and the coastal "
    "States’ efforts to keep the harbours of the strait open,\n",
    "es": "La Asamblea General,\nRecordando la cooperación en el estrecho de Halvard y observando "
    "con satisfacción los esfuerzos de los países ribereños por la navegación,\n",
    "fr": "L’Assemblée générale,\nRappelant la coopération dans le détroit de Halvard, et notant "
    "avec intérêt les efforts déployés par les États côtiers à cet égard,\n",
    "ru": "Генеральная Ассамблея,\nссылаясь на сотрудничество в проливе Халвард и отмечая усилия "
    "прибрежных государств по обеспечению безопасности судоходства в портах,\n",
    "zh": "大会，\n回顾关于哈尔瓦海峡合作的决议，并注意到沿海国家为海峡航行安全所作的努力，\n"
    "请秘书长继续就港口安全问题进行协商，并向大会下届会议提出报告；\n",
}

LEGACY = [
    *[("ar", c) for c in ("cp1256", "utf-16-le", "utf-16-be")],
    *[("en", c) for c in ("cp1252", "mac_roman", "utf-16-le", "utf-32-be")],
    *[("es", c) for c in ("cp1252", "latin-1", "mac_roman", "cp850")],
    *[("fr", c) for c in ("cp1252", "mac_roman")],
    *[("ru", c) for c in ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "utf-16-be")],
    *[("zh", c) for c in ("gb18030", "gbk", "utf-16-le", "utf-32-le")],
]


@pytest.mark.parametrize(("language", "codec"), LEGACY)
def test_encodings_are_told_by_evidence_and_doubted(language: str, codec: str) -> None:
    text = WORDS[language] * 3
    source = read_source(text.encode(codec))
    assert source.text == text
    assert [doubt.code for doubt in source.doubts] == ["encoding-guessed"]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_declared_encodings_are_not_doubted(language: str, codec: str) -> None:
    source = read_source(WORDS[language].encode(codec))
    assert source.text == WORDS[language]
    assert source.doubts == ()


@pytest.mark.parametrize("language", ["ar", "fr", "ru", "zh"])
def test_a_few_broken_bytes_are_counted_and_placed(language: str) -> None:
    data = WORDS[language].encode() * 2
    source = read_source(data[:40] + b"\xff" + data[40:] + b"\xc3")
    doubt = source.doubts[0]
    assert doubt.code == "broken-characters"
    assert doubt.span is not None
    assert source.text[doubt.span.start : doubt.span.end] == "\ufffd"
    assert int(doubt.values["count"]) == source.text.count("\ufffd") >= 2


def test_one_curly_quote_of_windows_is_enough_to_be_read() -> None:
    text, doubts = decode("Recalling the States’ efforts in the strait".encode("cp1252"))
    assert text == "Recalling the States’ efforts in the strait"
    assert doubts[0].values["encoding"] == "cp1252"


def test_line_breaks_of_all_kinds_become_one_kind() -> None:
    source = read_source("a\r\nb\rc\u2028d\x85e\vf\fg".encode())
    assert source.text == "a\nb\nc\nd\ne\nf\fg"


def test_control_characters_are_dropped_counted_and_placed() -> None:
    source = read_source(b"Decides\x02 to \x7fmeet")
    assert source.text == "Decides to meet"
    (doubt,) = source.doubts
    assert doubt.code == "control-characters"
    assert doubt.values == {"count": "2"}
    assert doubt.span == (7, 7)


def test_plain_text_has_no_blocks_and_stays_as_it_is() -> None:
    text = "  1.   Decides  to meet;\n\n\n2.\tRequests more.  \n"
    source = read_source(text.encode())
    assert (source.text, source.blocks, source.media_type) == (text, (), "text/plain")


@pytest.mark.parametrize(
    "text",
    [
        "Distr.: General\n* Reissued for technical reasons.\n1. Decides to meet;",
        "A form: ________ and ________, to be filled in by the_committee of_experts",
        "See [on the report of the Sixth Committee (A/95/500)] & others <sic> # 5",
        "1. Decides > invites\n|| a | b",
    ],
)
def test_signs_of_plain_text_are_no_markdown(text: str) -> None:
    assert read_source(text.encode()).media_type == "text/plain"


def test_markdown_of_bold_openings_keeps_its_text_and_offsets() -> None:
    text = "大会，\n\n**回顾**其决议，\n\n1. **决定**举行会议；\n"
    source = read_source(text.encode())
    assert (source.text, source.blocks, source.media_type) == (text, (), "text/markdown")
