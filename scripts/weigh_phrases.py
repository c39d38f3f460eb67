"""Weigh the phrases that speak for a deliverable on clauses that were marked by hand.

    python scripts/weigh_phrases.py ../shared --check    # points tried on what was not weighed
    python scripts/weigh_phrases.py ../shared --write    # points of both sessions, written down

The marks are in ``deliverable_marks.toml``: of each paragraph what its clauses ask to be
delivered, read in English by the definition of a mandate. The same mark holds for the same clause
in all six languages. Weighed with them are the invented examples and counter-examples of
``deliverables.toml``, so that an example that a jurist adds is learned (a counter-example asks for
an action), and the invented clauses in ``clauses/``, in the manner of organs of which no
resolutions are at hand and on subjects that sessions 75 and 77 do not have. For each language and
each kind a logistic regression with an L1 penalty finds the few phrases that tell it, and one with
an L2 penalty weighs these. All phrases under an L2 penalty of strength 0.5 agree in two of a
hundred clauses more on new subjects, but want five times as many rows and 6 % more time to read.
Eight points are one unit of the log-odds. It needs scikit-learn (``requirements-weigh.lock``), the
product does not. Sentences never leave the shared folder.

Seven of ten clauses of a session stand, nearly word for word, in the other one, as resolutions
come back year after year. ``--check`` therefore tells two things: each session by points weighed
on the other, which is how well what comes back is told, and each subject by points weighed on
other subjects, which is how well what is new is told.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

ROOT = Path(__file__).resolve().parents[1]
MARKS = Path(__file__).with_name("deliverable_marks.toml")
INVENTED = Path(__file__).with_name("clauses")
FINDING = 10.0  # strength of the fit that finds the phrases, against its penalty
LEAST = 0.125  # log-odds that a phrase must have in it
STRENGTH = 2.0  # of the fit that weighs them
RARE = 6.0  # so much the clauses must count for in which a phrase stands
TORN = 0.5  # what a mark counts for about which the reader was torn
EXAMPLE = 3.0  # what an invented clause counts for
ALIKE = 0.55  # cosine of two resolutions on the same subject
UNIT = 8  # points for one unit of log-odds

sys.path.insert(0, str(ROOT / "tests" / "meaning"))
import hand_reading  # noqa: E402
import invented_texts  # noqa: E402

from seized import engine  # noqa: E402
from seized.languages import CODES, language  # noqa: E402
from seized.meaning import mandates  # noqa: E402
from seized.meaning.deliverables import KINDS, told_by_fixed_words  # noqa: E402
from seized.meaning.phrases import phrases_of  # noqa: E402
from seized.meaning.vocabulary import Hit  # noqa: E402
from seized.model.errors import SeizedError  # noqa: E402
from seized.model.findings import ActorMention, Deliverable  # noqa: E402
from seized.model.resolution import Resolution  # noqa: E402

Place = tuple[str, str]


class Told(NamedTuple):
    """What ``deliverable_of`` was asked about one clause."""

    text: str
    hits: tuple[tuple[int, int, str], ...]
    act: str
    code: str
    sessions: bool
    begin: int


def phrases(told: Told) -> list[str]:
    """The phrases of a clause, as the product sees them."""
    hits = [Hit(*hit) for hit in told.hits]
    fixed = told_by_fixed_words(hits, *told[2:])
    found = phrases_of(told.text, hits, *told[2:], fixed or "")
    return list(set(found))


def read(job: tuple[str, str, bytes]) -> list[tuple[Place, Told]]:
    """Every clause of one file that the product takes for directive."""
    code, name, data = job
    try:
        record = engine.read(data, name=name, code=code)
    except SeizedError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return []
    symbol = str(record.resolution.symbol)
    told = asked_of(record.resolution, record.source.text, code, record.actors)
    return [((symbol, mandate.at), one) for mandate, one in zip(record.mandates, told, strict=True)]


def asked_of(
    resolution: Resolution, source_text: str, code: str, actors: tuple[ActorMention, ...] = ()
) -> list[Told]:
    """What the product asks of every clause of a resolution to know what it asks for."""
    asked: list[Told] = []

    def listen(text: str, hits: Sequence[Hit], *rest: Any) -> Deliverable:
        asked.append(Told(text, tuple((h.start, h.end, h.tag) for h in hits), *rest))
        return "action"

    mandates.find_mandates(resolution, source_text, code, actors, tell=listen)
    return asked


def examples(code: str) -> list[tuple[str, Told]]:
    """The invented clauses of a language with what they ask for."""
    table = language(code).table("deliverables")
    rows = [(kind, text) for kind, texts in table["examples"].items() for text in texts]
    rows += [("action", text) for texts in table["counter_examples"].values() for text in texts]
    for path in sorted(INVENTED.glob("*.toml")):
        clauses = tomllib.loads(path.read_text(encoding="utf-8"))["clause"]
        rows += [(clause["deliverable"], clause[code]) for clause in clauses]
    out = []
    for kind, text in rows:
        told = asked_of(*invented_texts.resolution(text), code)
        if len(told) != 1:
            print(f"{code}: {len(told)} clauses, not weighed: {text}", file=sys.stderr)
            continue
        out.append((kind, told[0]))
    return out


class Marked(NamedTuple):
    """One clause with its mark, as it stands in six languages."""

    place: Place
    kind: str
    torn: bool
    told: dict[str, Told]


def marks() -> dict[Place, list[str]]:
    """By paragraph the marks of its clauses in order; ``-`` where there is none."""
    out: dict[Place, list[str]] = {}
    for symbol, line in tomllib.loads(MARKS.read_text(encoding="utf-8")).items():
        for part in line.split("; "):
            at, *kinds = part.split()
            out[symbol, at] = kinds
    return out


def gather(shared: Path) -> list[Marked]:
    """The marked clauses; those that the six versions do not all have are left out."""
    jobs = [
        (code, name, data)
        for code in CODES
        for session in hand_reading.SESSIONS
        for name, data in hand_reading.files_in(shared, session, code).items()
    ]
    held: dict[Place, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    marked = marks()
    with Pool() as pool:
        for found in pool.imap_unordered(read, jobs, chunksize=20):
            for place, told in found:
                if place in marked:
                    held[place][told.code].append(told)
    out = []
    for place, kinds in marked.items():
        versions = held[place]
        if {len(versions[code]) for code in CODES} != {len(kinds)}:
            continue
        for at, kind in enumerate(kinds):
            if kind != "-":
                told = {code: versions[code][at] for code in CODES}
                out.append(Marked(place, kind.strip("?~"), kind.endswith("?"), told))
    left = sum(len(k) - k.count("-") for k in marked.values()) - len(out)
    print(f"{len(out)} marked clauses in six languages, {left} left out", file=sys.stderr)
    return out


class Table:
    """The clauses of one language as a matrix of phrases."""

    def __init__(self, clauses: list[Marked], code: str) -> None:
        invented = examples(code)
        told = [one.told[code] for one in clauses] + [one for _, one in invented]
        weights = [TORN if one.torn else 1.0 for one in clauses] + [EXAMPLE] * len(invented)
        self.weight = np.array(weights)
        counter = CountVectorizer(analyzer=phrases, binary=True)
        matrix = counter.fit_transform(told).astype(float).tocsr()
        common = np.nonzero(matrix.T @ self.weight >= RARE)[0]
        self.matrix = matrix[:, common]
        self.names = [str(name) for name in counter.get_feature_names_out()[common]]
        self.kinds = np.array([one.kind for one in clauses] + [kind for kind, _ in invented])
        self.invented = np.arange(len(clauses), len(told))

    def points(self, rows: Any) -> tuple[Any, Any]:
        """Points of each phrase for each kind, and what each kind starts with, from these rows."""
        rows = np.concatenate([rows, self.invented])
        telling, _ = self._weights(self.matrix, rows, FINDING, 1.0)
        kept = np.nonzero((np.abs(telling) >= LEAST).any(axis=0))[0]
        weights, starts = self._weights(self.matrix[:, kept], rows, STRENGTH, 0.0)
        columns = np.zeros_like(telling)
        columns[:, kept] = np.round(weights * UNIT)
        return columns, np.round(starts * UNIT)

    def _weights(self, matrix: Any, rows: Any, strength: float, few: float) -> tuple[Any, Any]:
        """The log-odds of each phrase for each kind; ``few`` 1 leaves most of them at nought."""
        weights, starts = [], []
        for kind in KINDS:
            model = LogisticRegression(
                C=strength, l1_ratio=few, solver="liblinear", max_iter=100, random_state=0
            )
            model.fit(matrix[rows], self.kinds[rows] == kind, sample_weight=self.weight[rows])
            starts.append(model.intercept_[0])
            weights.append(model.coef_[0])
        return np.array(weights), np.array(starts)

    def told(self, points: tuple[Any, Any], rows: Any) -> Any:
        """The kinds that points tell of these rows."""
        return np.array(KINDS)[(self.matrix[rows] @ points[0].T + points[1]).argmax(1)]


def check(clauses: list[Marked]) -> None:
    """What comes back in another session, and what is new, told by points of the rest alone."""
    sessions = np.array([one.place[0].split("/")[2] for one in clauses])
    parts = {"other session": sessions, "other subjects": subjects(clauses)}
    marked = np.array([one.kind for one in clauses])
    with Pool() as pool:
        found = pool.starmap(_across, ((clauses, code, parts) for code in CODES))
    for name in parts:
        told = {code: one[name] for code, one in zip(CODES, found, strict=True)}
        right = ", ".join(f"{code} {(told[code] == marked).mean():.4f}" for code in CODES)
        pairs = [(told[a] == told[b]).mean() for a, b in combinations(CODES, 2)]
        print(f"{name}: right of {len(clauses)}: {right}")
        print(f"{name}: two languages tell the same: {np.mean(pairs):.4f}")
        wrong = Counter(zip(map(str, marked), map(str, told["en"]), strict=True))
        missed = [(pair, count) for pair, count in wrong.most_common() if pair[0] != pair[1]]
        print(f"{name}: en, marked and told: {missed[:12]}", flush=True)


def subjects(clauses: list[Marked]) -> Any:
    """One of five parts for each clause; resolutions that are alike in words are in one part."""
    symbols, place = np.unique([one.place[0] for one in clauses], return_inverse=True)
    matrix = TfidfVectorizer(analyzer=phrases).fit_transform(one.told["en"] for one in clauses)
    of = csr_matrix((np.ones(len(clauses)), (place, range(len(clauses)))))
    whole = normalize(of @ matrix)
    count, subject = connected_components(whole @ whole.T > ALIKE, directed=False)
    part = np.random.default_rng(0).integers(0, 5, count)
    print(f"{len(symbols)} resolutions on {count} subjects", file=sys.stderr)
    return part[subject][place]


def _across(clauses: list[Marked], code: str, parts: dict[str, Any]) -> dict[str, Any]:
    table = Table(clauses, code)
    out = {name: np.empty(len(clauses), dtype=object) for name in parts}
    for name, part in parts.items():
        for one in np.unique(part):
            away, here = np.where(part != one)[0], np.where(part == one)[0]
            out[name][here] = table.told(table.points(away), here)
    return out


def write(clauses: list[Marked]) -> None:
    """Weigh everything and write the points of the six languages."""
    with Pool() as pool:
        for code, text, share in pool.imap(_written, ((clauses, code) for code in CODES)):
            path = ROOT / "src" / "seized" / "languages" / code / "deliverable_points.tsv"
            path.write_text(text, encoding="utf-8")
            print(f"{code}: {share:.4f} of the clauses it was weighed on", flush=True)


def _written(job: tuple[list[Marked], str]) -> tuple[str, str, float]:
    clauses, code = job
    table = Table(clauses, code)
    every = np.arange(len(clauses))
    columns, starts = table.points(every)
    share = (table.told((columns, starts), every) == table.kinds[every]).mean()
    rows = dict(zip(table.names, columns.T, strict=True))
    lines = [
        "\t".join(("phrase", *KINDS)),
        _row("", starts),
        *(_row(name, rows[name]) for name in sorted(rows) if rows[name].any()),
    ]
    return code, "\n".join(lines) + "\n", share


def _row(name: str, points: Any) -> str:
    return "\t".join((name, *(str(int(one) or "") for one in points)))


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    clauses = gather(options.shared)
    if options.check:
        check(clauses)
    if options.write:
        write(clauses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
