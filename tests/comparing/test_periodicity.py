"""Periods that a series tells where no resolution of it does."""

from __future__ import annotations

import msgspec
import pytest

from seized.comparing.periodicity import infer_periodicity
from seized.engine import read
from seized.languages import CODES
from seized.model.record import Record
from seized.model.resolution import Session

_WORDS = {
    "en": ("Requests the Secretary-General to report on lamps to the General Assembly at its {} "
           "session;", {79: "seventy-ninth", 81: "eighty-first", 82: "eighty-second"}),
    "zh": ("请秘书长向大会第{}届会议报告灯具情况；", {79: "七十九", 81: "八十一", 82: "八十二"}),
    "fr": ("Prie le Secrétaire général de lui rendre compte des lampes à sa {} session ;",
           {79: "soixante-dix-neuvième", 81: "quatre-vingt-unième", 82: "quatre-vingt-deuxième"}),
    "es": ("Solicita al Secretario General que la informe sobre las lámparas en su {} período de "
           "sesiones;", {79: "septuagésimo noveno", 81: "octogésimo primer",
                         82: "octogésimo segundo"}),
    "ru": ("просит Генерального секретаря представить Генеральной Ассамблее на ее {} сессии "
           "доклад о лампах;", {79: "семьдесят девятой", 81: "восемьдесят первой",
                                82: "восемьдесят второй"}),
    "ar": ("تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها {} تقريرا عن المصابيح؛",
           {79: "التاسعة والسبعين", 81: "الحادية والثمانين", 82: "الثانية والثمانين"}),
}  # fmt: skip


def _record(session: int, due: int, code: str = "en", times: int = 1, more: str = "") -> Record:
    """A resolution of a session that asks for a report at another."""
    words, ordinals = _WORDS[code]
    lines = [f"{n}. {words.format(ordinals[due])}{more}" for n in range(1, times + 1)]
    record = read("\n".join(lines).encode(), code=code)
    resolution = msgspec.structs.replace(record.resolution, session=Session(session))
    return msgspec.structs.replace(record, resolution=resolution)


def _told(records: list[Record]) -> list[tuple[str | None, bool]]:
    return [
        (m.due.periodicity, m.due.inferred) for r in infer_periodicity(records) for m in r.mandates
    ]


@pytest.mark.parametrize("code", CODES)
def test_a_report_that_came_back_after_two_sessions_is_biennial(code: str) -> None:
    records = [_record(79, 81, code), _record(77, 79, code)]
    assert _told(records) == [("biennial", True), ("biennial", True)]
    rule = infer_periodicity(records)[0].mandates[0].rule
    assert rule is not None
    assert rule.endswith("inferred from the series")


def test_versions_in_several_languages_make_one_row() -> None:
    records = [_record(77, 79, "zh"), _record(77, 79, "fr"), _record(79, 81, "ar")]
    assert _told(records) == [("biennial", True)] * 3


def test_one_resolution_alone_tells_no_period() -> None:
    assert _told([_record(77, 79)]) == [(None, False)]
    assert infer_periodicity([]) == []


def test_a_report_that_did_not_come_back_when_due_tells_no_period() -> None:
    assert _told([_record(75, 79), _record(77, 81)]) == [(None, False)] * 2


def test_unequal_distances_tell_no_period() -> None:
    assert _told([_record(77, 79), _record(79, 82)]) == [(None, False)] * 2


def test_mandates_alike_in_one_resolution_are_left_alone() -> None:
    assert _told([_record(77, 79, times=2), _record(79, 81, times=2)]) == [(None, False)] * 4


def test_a_period_in_words_stays_as_it_is_and_is_not_marked() -> None:
    words = " and every four years thereafter;"
    first, second = _record(77, 79, more=words), _record(79, 81)
    due = infer_periodicity([first, second])[0].mandates[0].due
    assert (due.periodicity, due.inferred) == ("quadrennial", False)
