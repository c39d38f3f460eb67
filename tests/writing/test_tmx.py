"""Translation memories: the structure of TMX 1.4b, and the words of all versions."""

from __future__ import annotations

import io

import compared
import msgspec
import pytest
from lxml import etree

from seized.model.errors import NotFound
from seized.writing.tmx import to_tmx

# The elements and attributes of TMX 1.4b (chapter 3 and the document type) that are in use.
DTD = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop|ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT note (#PCDATA)>
<!ELEMENT ude EMPTY>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT tuv ((note|prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_memory_is_valid() -> None:
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(etree.fromstring(to_tmx(compared.concordance()))), dtd.error_log


def test_every_unit_has_the_words_of_every_version_that_has_them() -> None:
    root = etree.fromstring(to_tmx(compared.concordance()))
    units = {tu.get("tuid"): tu for tu in root.iter("tu")}
    assert len(units) == len(compared.concordance().rows)
    for code in compared.CODES:
        for paragraph in compared.record(code).resolution.paragraphs():
            found = {tuv.get(LANG): tuv.findtext("seg") for tuv in units[paragraph.address]}
            assert found[code] == paragraph.text
    assert [tuv.get(LANG) for tuv in units["note6"].iter("tuv")] == ["ar", "en", "es", "fr", "ru"]


def test_what_differs_can_be_left_out_by_its_property() -> None:
    root = etree.fromstring(to_tmx(compared.concordance()))
    told = {
        tu.get("tuid"): [p.text for p in tu.iter("prop") if p.get("type") == "x-difference"]
        for tu in root.iter("tu")
    }
    assert told["s2.op4"] == ["substance force"]
    assert told["pp1"] == []


def test_two_languages_can_be_picked_and_no_other() -> None:
    root = etree.fromstring(to_tmx(compared.concordance(), ("fr", "zh")))
    assert {tuv.get(LANG) for tuv in root.iter("tuv")} == {"fr", "zh"}
    assert "note6" not in {tu.get("tuid") for tu in root.iter("tu")}  # the Chinese lacks it
    with pytest.raises(NotFound):
        to_tmx(compared.concordance(("en", "fr")), ("en", "zh"))


def test_words_that_xml_forbids_do_no_harm() -> None:
    made = compared.concordance(("en", "fr"))
    cell = msgspec.structs.replace(made.rows[1].cells[0], text="<b>\x00 & \ud800 gulls")  # type: ignore[type-var]
    row = msgspec.structs.replace(made.rows[1], cells=(cell, made.rows[1].cells[1]))
    root = etree.fromstring(to_tmx(msgspec.structs.replace(made, rows=(row,))))
    assert root.findtext(".//seg") == "<b> &  gulls"
