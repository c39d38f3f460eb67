"""Every word of the pages is there in six languages."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
SPEC = importlib.util.spec_from_file_location("catalogues", ROOT / "scripts" / "catalogues.py")
assert SPEC is not None
assert SPEC.loader is not None
catalogues = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(catalogues)

PATHS = [catalogues.ROOM / "locale" / c / "LC_MESSAGES" / "django.po" for c in catalogues.LOCALES]
IDS = list(catalogues.LOCALES)
_EXACT = (0, 1, 2)  # Arabic has forms for none, one and two, which say the number by themselves
_GAP = re.compile(r"%\(\w+\)[sd]|%[sd]")


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_every_word_has_a_translation(path) -> None:
    assert catalogues.missing(path) == []


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_a_translation_has_the_gaps_of_its_original(path) -> None:
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id:
                forms = message.string if message.pluralizable else (message.string,)
                first = message.id[-1] if message.pluralizable else message.id
                exact = _EXACT if message.pluralizable and len(forms) == 6 else ()
                for number, second in enumerate(forms):
                    wanted, found = sorted(_GAP.findall(first)), sorted(_GAP.findall(second))
                    assert found == wanted or (number in exact and not found), first


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_the_compiled_catalogue_is_that_of_the_source(path) -> None:
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(path)


def test_words_are_marked_by_the_names_that_the_collector_knows() -> None:
    """One that is imported under another name marks words that are then never collected."""
    other = []
    for path in catalogues.ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                names = [one for one in node.names if "gettext" in one.name]
                other += [(path.name, n.asname) for n in names if n.asname not in (None, "_")]
    assert other == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs xgettext of gettext")
def test_no_word_in_use_is_missing_from_the_catalogues(tmp_path, monkeypatch) -> None:
    room = tmp_path / "register"
    shutil.copytree(catalogues.ROOM, room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(catalogues, "ROOM", room)
    monkeypatch.chdir(tmp_path)
    before = set(_words(PATHS[0]))
    catalogues.extract()
    after = set(_words(room / "locale" / "ar" / "LC_MESSAGES" / "django.po"))
    assert after - before == set()


def _words(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [str(message.id) for message in read_po(file) if message.id]
