"""Document symbols, bodies, sessions and their calendar, IRIs (language-free)."""

from seized.symbols.grammar import parse
from seized.symbols.iri import Iri, parse_iri, work_iri
from seized.symbols.letters import (
    abjad_from_latin,
    agenda_item,
    agenda_item_printed,
    arabic_letter_name,
    latin_letter,
    plain,
    roman,
    unroman,
)
from seized.symbols.numbers import latin_number, number_of, parse_number, printed
from seized.symbols.sessions import (
    SessionKind,
    SessionWindow,
    council_session,
    ga_session,
    human_rights_council_session,
    opening_by_rule,
    session_on,
    sessions_begun,
    sessions_on,
)
from seized.symbols.symbol import Symbol, SymbolKind

__all__ = [
    "Iri",
    "SessionKind",
    "SessionWindow",
    "Symbol",
    "SymbolKind",
    "abjad_from_latin",
    "agenda_item",
    "agenda_item_printed",
    "arabic_letter_name",
    "council_session",
    "ga_session",
    "human_rights_council_session",
    "latin_letter",
    "latin_number",
    "number_of",
    "opening_by_rule",
    "parse",
    "parse_iri",
    "parse_number",
    "plain",
    "printed",
    "roman",
    "session_on",
    "sessions_begun",
    "sessions_on",
    "unroman",
    "work_iri",
]
