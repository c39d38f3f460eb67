"""Genealogy: what became of every paragraph of a series, and of the facts it gives."""

from __future__ import annotations

import msgspec
import pytest
from revised import CODES, new_words, sample, with_body

from seized.comparing.genealogy import genealogy
from seized.engine import read
from seized.model.errors import InputError
from seized.model.genealogy import Genealogy, Stage
from seized.model.record import Record
from seized.model.resolution import Session

OPERATIVE = """{number}. Lamps of the ports

The General Assembly,

Recalling its resolutions 70/401 of 3 March 2016{list} on the lamps of the ports,

Noting the memorandum of understanding between the United Nations Office on Drugs and Crime and \
the League of Arab States, signed on {signed},

1. {act} Member States to keep the lamps of their ports bright and to report on the oil that \
they burn;

2. Requests the Secretary-General to submit to the General Assembly at its {session} session a \
report on the implementation of the present resolution.
"""


def lamps(
    number: str, session: str, *, act: str = "Requests", listed: str = "",
    signed: str = "3 May 2015",
) -> Record:  # fmt: skip
    text = OPERATIVE.format(number=number, session=session, act=act, list=listed, signed=signed)
    record = read(text.encode(), name=f"{number}.txt", code="en")
    resolution = msgspec.structs.replace(
        record.resolution, symbol=f"A/RES/{number}", session=Session(int(number[:2]))
    )
    return msgspec.structs.replace(record, resolution=resolution)


def stages(found: Genealogy, at: str) -> list[Stage]:
    """The stages of the strand that stands at an address of the last text."""
    return next(list(s.stages) for s in found.strands if s.stages[-1].at == at)


def numbered(record: Record, session: int) -> Record:
    resolution = msgspec.structs.replace(record.resolution, session=Session(session))
    return msgspec.structs.replace(record, resolution=resolution)


@pytest.mark.parametrize("code", CODES)
def test_a_dropped_paragraph_returns_and_the_rest_is_the_same(code: str) -> None:
    record = sample(code)
    body = list(record.resolution.preamble)
    less = with_body(record, [body[0], *body[2:]])
    found = genealogy([numbered(less, 61), numbered(record, 62), numbered(record, 60)])
    assert [text.session for text in found.texts] == [60, 61, 62]
    back = stages(found, "pp2")
    assert [stage.fates for stage in back] == [("first",), ("dropped",), ("returned",)]
    assert back[-1].origin_text == 0
    assert {s.stages[-1].fates for s in found.strands if len(s.stages) == 3} == {
        ("same",),
        ("returned",),
    }


@pytest.mark.parametrize("code", CODES)
def test_a_paragraph_splits_in_two_and_two_merge_again(code: str) -> None:
    record = sample(code)
    long = max(record.resolution.preamble, key=lambda one: len(one.text))
    at = record.resolution.preamble.index(long)
    body = [msgspec.structs.replace(p, notes=(), anchors=()) for p in record.resolution.preamble]
    middle = int(len(long.text) * 0.55)
    halves = [new_words(body[at], long.text[:middle]), new_words(body[at], long.text[middle:])]
    whole = with_body(record, body)
    cut = with_body(record, [*body[:at], *halves, *body[at + 1 :]])
    split = genealogy([numbered(whole, 60), numbered(cut, 61)])
    parts = [s.stages[-1] for s in split.strands if "split" in s.stages[-1].fates]
    assert [stage.origins for stage in parts] == [(f"pp{at + 1}",)] * 2
    merged = genealogy([numbered(cut, 60), numbered(whole, 61)])
    ends = [s.stages[-1] for s in merged.strands if "merged" in s.stages[-1].fates]
    assert sorted(stage.at or "" for stage in ends) == ["", f"pp{at + 1}"]
    assert {stage.merged_into for stage in ends if stage.at is None} == {(f"pp{at + 1}",)}


@pytest.mark.parametrize("code", CODES)
def test_a_paragraph_that_changed_places_moved(code: str) -> None:
    record = sample(code)
    first, *rest = record.resolution.preamble
    found = genealogy([numbered(record, 60), numbered(with_body(record, [*rest, first]), 61)])
    moved = stages(found, f"pp{len(rest) + 1}")[-1]
    assert moved.fates == ("moved",)
    assert moved.origins == ("pp1",)


def test_force_is_lowered_when_what_was_requested_is_encouraged() -> None:
    found = genealogy(
        [lamps("60/1", "sixty-second"), lamps("62/1", "sixty-fourth", act="Encourages")]
    )
    (change,) = stages(found, "op1")[-1].forces
    assert (change.direction, change.old_act, change.new_act) == ("lowered", "request", "encourage")
    back = genealogy(
        [lamps("60/1", "sixty-second", act="Encourages"), lamps("62/1", "sixty-fourth")]
    )
    assert [one.direction for one in stages(back, "op1")[-1].forces] == ["raised"]


def test_what_only_goes_forward_is_rolled_and_an_older_agreement_is_superseded() -> None:
    old = lamps("60/1", "sixty-second")
    new = lamps("62/1", "sixty-fourth", signed="9 June 2017")
    found = genealogy([old, new])
    report = stages(found, "op2")[-1]
    assert report.fates == ("rolled",)
    assert [(s.kind, s.old, s.new) for s in report.slips] == [
        ("session", "sixty-second", "sixty-fourth")
    ]
    assert stages(found, "pp2")[-1].fates == ("reworded",)
    assert stages(found, "pp2")[-1].substance
    (fact,) = [one for one in found.facts if one.kind == "instrument"]
    assert fact.change == "superseded"
    assert (fact.old_date, fact.new_date) == ("2015-05-03", "2017-06-09")


def test_one_text_or_two_languages_make_no_genealogy() -> None:
    with pytest.raises(InputError, match="at least two"):
        genealogy([sample("en")])
    with pytest.raises(InputError, match="is in Russian"):
        genealogy([sample("en"), sample("ru")])
