"""Foot- and endnotes of a Word document: their markers, in the order of the references."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from seized.reading.doc_numbers import format_number
from seized.reading.docx_package import W
from seized.reading.docx_styles import VAL, whole

__all__ = ["Note", "NoteBook", "NoteForm", "sections_of"]


class NoteForm(NamedTuple):
    """How notes are numbered (ECMA-376, 17.11): format, first number, restart."""

    form: str
    start: int
    restart: str

    def changed(self, properties: Any | None) -> NoteForm:
        """This form with what a ``footnotePr`` or ``endnotePr`` element changes."""
        if properties is None:
            return self
        form, start, restart = self
        for element in properties:
            value = element.get(VAL) or ""
            if element.tag == W + "numFmt":
                form = value or form
            elif element.tag == W + "numStart":
                start = whole(value) or start
            elif element.tag == W + "numRestart":
                restart = value or restart
        return NoteForm(form, start, restart)


class Note(NamedTuple):
    """A note that the text refers to: printed marker, its element, whether the mark is typed."""

    marker: str
    element: Any | None
    custom: bool


class NoteBook:
    """Counts the references to one kind of note, ``footnote`` or ``endnote``.

    ``load`` gives the root of the notes part, called at the first note that is looked for;
    ``settings`` is the root of the settings, and ``sections`` are the section properties of the
    document in order; each of them may be missing.
    """

    def __init__(
        self,
        kind: str,
        load: Callable[[], Any | None],
        settings: Any | None,
        sections: list[Any],
    ) -> None:
        self.notes: list[Note] = []
        self.per_page = False
        self._kind = kind
        self._referred: set[str] = set()
        self._load = load
        self._elements: dict[str, Any] | None = None
        name = f"{W}{kind}Pr"
        base = NoteForm("lowerRoman" if kind == "endnote" else "decimal", 1, "continuous")
        base = base.changed(settings.find(name) if settings is not None else None)
        self._forms = [base.changed(section.find(name)) for section in sections] or [base]
        self._number = 0
        self._place: int | None = None

    def refer(self, key: str, section: int, page: int) -> str:
        """Count an automatic reference to note ``key``; the marker that is printed."""
        form = self._forms[min(section, len(self._forms) - 1)]
        place = {"eachSect": section, "eachPage": page}.get(form.restart)
        self.per_page |= form.restart == "eachPage"
        if not self._number or (place is not None and place != self._place):
            self._number = form.start
        else:
            self._number += 1
        self._place = place
        marker = format_number(self._number, form.form)
        self._add(key, marker, custom=False)
        return marker

    def refer_custom(self, key: str, marker: str) -> None:
        """Keep a reference whose mark is typed in the text; it takes no number."""
        self._add(key, marker.strip(), custom=True)

    def grow_mark(self, more: str) -> None:
        """A typed mark goes on in the next run."""
        if self.notes:
            last = self.notes[-1]
            self.notes[-1] = last._replace(marker=(last.marker + more).strip())

    def _add(self, key: str, marker: str, *, custom: bool) -> None:
        if self._elements is None:
            self._elements = self._opened()
        # A note that is referred to twice is printed once; Word writes no such thing.
        if key not in self._referred:
            self._referred.add(key)
            self.notes.append(Note(marker, self._elements.get(key), custom))

    def _opened(self) -> dict[str, Any]:
        root = self._load()
        out: dict[str, Any] = {}
        if root is not None:
            for element in root.iterchildren(W + self._kind):
                if element.get(W + "type", "normal") == "normal":
                    out.setdefault(element.get(W + "id") or "", element)
        return out


def sections_of(root: Any) -> list[Any]:
    """The section properties of a document in order, those of tracked changes left out."""
    change = W + "sectPrChange"
    return [
        element
        for element in root.iter(W + "sectPr")
        if (parent := element.getparent()) is not None and parent.tag != change
    ]
