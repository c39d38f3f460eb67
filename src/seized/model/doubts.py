"""A doubt: something uncertain or wrong in the text or in the reading, with its place."""

from __future__ import annotations

import msgspec

from seized.model.text import Span

__all__ = ["Doubt"]


class Doubt(msgspec.Struct, frozen=True, omit_defaults=True):
    """One doubt.

    ``code`` names its kind (``note-without-marker``, ``number-jumps``); the codes and their
    messages in six languages are in ``languages/*/doubts.toml``. ``values`` fills the gaps of
    the message.
    """

    code: str
    message: str = ""
    at: str | None = None
    span: Span | None = None
    values: dict[str, str] = msgspec.field(default_factory=dict)
