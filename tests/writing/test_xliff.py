"""XLIFF 2.1: the structure of the core, one document for each target language."""

from __future__ import annotations

import io
import re

import compared
import pytest
from lxml import etree

from seized.model.errors import NotFound, UnsupportedLanguage
from seized.writing.xliff import to_xliff

# The part of the core (chapter 4) that is in use; its namespace is given as a fixed attribute.
DTD = """
<!ELEMENT xliff (file+)>
<!ATTLIST xliff xmlns CDATA #FIXED "urn:oasis:names:tc:xliff:document:2.0"
  version CDATA #FIXED "2.1" srcLang NMTOKEN #REQUIRED trgLang NMTOKEN #IMPLIED>
<!ELEMENT file (unit+)>
<!ATTLIST file id NMTOKEN #REQUIRED original CDATA #IMPLIED
  srcDir (ltr|rtl|auto) #IMPLIED trgDir (ltr|rtl|auto) #IMPLIED>
<!ELEMENT unit (notes?, segment+)>
<!ATTLIST unit id NMTOKEN #REQUIRED name CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT notes (note+)>
<!ELEMENT note (#PCDATA)>
<!ATTLIST note category CDATA #IMPLIED priority (1|2|3|4|5|6|7|8|9|10) #IMPLIED>
<!ELEMENT segment (source, target?)>
<!ATTLIST segment id NMTOKEN #IMPLIED state (initial|translated|reviewed|final) #IMPLIED>
<!ELEMENT source (#PCDATA)>
<!ELEMENT target (#PCDATA)>
"""
NS = {"x": "urn:oasis:names:tc:xliff:document:2.0"}


def test_every_document_is_valid_and_its_ids_are_unique() -> None:
    dtd = etree.DTD(io.StringIO(DTD))
    for code, data in to_xliff(compared.concordance(), "fr").items():
        root = etree.fromstring(data)
        assert dtd.validate(root), (code, dtd.error_log)
        ids = root.xpath("//x:unit/@id", namespaces=NS)
        assert len(ids) == len(set(ids))
        kinds = root.xpath("//x:unit/@type", namespaces=NS)
        assert all(re.fullmatch(r"[^:]+:[^:]+", kind) for kind in kinds)


def test_there_is_one_document_for_each_other_language() -> None:
    documents = to_xliff(compared.concordance(), "zh")
    assert set(documents) == {"ar", "en", "es", "fr", "ru"}
    root = etree.fromstring(documents["ar"])
    assert (root.get("srcLang"), root.get("trgLang")) == ("zh", "ar")
    assert (root[0].get("srcDir"), root[0].get("trgDir")) == ("ltr", "rtl")


def test_source_and_target_are_the_words_of_their_versions() -> None:
    root = etree.fromstring(to_xliff(compared.concordance(), "en", ("ru",))["ru"])
    units = {unit.get("name"): unit for unit in root.iter(f"{{{NS['x']}}}unit")}
    for tag, code in (("source", "en"), ("target", "ru")):
        for paragraph in compared.record(code).resolution.paragraphs():
            words = units[paragraph.address].findtext(f"x:segment/x:{tag}", namespaces=NS)
            assert words == paragraph.text


def test_a_segment_without_counterpart_waits_for_one() -> None:
    root = etree.fromstring(to_xliff(compared.concordance(), "en", ("zh",))["zh"])
    states = root.xpath("//x:unit[@name='note6']/x:segment/@state", namespaces=NS)
    assert states == ["initial"]
    assert root.xpath("count(//x:segment[not(x:target)])", namespaces=NS) == 1


def test_differences_are_notes_in_the_language_of_the_source() -> None:
    root = etree.fromstring(to_xliff(compared.concordance(), "fr", ("ar",))["ar"])
    [note] = root.xpath("//x:unit[@name='s2.op4']/x:notes/x:note", namespaces=NS)
    assert (note.get("category"), note.get("priority")) == ("substance", "1")
    assert note.text.startswith("force. ")
    assert "Prie" in note.text
    spanish = etree.fromstring(to_xliff(compared.concordance(), "fr", ("es",))["es"])
    assert not spanish.xpath("//x:note", namespaces=NS)


def test_languages_that_were_not_compared_are_errors() -> None:
    with pytest.raises(NotFound):
        to_xliff(compared.concordance(("en", "fr")), "en", ("ar",))
    with pytest.raises(UnsupportedLanguage):
        to_xliff(compared.concordance(), "de")
