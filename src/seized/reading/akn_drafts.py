"""Blocks of an Akoma Ntoso document while its parts are still being told from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from seized.reading.runs import Text

if TYPE_CHECKING:
    from seized.reading.akn_labels import LabelKind

__all__ = ["Draft", "DraftKind"]

DraftKind = Literal[
    "masthead",
    "title",
    "part",
    "formula",
    "preamble",
    "paragraph",
    "heading",
    "annex",
    "table",
    "conclusions",
]


class Draft:
    """One block to be: ``label`` as printed, ``level`` of a heading, ``annexed`` or not."""

    __slots__ = ("annexed", "content", "kind", "label", "label_kind", "level", "style")

    def __init__(
        self,
        kind: DraftKind,
        content: Text | None = None,
        *,
        label: str = "",
        label_kind: LabelKind | None = None,
        level: int = 0,
        annexed: bool = False,
        style: str | None = None,
    ) -> None:
        self.kind = kind
        self.content = content if content is not None else Text()
        self.label = label
        self.label_kind = label_kind
        self.level = level
        self.annexed = annexed
        self.style = style

    @property
    def plain(self) -> str:
        """The words: no label, no note marker."""
        return self.content.plain
