"""The register under load: 24,000 records loaded, killed and resumed; pages under twenty users.

    python bench/register.py records build/bench/records.jsonl [--from LIST] [--count 24000]
    python bench/register.py load build/bench/records.jsonl --data build/bench/data [--kill 2]
    python bench/register.py ask --data build/bench/data [--users 20] [--pause 0]

``records`` varies the two bundled resolutions, or the records of a list that
``seized read --jsonl`` wrote. ``load`` runs ``seized load`` on an empty folder, samples the memory
of all its processes, kills it with SIGKILL as often as asked and runs it again, and counts what is
there in the end. ``ask`` starts ``seized serve`` and asks it from a process of its own, kind of
page after kind of page, from as many users at once as asked, half of them signed in; no address
comes twice in a row, one in two is new. On PostgreSQL: SEIZED_DATABASE_URL. Each figure stands
beside the load average, since a busy machine slows all of them. Exit code 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SEIZED = (sys.executable, "-c", "import sys; from seized.cli import main; sys.exit(main())")


def bars() -> dict[str, float]:
    """What must be held."""
    return tomllib.loads((HERE / "bars.toml").read_text(encoding="utf-8"))["register"]


def busy() -> str:
    """The load averages of the machine."""
    return "load average " + " ".join(f"{n:.2f}" for n in os.getloadavg())


def _told(name: str, value: float, way: str, bar: float, unit: str) -> bool:
    held = value <= bar if way == "<=" else value >= bar
    print(f"{name:<44}{value:>9.1f} {unit:<12} {way} {bar:g}  {'held' if held else 'MISSED'}")
    return held


# Records and their loading


def make_records(options: argparse.Namespace) -> int:
    """Write the records."""
    import register_records as source

    base = source.from_list(options.origin) if options.origin else source.bundled()
    number = source.write(source.many(base, options.count), options.path)
    print(f"{number} records from {len(base)}, {options.path.stat().st_size / 1e6:.0f} MB")
    return 0


class Watch(threading.Thread):
    """Memory of a process and its children in megabytes, and their processor time in seconds."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.seen: list[float] = []
        self.worked = 0.0

    def run(self) -> None:
        """Look twice a second until the process is gone."""
        while Path(f"/proc/{self.pid}").exists():
            family = [self.pid, *_children(self.pid)]
            if resident := sum(map(_resident, family)):
                self.seen.append(resident)
            self.worked = max(self.worked, sum(map(_worked, family)))
            time.sleep(0.5)


def _worked(pid: int) -> float:
    """Processor time of a process so far, in seconds."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _own(pid: int) -> float:
    """Memory that is the process's own, in megabytes: pages of files that it maps are left out."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1000


def _children(pid: int) -> list[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in found]


def load(options: argparse.Namespace) -> int:
    """Load, be killed, load again; count."""
    total = sum(1 for _ in options.path.open("rb"))
    command = [*SEIZED, "load", "--data", str(options.data), str(options.path)]
    chance = random.Random(7)  # noqa: S311
    spent, worked, memory = 0.0, 0.0, []
    print(f"{total} records, {busy()}")
    for turn in range(options.kill + 1):
        began = time.monotonic()
        process = subprocess.Popen(command, start_new_session=True)  # noqa: S603
        watcher = Watch(process.pid)
        watcher.start()
        if turn < options.kill:
            time.sleep(total / 150 / (options.kill + 1) * chance.uniform(0.6, 1.4))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            print(f"killed after {time.monotonic() - began:.0f} s: {_counts(options.data)}")
        elif process.wait():
            raise SystemExit("bench: seized load failed")
        watcher.join()
        worked += watcher.worked
        spent += time.monotonic() - began
        memory.append(watcher.seen)
    counts = _counts(options.data)
    print(f"{counts}; {busy()}")
    last = memory[-1]
    quarter = max(len(last) // 4, 1)
    early, late = max(last[quarter : 2 * quarter] or last), max(last[-quarter:])
    print(f"{total / worked:.0f} records for a second of processor time")
    print(f"memory of all processes: second quarter {early:.0f} MB, last {late:.0f} MB")
    held = [
        _told("records a second", total / spent, ">=", bars()["load"], "records/s"),
        _told("growth of memory", late / early, "<=", bars()["memory"], "times"),
        _told("records missing", total - counts["versions"], "<=", 0, "records"),
    ]
    return 0 if all(held) else 1


def _counts(data: Path) -> dict[str, int]:
    code = (
        "import sys; from pathlib import Path; from seized.cli.serve import open_register; "
        "open_register(Path(sys.argv[1])); from seized.register import models as m, audit; "
        "assert audit.verify() is None; "
        "print(m.Resolution.objects.count(), m.Version.objects.filter(current=True).count(), "
        "m.Paragraph.objects.count(), m.Mandate.objects.count())"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(data)], check=True, capture_output=True, text=True
    )
    names = ("resolutions", "versions", "paragraphs", "mandates")
    return dict(zip(names, map(int, done.stdout.split()), strict=True))


