"""The one loader of language data.

A language is a folder of TOML files and, for long tables of numbers, of sheets with tabs between
the columns, as a spreadsheet opens them; all six folders hold the same files with the same keys.
Nothing is parsed before it is asked for, and everything is parsed once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, cast

from seized.model.errors import DataError, UnsupportedLanguage

__all__ = ["CODES", "Direction", "Language", "digest", "language"]

CODES: Final = ("ar", "en", "es", "fr", "ru", "zh")
"""The six official languages of the United Nations, by ISO 639-1 code."""

SIX: Final = "ar (Arabic), en (English), es (Spanish), fr (French), ru (Russian), zh (Chinese)"

Direction = Literal["ltr", "rtl"]
Table = Mapping[str, Any]

_HOME: Final = Path(__file__).parent


class Language:
    """One of the six languages; get it from `language`, which keeps one object each."""

    __slots__ = ("code",)

    def __init__(self, code: str) -> None:
        self.code = code

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return (language, (self.code,))

    @property
    def direction(self) -> Direction:
        """The direction in which the language is written."""
        return cast(Direction, self.table("language")["direction"])

    @property
    def script(self) -> str:
        """The ISO 15924 code of its script, such as ``Latn``."""
        return cast(str, self.table("language")["script"])

    def name(self, reader: str) -> str:
        """The name of this language, as readers of the language ``reader`` write it."""
        return cast(str, self.table("language")["names"][reader])

    def table(self, name: str) -> Table:
        """The parsed file ``<name>.toml`` of this language. Do not change what you get.

        Raises ``DataError`` where there is no such file or it is not TOML.
        """
        return _table(self.code, name)

    def sheet(self, name: str) -> list[list[str]]:
        """The rows of ``<name>.tsv`` of this language, the heads of the columns first.

        Raises ``DataError`` where there is no such file or a row has another number of columns.
        """
        path = _HOME / self.code / f"{name}.tsv"
        where = f"{self.code}/{path.name}"
        try:
            lines = path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            raise DataError(f"there is no {name!r} sheet", where=where) from None
        except UnicodeDecodeError as error:
            raise DataError(f"not UTF-8: {error}", where=where) from None
        rows = [line.split("\t") for line in lines]
        for number, row in enumerate(rows, 1):
            if len(row) != len(rows[0]):
                raise DataError(
                    f"row {number} has {len(row)} columns and not {len(rows[0])}", where=where
                )
        return rows

    def __str__(self) -> str:
        return self.code


@cache
def language(code: str) -> Language:
    """The language of a code. Raises ``UnsupportedLanguage`` for any but the six."""
    if code not in CODES:
        raise UnsupportedLanguage(
            f"{code!r} is not a language that Seized reads", advice=f"The six are {SIX}"
        )
    return Language(code)


@cache
def _table(code: str, name: str) -> Table:
    import tomllib  # needed only once something is read

    path = _HOME / code / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise DataError(
            f"there is no {name!r} data for the language {code!r}", where=path.name
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"not valid TOML: {error}", where=f"{code}/{path.name}") from None


@cache
def digest() -> str:
    """SHA-256 over the language data, in hexadecimal: equal data, equal digest."""
    total = sha256()
    for code in CODES:
        for path in sorted(p for p in (_HOME / code).iterdir() if p.suffix in (".toml", ".tsv")):
            total.update(f"{code}/{path.name}\0".encode())
            total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
