"""A resolution compared: its language versions, and what leads from its predecessor to it."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seized.comparing.concordance import concord
from seized.comparing.redline import redline
from seized.comparing.titles import title_key
from seized.meaning.actors import actor_name
from seized.model.concordance import Concordance
from seized.model.errors import SeizedError
from seized.model.record import Record
from seized.model.redline import Redline
from seized.register.models import Resolution
from seized.register.pages.resolutions import found, frame
from seized.register.tongue import CODES, direction
from seized.writing.concorded import readings_words, words_of
from seized.writing.docx_redline import redline_to_docx
from seized.writing.heatmap import heatmap_svg
from seized.writing.redline import Bit, bits, phrase
from seized.writing.tmx import to_tmx

__all__ = [
    "concordance",
    "concordance_of",
    "heatmap",
    "kin_of",
    "memory",
    "picture",
    "redline_of",
    "redlined",
    "redlined_word",
]

_ORDER: Final = ("substance", "structure", "form")
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SVG_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


class _Told(NamedTuple):
    severity: str
    severity_name: str
    kind: str
    address: str
    words: str


class _Passage(NamedTuple):
    address: str
    label: str
    state: str
    name: str
    bits: tuple[Bit, ...]


def _records(resolution: Resolution) -> list[Record]:
    versions = {v.language: v for v in resolution.versions.filter(current=True)}
    return [versions[code].record for code in CODES if code in versions]


def concordance_of(resolution: Resolution) -> Concordance | None:
    """The versions held against each other; none where only one is at hand."""
    records = _records(resolution)
    return concord(records) if len(records) > 1 else None


def _name(actor: str, code: str) -> str:
    try:
        return actor_name(actor, code)
    except SeizedError:
        return actor


def _told(concordance: Concordance, code: str) -> list[_Told]:
    rows = [
        _Told(
            one.severity,
            words_of("severity", one.severity, code),
            words_of("difference", one.kind, code),
            concordance.rows[one.row].address,
            readings_words(one, concordance.codes, code, _name),
        )
        for one in concordance.differences
    ]
    return sorted(rows, key=lambda row: _ORDER.index(row.severity))


def concordance(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """Differences between the language versions, the gravest first, and the picture."""
    resolution = found(symbol)
    result = concordance_of(resolution)
    context = {
        **frame(resolution, "concordance"),
        "compared": result is not None,
        "told": _told(result, code) if result else [],
    }
    return render(request, "register/resolution_concordance.html", context)


def heatmap(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The picture alone, as an image."""
    result = concordance_of(found(symbol))
    if result is None:
        raise Http404(symbol)
    return picture(heatmap_svg(result, code))


def picture(svg: str) -> HttpResponse:
    """A picture as an image of its own; its rules of style are its only liberty."""
    answer = HttpResponse(svg, content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = _SVG_POLICY
    return answer


def memory(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The aligned versions as a translation memory."""
    result = concordance_of(found(symbol))
    if result is None:
        raise Http404(symbol)
    return _file(to_tmx(result), "application/x-tmx+xml", f"{symbol}.tmx")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    plain = name.replace("/", "-")
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    return answer


def _kin(resolution: Resolution, code: str) -> list[Resolution]:
    """Other resolutions of the matter: the same title but for years, or the same sub-item."""
    key = title_key(resolution.title(code), code).key
    rows = Resolution.objects.exclude(pk=resolution.pk).filter(
        organ=resolution.organ, versions__language=code, versions__current=True
    )
    same = [row for row in rows.only("pk", "titles") if title_key(row.title(code), code).key == key]
    kin = {row.pk for row in same}
    if resolution.letter and resolution.partner_id:
        kin |= set(
            rows.filter(letter=resolution.letter, partner=resolution.partner_id)
            .values_list("pk", flat=True)
        )  # fmt: skip
    return list(Resolution.objects.filter(pk__in=kin).order_by("-sort_key"))


def kin_of(
    resolution: Resolution, code: str, against: str
) -> tuple[list[Resolution], Resolution | None]:
    """Its kin, and which of them is held against it: ``against``, else the one before it."""
    kin = _kin(resolution, code)
    other = next((row for row in kin if row.symbol == against), None)
    if other is None:
        other = next((row for row in kin if row.sort_key < resolution.sort_key), None)
    return kin, other or next(iter(kin), None)


def _in(resolution: Resolution, code: str) -> Record | None:
    version = resolution.versions.filter(current=True, language=code).first()
    return version.record if version else None


def redline_of(one: Resolution, other: Resolution | None, code: str) -> Redline | None:
    """What leads from the older of two to the newer; none where one is not in the language."""
    if other is None:
        return None
    older, newer = sorted((one, other), key=lambda row: row.sort_key)
    old, new = _in(older, code), _in(newer, code)
    return redline(old, new) if old is not None and new is not None else None


def redlined(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """What leads word by word from the older of two resolutions to the newer, in the language."""
    resolution = found(symbol)
    kin, other = kin_of(resolution, code, request.GET.get("against", ""))
    result = redline_of(resolution, other, code)
    passages = [
        _Passage(
            p.new or p.old or "",
            p.new_label or p.old_label or "",
            p.state,
            phrase(code, "states", p.state),
            tuple(bits(p)),
        )
        for p in (result.passages if result else ())
    ]
    context = {**frame(resolution, "redline"), "kin": kin, "other": other, "redline": result,
               "passages": passages, "dir_of_text": direction(code)}  # fmt: skip
    return render(request, "register/resolution_redline.html", context)


def redlined_word(request: HttpRequest, code: str, symbol: str) -> HttpResponse:
    """The same for Word, with tracked changes: accept all is the newer text."""
    resolution = found(symbol)
    _kin, other = kin_of(resolution, code, request.GET.get("against", ""))
    result = redline_of(resolution, other, code)
    if result is None:
        raise Http404(symbol)
    data = redline_to_docx(result, "Seized", "1970-01-01T00:00:00Z")
    return _file(data, _DOCX, f"{symbol}-redline-{code}.docx")
