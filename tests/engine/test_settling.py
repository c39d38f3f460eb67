"""Acts that one language leaves open are settled by another version."""

from __future__ import annotations

import pytest

import seized
from seized.model.errors import InputError
from seized.model.record import Record
from seized.settling import settle

FRENCH = """A/RES/95/9

95/9. Coopération avec l’Organisation des détroits de Halvard

L’Assemblée générale,

Rappelant sa résolution 94/7 du 3 décembre 2039,

1. Souligne l’importance du dialogue, et invite le Secrétaire général à poursuivre ses \
consultations avec l’Organisation ;

2. Prie le Secrétaire général de lui présenter un rapport à sa quatre-vingt-dix-septième session.

58e séance plénière
25 mars 2041
"""

ENGLISH = """A/RES/95/9

95/9. Cooperation with the Halvard Straits Cooperation Organization

The General Assembly,

Recalling its resolution 94/7 of 3 December 2039,

1. Emphasizes the importance of dialogue, and proposes that the Secretary-General continue his \
consultations with the Organization;

2. Requests the Secretary-General to submit to it a report at its ninety-seventh session.

58th plenary meeting
25 March 2041
"""


def _read(text: str) -> Record:
    return seized.read_bytes(text.encode())


def test_a_french_invitation_is_doubtful_until_another_version_tells() -> None:
    french = _read(FRENCH)
    assert [d.at for d in french.doubts if d.code == "act-ambiguous"] == ["op1"]
    settled = settle(french, [_read(ENGLISH)])
    assert [d.code for d in settled.doubts if d.code == "act-ambiguous"] == []
    assert settled.mandates[0].act == "propose"
    assert settled.mandates[0].rule is not None
    assert settled.mandates[0].rule.endswith("settled by en")
    assert "propose" in [c.act for c in settled.clauses]


def test_what_is_not_doubtful_stays_as_it_was() -> None:
    french = _read(FRENCH)
    settled = settle(french, [_read(ENGLISH)])
    assert settled.mandates[1] == french.mandates[1]
    assert settled.resolution == french.resolution


def test_another_paragraph_structure_settles_nothing() -> None:
    other = _read(ENGLISH.replace(", and proposes that", " of which"))
    assert settle(_read(FRENCH), [other]) == _read(FRENCH)


def test_another_resolution_is_refused() -> None:
    other = _read(ENGLISH.replace("95/9", "95/10"))
    with pytest.raises(InputError, match="95/10"):
        settle(_read(FRENCH), [other])


def test_the_same_language_is_refused() -> None:
    with pytest.raises(InputError, match="the fr version again"):
        settle(_read(FRENCH), [_read(FRENCH)])
