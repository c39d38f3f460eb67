#!/usr/bin/env python3
"""The catalogues of the pages: bring them up to date with the words in use, and compile them.

``scripts/catalogues.py`` lists what is missing and exits 1 if anything is; ``--write`` puts new
words into ``locale/*/LC_MESSAGES/django.po`` (to be translated by hand) and compiles the rest.
Needs xgettext of the package gettext.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOM = Path(__file__).resolve().parents[1] / "src" / "seized" / "register"
LOCALES = ("ar", "es", "fr", "ru", "zh_Hans")


def missing(path: Path) -> list[str]:
    """The words of a catalogue that have no translation, or a fuzzy one."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    return [str(m.id) for m in catalogue if m.id and (m.fuzzy or not _complete(m.string))]


def _complete(said: str | tuple[str, ...]) -> bool:
    """Whether there is a translation, and of a plural every form."""
    return bool(said) and all(said)


def compiled(path: Path) -> bytes:
    """The binary form of a catalogue."""
    with path.open("rb") as file, tempfile.TemporaryFile() as out:
        write_mo(out, read_po(file))
        out.seek(0)
        return out.read()


def extract() -> None:
    """Have Django collect the words in use into every catalogue."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seized.register.settings")
    os.environ.setdefault("SEIZED_DATA", tempfile.mkdtemp(prefix="seized-words-"))
    import django
    from django.core.management import call_command

    django.setup()
    os.chdir(ROOM)
    call_command(
        "makemessages",
        locale=list(LOCALES),
        no_location=True,
        no_obsolete=True,
        verbosity=0,
    )


def main() -> int:
    """Extract if asked, compile, and tell what is missing."""
    paths = [ROOM / "locale" / name / "LC_MESSAGES" / "django.po" for name in LOCALES]
    if "--write" in sys.argv[1:]:
        extract()
        for path in paths:
            path.with_suffix(".mo").write_bytes(compiled(path))
    left = {path.parts[-3]: missing(path) for path in paths}
    for name, words in left.items():
        for word in words:
            print(f"{name}: {word!r} has no translation")
    return 1 if any(left.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
