"""Parts of addresses: language codes and document symbols."""

from __future__ import annotations

from seized.register.tongue import CODES

__all__ = ["CodeConverter", "SymbolConverter"]


class CodeConverter:
    """One of the six language codes."""

    regex = "|".join(CODES)

    def to_python(self, value: str) -> str:
        """The code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value


class SymbolConverter:
    """A document symbol such as ``A/RES/75/268``: capitals first, slashes between its parts."""

    regex = r"[A-Z]+(?:/[A-Za-z0-9.()*_-]+)+"

    def to_python(self, value: str) -> str:
        """The symbol; ``_`` in addresses stands for the space before a bracket."""
        return value.replace("_", " ")

    def to_url(self, value: str) -> str:
        """The symbol as it stands in an address."""
        return value.replace(" ", "_")
