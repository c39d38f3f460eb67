"""Hold the speed of reading against its peers; exit with 1 when a bar of bars.toml is missed.

Every contestant runs in an interpreter of its own. Text by text all take their turn, round after
round, and of each text the best time of each counts: whatever else a busy machine does only adds
to a time, and to all alike.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpus" / "akn-77.tar.xz"
OURS = ("structure", "seized")
PEERS = ("eyecite", "bluebell", "spacy")
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)


def corpus_texts(count: int) -> list[str]:
    """English resolutions as pasted text; without the shared folder the bundled sample."""
    from seized import samples
    from seized.engine import read_source_text
    from seized.reading import read_source

    if not CORPUS.exists():
        return [samples.path("en").read_text("utf-8")] * count
    texts: list[str] = []
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            if len(texts) == count:
                break
            if not member.isfile() or "English" not in member.name:
                continue
            data = archive.extractfile(member)
            if data is None:
                continue
            source = read_source(data.read(), member.name)
            words = [source.text[block.start : block.end] for block in source.blocks]
            text = "\n\n".join(word for word in words if word)
            if len(read_source_text(source, "en").resolution.operative) > 1:
                texts.append(text)
    return texts


def actor_names() -> list[tuple[str, str]]:
    """Every form of every name that Seized looks for in an English text, with its actor."""
    from seized.languages import language
    from seized.meaning.naming import written

    table = language("en").table("actors")
    found = {
        (form, key)
        for section in ("names", "offices", "offices_plural", "decoys")
        for key, names in table[section].items()
        for name in names
        for form in written(name, "en")
    }
    return sorted(found)


class Contestant:
    """A worker that waits for its turn."""

    def __init__(self, name: str, python: str, given: Path) -> None:
        self.name = name
        command = [python, str(HERE / "worker.py"), name, str(given)]
        self.process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.answer()

    def answer(self) -> str:
        """The next line it says; an error when it has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"bench: {self.name} stopped")
        return line

    def turn(self, text: int) -> float:
        """CPU seconds for one of the texts."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()
        return float(self.answer())


def race(
    texts: list[str], peers: str, rounds: int, bars: dict[str, dict[str, float]]
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """How many times as long each peer takes as each of ours; and CPU seconds by name."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.json"
        given.write_text(json.dumps({"texts": texts, "names": actor_names()}), encoding="utf-8")
        workers = {
            name: Contestant(name, sys.executable if name in OURS else peers, given)
            for name in (*OURS, *PEERS)
        }
        best = {name: [float("inf")] * len(texts) for name in workers}
        for _ in range(rounds):
            for text in range(len(texts)):
                for name, worker in workers.items():
                    best[name][text] = min(best[name][text], worker.turn(text))
        for worker in workers.values():
            worker.process.kill()
            worker.process.wait()
    seconds = {name: sum(times) for name, times in best.items()}
    ratios = {(own, peer): seconds[peer] / seconds[own] for own in OURS for peer in bars[own]}
    return ratios, seconds


def growth(texts: list[str]) -> dict[int, float]:
    """Milliseconds for each kilobyte, by size of the text."""
    from seized.engine import read

    base = texts[0]
    for text in texts[1:]:
        if len(base) >= SIZES[0]:
            break
        base += "\n\n" + text
    found = {}
    for size in SIZES:
        text = (base + "\n\n") * (size // len(base) + 1)
        data = text.encode()[:size]
        took = []
        for _ in range(5 if size < 10**6 else 1):
            begin = time.process_time()
            read(data, code="en")
            took.append(time.process_time() - begin)
        found[size] = min(took) / size * 1e6
    return found


def own_cost(*command: str, runs: int = 7) -> float:
    """Milliseconds of CPU that the median run of a command takes."""
    took = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(took) * 1000


def peak(texts: list[str]) -> float:
    """Peak memory in megabytes of a process that reads a text of 5 MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        base = "\n\n".join(texts)
        path.write_bytes((base * (SIZES[-1] // len(base) + 1)).encode()[: SIZES[-1]])
        code = (
            "import resource, sys; from pathlib import Path; from seized.engine import read; "
            "read(Path(sys.argv[1]).read_bytes(), code='en'); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", code, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout) / 1024


def main() -> int:
    """Measure, print a table, tell which bars are missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="the interpreter that has the peers")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--texts", type=int, default=60)
    options = parser.parse_args()
    bars = tomllib.loads((HERE / "bars.toml").read_text(encoding="utf-8"))
    texts = corpus_texts(options.texts)
    size = sum(map(len, texts))
    print(
        f"{len(texts)} English resolutions, {size / 1000:.0f} kB, best of {options.rounds} rounds"
    )
    ratios, seconds = race(texts, options.peers, options.rounds, bars)
    for name, took in seconds.items():
        print(f"{name:<12}{size / took / 1e6:>6.2f} MB/s")
    rows = [
        (f"{own} over {peer}", value, ">=", bars[own][peer])
        for (own, peer), value in ratios.items()
    ]
    sizes = growth(texts)
    for length, cost in sizes.items():
        print(f"{length / 1000:>8.0f} kB  {cost:.3f} ms/kB")
    grown = sizes[SIZES[-1]] / sizes[SIZES[0]]
    rows.append(("growth from 10 kB to 5 MB", grown, "<=", bars["linear"]["growth"]))
    rows.append(("MB for a text of 5 MB", peak(texts), "<=", bars["memory"]["five_megabytes"]))
    version = str(Path(sys.executable).with_name("seized"))
    imported = own_cost(sys.executable, "-c", "import seized")
    rows.append(("ms of import", imported, "<=", bars["start"]["import"]))
    rows.append(("ms of --version", own_cost(version, "--version"), "<=", bars["start"]["version"]))
    missed = 0
    for name, value, sign, bar in rows:
        held = value >= bar if sign == ">=" else value <= bar
        missed += not held
        print(f"{name:<28}{value:>9.2f}  {sign} {bar:<6}{'' if held else '  MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
