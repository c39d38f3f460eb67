"""Hold the reading against the official mark-up; fail below a pinned floor.

The floors are in ``floors.toml`` with the digest of the corpus they were measured on.
``--pin`` raises floors to a little below what was measured; it never lowers one, except with
``--allow-lower``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

from due_gold import figures as due_figures
from due_gold import gold_units, load

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PINS = ROOT / "floors.toml"
ARCHIVES = ("akn-75.tar.xz", "akn-77.tar.xz")
MARGIN = 0.004


def corpus_digest() -> str:
    """SHA-256 over the archives of the training corpus and the scorer."""
    digest = hashlib.sha256()
    names = [SHARED / "corpus" / name for name in ARCHIVES]
    for path in [*names, SHARED / "bench" / "gold.py", SHARED / "bench" / "score.py"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run(*command: str, cwd: Path) -> str:
    """Run a command, its output returned; an error shows what it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode not in (0, 5):
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def measure(folder: Path, sets: int, seed: int) -> dict[str, float]:
    """Draw texts in six languages, read them, score them: figure by name."""
    for name in ARCHIVES:
        with tarfile.open(SHARED / "corpus" / name) as archive:
            archive.extractall(folder / "corpus", filter="data")
    for name in ("gold.py", "score.py"):
        shutil.copy(SHARED / "bench" / name, folder)
    roots = sorted(str(path) for path in (folder / "corpus").iterdir())
    run(
        sys.executable,
        "score.py",
        "make",
        *roots,
        "--out",
        "S",
        "--per-lang",
        str(sets),
        "--seed",
        str(seed),
        cwd=folder,
    )
    records = folder / "S" / "records.jsonl"
    seized = Path(sys.executable).with_name("seized")
    records.write_text(
        run(str(seized), "read", "--jsonl", "--no-text", "-q", "S/in", cwd=folder), encoding="utf-8"
    )
    figures: dict[str, float] = {}
    scored = json.loads(
        run(sys.executable, "score.py", "score", "S", "S/records.jsonl", "--json", cwd=folder)
    )
    for key, by_language in scored.items():
        for language, value in by_language.items():
            figures[f"{key}/{language}"] = value
    figures |= due_figures(gold_units(load(folder / "S" / "gold")), load(records))
    words = run(sys.executable, "score.py", "parity", "S", "S/records.jsonl", cwd=folder)
    figures["parity/addresses"] = float(words.split("same addresses ")[1].split(";")[0])
    figures["parity/mandates"] = float(words.split("language pairs) ")[1].split(" ")[0])
    return figures


def pin(figures: dict[str, float], pins: dict[str, float], digest: str, lower: bool) -> None:
    """Write the floors: each the greater of the old one and a little below the new figure."""
    floors = {}
    for key, value in sorted(figures.items()):
        floor = round(max(0.0, value - MARGIN), 4)
        floors[key] = floor if lower else max(floor, pins.get(key, 0.0))
    lines = [
        "# Floors of accuracy on the training corpus; scripts/floors.py --pin only raises them.",
        f'corpus = "{digest}"',
        "",
        "[floor]",
    ]
    lines += [f'"{key}" = {value}' for key, value in floors.items()]
    PINS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Measure and compare; the exit code tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--allow-lower", action="store_true")
    parser.add_argument("--sets", type=int, default=30)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    if not (SHARED / "corpus").is_dir():
        print("floors: skipped, there is no shared folder beside the checkout")
        return 0
    pinned = tomllib.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}
    pins: dict[str, float] = pinned.get("floor", {})
    digest = corpus_digest()
    if pinned and pinned["corpus"] != digest and not options.pin:
        print(
            "floors: the corpus or its scorer has changed; look at the figures and pin them again"
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), options.sets, options.seed)
    if options.pin:
        pin(figures, pins, digest, options.allow_lower)
    fallen = [
        (key, floor, figures.get(key, 0.0))
        for key, floor in pins.items()
        if figures.get(key, 0.0) < floor
    ]
    for key, floor, value in fallen:
        print(f"floors: {key} is {value:.4f}, below {floor:.4f}")
    print(
        f"floors: {len(pins) - len(fallen)} of {len(pins)} figures hold, "
        f"mean {sum(figures.values()) / len(figures):.4f}"
    )
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