# Pages under load


def ask(options: argparse.Namespace) -> int:
    """Serve, ask, tell the percentiles."""
    addresses = _prepared(options.data, options.requests)
    served = subprocess.Popen(  # noqa: S603
        [*SEIZED, "serve", "--data", str(options.data), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    held = []
    try:
        assert served.stdout is not None
        origin = served.stdout.readline().strip()
        _wait_until_quiet(served.pid)
        for name, found in addresses["kinds"].items():
            if options.only and options.only not in name:
                continue
            asked = {
                "origin": origin, "users": options.users, "pause": options.pause,
                "sessions": addresses["sessions"], "addresses": found,
            }  # fmt: skip
            before = _family(served.pid)
            figures = _users(asked)
            figures["processor ms each"] = round(
                (_family(served.pid) - before) * 1000 / max(len(found), 1), 1
            )
            told = ", ".join(f"{key} {value}" for key, value in figures.items())
            print(f"{name}: {told}; {busy()}")
            if figures["failed"]:
                held.append(False)
            bar = bars()[name.split()[0]]
            held.append(_told(f"{name}, 95th percentile", figures["p95"], "<=", bar, "ms"))
        family = [served.pid, *_children(served.pid)]
        print(
            f"memory of the server: {sum(map(_own, family)):.0f} MB of its own, "
            f"{sum(map(_resident, family)):.0f} MB with the files that its connections map"
        )
    finally:
        served.terminate()
        try:
            served.wait(15)
        except subprocess.TimeoutExpired:
            served.kill()
    return 0 if all(held) else 1


def _wait_until_quiet(pid: int, seconds: int = 120) -> None:
    """The processes that answer begin with what the first page would wait for."""
    before = 0.0
    for _ in range(seconds):
        time.sleep(1)
        now = _family(pid)
        if now - before < 0.05:
            return
        before = now


def _family(pid: int) -> float:
    return sum(map(_worked, [pid, *_children(pid)]))


def _users(asked: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(HERE / "register_users.py")],
        input=json.dumps(asked),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _prepared(data: Path, requests: int) -> dict[str, Any]:
    """Addresses of each kind and sessions of people, from a process that knows the register."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(HERE / "register_addresses.py"), str(data), str(requests)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    records = commands.add_parser("records")
    records.add_argument("path", type=Path)
    records.add_argument("--from", dest="origin", type=Path)
    records.add_argument("--count", type=int, default=24_000)
    records.set_defaults(work=make_records)
    loading = commands.add_parser("load")
    loading.add_argument("path", type=Path)
    loading.add_argument("--data", type=Path, required=True)
    loading.add_argument("--kill", type=int, default=0)
    loading.set_defaults(work=load)
    asking = commands.add_parser("ask")
    asking.add_argument("--data", type=Path, required=True)
    asking.add_argument("--users", type=int, default=20)
    asking.add_argument("--pause", type=float, default=0.0, help="seconds between two pages")
    asking.add_argument("--requests", type=int, default=600)
    asking.add_argument("--only", default="")
    asking.set_defaults(work=ask)
    options = parser.parse_args()
    worked: int = options.work(options)
    return worked


if __name__ == "__main__":
    sys.exit(main())
