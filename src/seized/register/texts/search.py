"""Full text of paragraphs: one folding for six languages, on SQLite and on PostgreSQL.

Both databases get the same words, as ``folding`` folds them, in an index for each language, and
give the same paragraphs in the same order: the newest resolution first (see ``places``). They
stop as soon as a page is full, so a word that is everywhere costs no more than a rare one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from seized.register.models import Paragraph
from seized.register.texts.folding import fold, tokens
from seized.register.texts.places import CODES

__all__ = [
    "MOST",
    "Matches",
    "clear",
    "count",
    "find",
    "fold",
    "index",
    "lost",
    "mandates",
    "mandates_inside",
    "paragraphs",
    "rebuild",
]

MOST: Final = 1000
"""So many matches are counted; what has more is told as more."""

_SHOWN: Final = (
    "place",
    "address",
    "number",
    "position",
    "text",
    "version__language",
    "version__read_at",
    "version__resolution__symbol",
    "version__resolution__session",
    "version__resolution__titles",
)
_LARGEST: Final = (1 << 63) - 1
_WORDS: Final = 16  # of a search; the rest is left aside
_ARRAY: Final = "string_to_array(p.words, ' ')"


def _query(text: str, code: str) -> list[str]:
    """The words that a paragraph must have, from what a person typed."""
    if code not in CODES:
        raise LookupError(f"no language {code!r}")
    return list(dict.fromkeys(tokens(text, code)))[:_WORDS]


@cache
def _vendor() -> str:
    return connection.vendor


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def index(versions: Sequence[int]) -> None:
    """Make the paragraphs of new versions known. PostgreSQL keeps its own index up to date.

    In rising order: SQLite's index begins a new segment for a row below the one before it. The
    sign before ``language`` keeps SQLite from walking through all paragraphs of the language.
    """
    if _vendor() != "sqlite" or not versions:
        return
    marks = ", ".join(["%s"] * len(versions))
    with connection.cursor() as cursor:
        for code in CODES:
            cursor.execute(
                f"INSERT INTO register_search_{code}(rowid, words) SELECT place, words "  # noqa: S608
                f"FROM register_paragraph WHERE +language = %s AND version_id IN ({marks}) "
                "ORDER BY +place",
                [code, *versions],
            )


def clear(version: int, code: str) -> None:
    """Forget the paragraphs of a version; call before they are deleted."""
    if _vendor() == "sqlite":
        _rows(
            f"INSERT INTO register_search_{code}(register_search_{code}, rowid, words) "  # noqa: S608
            "SELECT 'delete', place, words FROM register_paragraph WHERE version_id = %s "
            "ORDER BY +place",
            [version],
        )


def rebuild() -> None:
    """Make the index anew from the paragraphs; PostgreSQL's is made anew by itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        for code in CODES:
            table = f"register_search_{code}"
            if _vendor() == "sqlite":
                cursor.execute(f"INSERT INTO {table}({table}) VALUES('delete-all')")
                cursor.execute(
                    f"INSERT INTO {table}(rowid, words) SELECT place, words "  # noqa: S608
                    "FROM register_paragraph WHERE language = %s ORDER BY place",
                    [code],
                )
            else:
                cursor.execute(f"REINDEX INDEX register_words_{code}")


def lost(most: int = 20) -> dict[str, int]:
    """How many of the ``most`` newest paragraphs of each language the index does not find."""
    out = {}
    for code in CODES:
        rows = Paragraph.objects.filter(language=code).order_by("-place")[:most]
        with_words = [row for row in rows if row.words.strip()]
        missing = [row for row in with_words if not _finds(row, code)]
        if missing:
            out[code] = len(missing)
    return out


def _finds(row: Paragraph, code: str) -> bool:
    word = row.words.split()[0]
    if _vendor() == "sqlite":
        table = f"register_search_{code}"
        inside = f"SELECT 1 FROM {table} WHERE {table} MATCH %s AND rowid = %s"  # noqa: S608
        return bool(_rows(inside, [_match([word]), row.place]))
    return bool(
        _rows(
            f"SELECT 1 FROM register_paragraph p WHERE {_has(code)} AND place = %s",  # noqa: S608
            [[word], row.place],
        )
    )


def find(text: str, code: str, most: int, start: int = 0, before: int | None = None) -> list[int]:
    """Places of ``most`` paragraphs with every word of ``text``, read as language ``code``.

    They are the newest, after the first ``start``, and below the place ``before`` where one is
    given. Raises ``LookupError`` for an unknown language.
    """
    words = _query(text, code)
    if not words:
        return []
    below = _LARGEST if before is None else before
    if _vendor() == "sqlite":
        table = f"register_search_{code}"
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid < %s "  # noqa: S608
            "ORDER BY rowid DESC LIMIT %s OFFSET %s"
        )
        return [p for (p,) in _rows(statement, [_match(words), below, most, start])]
    found = _few(words, code)
    if len(found) > MOST:
        return _walked(words, code, below, most, start)
    return [place for place in sorted(found, reverse=True) if place < below][start : start + most]


