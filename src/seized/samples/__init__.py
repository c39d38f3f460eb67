"""Resolutions about an invented organization and invented ferries, in six languages.

Nothing in them was ever adopted: organization, places, dates and symbols are made up, and the
drafting follows the manner of the General Assembly. That of session 95 is there in several forms.
That of session 97 continues it, and that of session 96, about ferries, holds slips as real
documents have them, one or two in each language; both are there as text.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from seized.model.errors import NotFound

__all__ = ["CODES", "FORMS", "SESSIONS", "names", "path"]

CODES = ("ar", "en", "es", "fr", "ru", "zh")
FORMS = ("txt", "md", "page", "docx", "pdf", "xml")
SESSIONS = (95, 96, 97)


def names() -> tuple[tuple[str, str], ...]:
    """Every ``(code, form)`` of the first resolution, in a fixed order."""
    return tuple((code, form) for code in CODES for form in FORMS)


def path(code: str, form: str = "txt", session: int = 95) -> Path:
    """The file of the sample in language ``code`` and ``form``.

    The forms are ``txt`` (pasted from a word processor), ``md``, ``page`` (text drawn from a
    PDF: hard line ends, running heads, notes at the foot of the page), ``docx``, ``pdf`` and
    ``xml`` (Akoma Ntoso). Sessions 96 and 97 have ``txt`` alone. Raises ``NotFound`` for
    anything else.
    """
    if code not in CODES or form not in FORMS:
        raise NotFound(
            f"no sample {code!r} in form {form!r}",
            advice=f"Languages: {', '.join(CODES)}; forms: {', '.join(FORMS)}",
        )
    if session not in SESSIONS or (session != 95 and form != "txt"):
        raise NotFound(
            f"no sample of session {session} in form {form!r}",
            advice="Session 95 has every form, sessions 96 and 97 the form txt",
        )
    if session != 95:
        name = "ferries" if session == 96 else "halvard"
        return Path(str(files("seized.samples"))) / code / f"{name}.{session}.{code}.txt"
    name = f"halvard.page.{code}.txt" if form == "page" else f"halvard.{code}.{form}"
    return Path(str(files("seized.samples"))) / code / name
