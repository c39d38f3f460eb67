"""Why a deliverable was told, in the words of the reader's language."""

from __future__ import annotations

import re
from typing import Final

from seized.languages import language
from seized.model.accounts import Account, Voice
from seized.model.findings import Deliverable
from seized.model.text import Span
from seized.writing.tables import Row, worded

__all__ = ["account_lines", "marked_clause", "to_row"]

_FIRST: Final = 5  # lines shown for the kind that was told
_SECOND: Final = 3  # and for the next one
_BLANK: Final = re.compile(r"\s+")


def to_row(account: Account, source: str) -> Row:
    """The whole account as plain values for JSON; ``source`` is the text that spans count in."""
    return {
        "told": account.told,
        "next": account.next,
        "certain": account.certain,
        "starts": account.starts,
        "points": account.points,
        "phrases": [
            {
                "phrase": voice.phrase,
                "place": voice.place,
                "points": voice.points,
                "words": _words(voice, source) or None,
                "spans": [list(one) for one in voice.spans],
            }
            for voice in account.voices
        ],
    }


def account_lines(account: Account, source: str, code: str) -> list[str]:
    """The account in plain words: the sum, then who spoke loudest for either of the two kinds."""
    table: dict[str, str] = language(code).table("tables")["account"]
    if account.certain:
        told = (_words(voice, source) for voice in account.voices)
        quotes = [table["quote"].format(words=one) for one in told if one]
        return [table["fixed"].format(quote=table["comma"].join(quotes))]
    kinds = {kind: worded("deliverable", kind, code) for kind in (account.told, account.next)}
    lines = [
        table["sum"].format(
            told=kinds[account.told],
            points=account.points[account.told],
            next=kinds[account.next],
            less=account.points[account.next],
        )
    ]
    loud = _loud(account, source)
    lines += [f"- {_line(group, table, kinds, source, code)}" for group in loud]
    starts = table["comma"].join(f"{kinds[kind]} {n}" for kind, n in account.starts.items())
    lines.append(f"- {table['start'].format(points=starts)}")
    rest = len(account.voices) - sum(len(group) for group in loud)
    if rest:
        lines.append(f"- {table['more'].format(n=rest)}")
    return lines


def marked_clause(account: Account, clause: Span | None, source: str) -> str:
    """The clause with ``‹…›`` round the words that spoke loudest."""
    if clause is None:
        return ""
    shown = list(account.voices)
    if not account.certain:
        shown = [voice for group in _loud(account, source) for voice in group]
    out: list[str] = []
    at = clause.start
    for start, end in sorted({one for voice in shown for one in voice.spans}):
        if at <= start and end <= clause.end:
            out += [source[at:start], "‹", source[start:end], "›"]
            at = end
    return _BLANK.sub(" ", "".join((*out, source[at : clause.end])))


def _loud(account: Account, source: str) -> list[list[Voice]]:
    """The phrases that tell most, those of the same words together, the first kind's first."""
    groups: dict[tuple[str, str], list[Voice]] = {}
    for voice in account.voices:
        words = _words(voice, source)
        if words or voice.place in ("session", "fixed"):
            groups.setdefault((voice.place, words or voice.phrase), []).append(voice)

    def lead(group: list[Voice]) -> int:
        points = _sum(group)
        return points.get(account.told, 0) - points.get(account.next, 0)

    ordered = sorted(groups.values(), key=lead, reverse=True)
    speak = [group for group in ordered if lead(group) > 0][:_FIRST]
    against = [group for group in ordered[::-1] if lead(group) < 0][:_SECOND]
    return speak + against


def _sum(group: list[Voice]) -> dict[Deliverable, int]:
    out: dict[Deliverable, int] = {}
    for voice in group:
        for kind, points in voice.points.items():
            out[kind] = out.get(kind, 0) + points
    return out


def _words(voice: Voice, source: str) -> str:
    """The words as printed, where the phrase has a place of its own and holds any."""
    if not voice.spans:
        return ""
    start, end = voice.spans[0]
    words = _BLANK.sub(" ", source[start:end])
    return words if any(map(str.isalnum, words)) else ""


def _line(
    group: list[Voice],
    table: dict[str, str],
    kinds: dict[Deliverable, str],
    source: str,
    code: str,
) -> str:
    points = _sum(group)
    votes = table["comma"].join(
        table["for" if points[kind] > 0 else "against"].format(kind=word, n=abs(points[kind]))
        for kind, word in kinds.items()
        if points.get(kind)
    )
    voice = group[0]
    if voice.place == "fixed":
        kind = voice.phrase[1:]
        told = worded("deliverable", kind, code) if kind else ""
        return table["told" if kind else "untold"].format(kind=told, votes=votes)
    printed = _words(voice, source)
    place: str = voice.place
    if place == "action":
        place = "words" if " " in printed else "word"
    return table[place].format(quote=table["quote"].format(words=printed), votes=votes)
