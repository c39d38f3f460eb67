"""Markdown: told from plain text, and rendered where its syntax goes beyond emphasis.

Most Markdown of resolutions is plain text in which openings and titles stand between asterisks.
That is left as it is: offsets count in the text as given. Headings, notes ``[^1]``, links,
quotes, tables, escapes and entities are rendered into blocks, as HTML would be.
"""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["markdown_kind"]

# Chinese and Arabic set emphasis within what counts as a word, so only ASCII letters bar it.
_EMPHASIS = re.compile(
    r"(?<![A-Za-z0-9*\\])(\*{1,3})(?=[^\s*])[^*\n]{1,400}(?<=\S)\1(?![A-Za-z0-9*])"
    r"|(?<![\w\\])(_{1,3})(?=[^\s_])[^_\n]{1,400}(?<=\S)\2(?!\w)"
)
# A pattern that begins with the line break is tried at each line, ``^`` at each character.
_SYNTAX = (
    ("#", re.compile(r"\n {0,3}#{1,6}[ \t]+\S")),
    (">", re.compile(r"\n {0,3}> \S")),
    ("^", re.compile(r"\[\^[^\]\s]{1,40}\]")),
    ("](", re.compile(r"\]\((?:https?:|mailto:|/|#|\./)[^\s)]+\)")),
    ("|", re.compile(r"\n {0,3}\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE)),
    ("\\", re.compile(r"\\[.()\[\]*_#\-\\]")),
    ("&", re.compile(r"&(?:amp|nbsp|lt|gt|quot|#\d{2,5});")),
    ("<", re.compile(r"</?(?:sup|b|i|em|strong|br)[ /]*>", re.IGNORECASE)),
)


def markdown_kind(text: str) -> Literal["none", "emphasis", "rich"]:
    """Whether a text is Markdown: not, by its emphasis only, or with more syntax than that.

    One emphasized stretch may be a footnote's asterisk and chance; two are not.
    """
    if any(sign in text and form.search(f"\n{text}") for sign, form in _SYNTAX):
        return "rich"
    if "*" not in text and "_" not in text:
        return "none"
    found = _EMPHASIS.finditer(text)
    return "emphasis" if next(found, None) and next(found, None) else "none"