def count(text: str, code: str, most: int = MOST) -> int:
    """How many paragraphs have every word; ``most + 1`` where more than ``most`` do."""
    words = _query(text, code)
    if not words:
        return 0
    if _vendor() == "sqlite":
        table = f"register_search_{code}"
        inside = f"SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT %s"  # noqa: S608
        values: list[Any] = [_match(words), most + 1]
    else:
        inside = f"SELECT 1 FROM register_paragraph p WHERE {_has(code)} LIMIT %s"  # noqa: S608
        values = [words, most + 1]
    with _by_words():
        ((number,),) = _rows(f"SELECT count(*) FROM ({inside}) AS found", values)  # noqa: S608
    return int(number)


def mandates(text: str, code: str) -> list[int]:
    """Keys of the mandates that stand in paragraphs with every word."""
    return [key for (key,) in _rows(*_mandates(text, code))]


def mandates_inside(text: str, code: str) -> RawSQL:
    """The same as part of a question to the database."""
    return RawSQL(*_mandates(text, code))  # noqa: S611 - words go as values


def _mandates(text: str, code: str) -> tuple[str, list[Any]]:
    words = _query(text, code)
    if not words:
        return "SELECT id FROM register_mandate WHERE id IS NULL", []
    join = (
        "JOIN register_version v ON v.id = p.version_id JOIN register_mandate m "
        "ON m.resolution_id = v.resolution_id AND m.address = p.address"
    )
    if _vendor() == "sqlite":
        table = f"register_search_{code}"
        statement = (
            f"SELECT m.id FROM {table} CROSS JOIN register_paragraph p "  # noqa: S608
            f"ON p.place = {table}.rowid AND p.language = %s {join} WHERE {table} MATCH %s"
        )
        return statement, [code, _match(words)]
    statement = f"SELECT m.id FROM register_paragraph p {join} WHERE {_has(code)}"  # noqa: S608
    return statement, [words]


def paragraphs(places: Sequence[int], code: str) -> list[Paragraph]:
    """The paragraphs of language ``code`` at these places, in their order, with resolutions."""
    rows = (
        Paragraph.objects.filter(language=code, place__in=places)
        .select_related("version__resolution")
        .only(*_SHOWN)
    )
    found = {row.place: row for row in rows}
    return [found[place] for place in places if place in found]


class Matches:
    """The matches of a search as a list that is read slice by slice, for a paginator."""

    def __init__(self, text: str, code: str) -> None:
        self.text = text
        self.code = code
        self._number: int | None = None

    def count(self) -> int:
        """How many there are, ``MOST`` at most."""
        if self._number is None:
            self._number = count(self.text, self.code)
        return min(self._number, MOST)

    __len__ = count

    @property
    def more(self) -> bool:
        """Whether there are more than are counted."""
        self.count()
        return (self._number or 0) > MOST

    def __getitem__(self, wanted: slice) -> list[Paragraph]:
        """Some of them."""
        start, stop = wanted.start or 0, MOST if wanted.stop is None else wanted.stop
        return paragraphs(find(self.text, self.code, max(stop - start, 0), start), self.code)


def _match(words: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in words)


# PostgreSQL: rare words by the index of words, common ones by a walk from the newest


def _has(code: str) -> str:
    return f"p.language = '{code}' AND {_ARRAY} @> %s"  # the index is for one language


def _by_words() -> Any:
    """Within this, PostgreSQL asks its index of words, however common it thinks they are."""
    return _planned("enable_seqscan")


class _planned:  # noqa: N801 - reads as a word where it is used
    """A transaction in which the planner leaves some ways aside; nothing on SQLite."""

    def __init__(self, *ways: str) -> None:
        self.ways = ways
        self.inside: Any = None

    def __enter__(self) -> None:
        if _vendor() == "postgresql":
            self.inside = transaction.atomic()
            self.inside.__enter__()
            self._set("off")

    def __exit__(self, *error: Any) -> None:
        if self.inside is not None:
            if error[0] is None:
                self._set("default")
            self.inside.__exit__(*error)

    def _set(self, value: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("; ".join(f"SET LOCAL {way} = {value}" for way in self.ways))


def _few(words: list[str], code: str) -> list[int]:
    statement = f"SELECT p.place FROM register_paragraph p WHERE {_has(code)} LIMIT %s"  # noqa: S608
    with _by_words():
        return [place for (place,) in _rows(statement, [words, MOST + 1])]


def _walked(words: list[str], code: str, below: int, most: int, start: int) -> list[int]:
    """From the newest on, until enough have every word: soon, since these words are common."""
    has = " AND ".join(["strpos(' ' || p.words || ' ', %s) > 0"] * len(words))
    statement = (
        f"SELECT p.place FROM register_paragraph p WHERE p.language = '{code}' "  # noqa: S608
        f"AND p.place < %s AND {has} ORDER BY p.place DESC LIMIT %s OFFSET %s"
    )
    sought = [f" {word} " for word in words]
    with _planned("enable_seqscan", "enable_sort", "enable_bitmapscan"):
        return [place for (place,) in _rows(statement, [below, *sought, most, start])]
