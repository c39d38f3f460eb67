"""Everything that Seized raises, in one tree.

::

    SeizedError                 what, where and what next, in that order
      InputError                the bytes cannot become a record
        EmptyInput              nothing in it
        UnsupportedFormat       no reader for this kind of file
        MissingReader           a reader exists but needs a program or an extra
        BrokenFile              the file is truncated or not what it says it is
        HostileFile             a limit was passed: a bomb, an entity, a depth
        NoText                  a file without text, such as a scanned PDF
        UnsupportedLanguage     the text is in none of the six languages
      SymbolError               a document symbol that cannot be parsed
      AddressError              an address that cannot be parsed
      DataError                 language or catalogue data that contradict themselves
      NotFound                  an address, actor or file that is not there
"""

# ruff: noqa: N818  (the names say what happened; the tree says that they are errors)

from __future__ import annotations

__all__ = [
    "AddressError",
    "BrokenFile",
    "DataError",
    "EmptyInput",
    "HostileFile",
    "InputError",
    "MissingReader",
    "NoText",
    "NotFound",
    "SeizedError",
    "SymbolError",
    "UnsupportedFormat",
    "UnsupportedLanguage",
]


class SeizedError(Exception):
    """Base of all errors: ``what`` happened, ``where``, and what to do ``next``."""

    def __init__(self, what: str, *, where: str | None = None, advice: str | None = None) -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.advice}" if self.advice else head

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.advice))

    def at(self, where: str) -> SeizedError:
        """The same error, told about the place ``where`` (a file name, usually)."""
        return type(self)(self.what, where=where, advice=self.advice)


def _rebuild(
    kind: type[SeizedError], what: str, where: str | None, advice: str | None
) -> SeizedError:
    return kind(what, where=where, advice=advice)


class InputError(SeizedError):
    """The bytes cannot become a record."""


class EmptyInput(InputError):
    """Nothing to read."""


class UnsupportedFormat(InputError):
    """No reader for this kind of file."""


class MissingReader(InputError):
    """A reader exists, but a program or an extra that it needs is not installed."""


class BrokenFile(InputError):
    """The file is truncated, or is not what it says it is."""


class HostileFile(InputError):
    """A limit was passed that no honest document passes."""


class NoText(InputError):
    """A file without text, such as a scanned PDF."""


class UnsupportedLanguage(InputError):
    """The text is in none of the six official languages."""


class SymbolError(SeizedError):
    """A document symbol that cannot be parsed."""


class AddressError(SeizedError):
    """An address that cannot be parsed."""


class DataError(SeizedError):
    """Language or catalogue data that are wrong in themselves."""


class NotFound(SeizedError):
    """An address, actor or file that is not there."""
