"""One resolution about an invented organization, in six languages and several forms.

Nothing in it was ever adopted: organization, places, dates and symbols are made up, and the
drafting follows the manner of the General Assembly.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from seized.model.errors import NotFound

__all__ = ["CODES", "FORMS", "names", "path"]

CODES = ("ar", "en", "es", "fr", "ru", "zh")
FORMS = ("txt", "md", "page", "docx", "pdf", "xml")


def names() -> tuple[tuple[str, str], ...]:
    """Every ``(code, form)`` that ``path`` knows, in a fixed order."""
    return tuple((code, form) for code in CODES for form in FORMS)


def path(code: str, form: str = "txt") -> Path:
    """The file of the sample in language ``code`` and ``form``.

    The forms are ``txt`` (pasted from a word processor), ``md``, ``page`` (text drawn from a
    PDF: hard line ends, running heads, notes at the foot of the page), ``docx``, ``pdf`` and
    ``xml`` (Akoma Ntoso). Raises ``NotFound`` for any other language or form.
    """
    if code not in CODES or form not in FORMS:
        raise NotFound(
            f"no sample {code!r} in form {form!r}",
            advice=f"Languages: {', '.join(CODES)}; forms: {', '.join(FORMS)}",
        )
    name = f"halvard.page.{code}.txt" if form == "page" else f"halvard.{code}.{form}"
    return Path(str(files("seized.samples"))) / code / name
