"""``seized doctor``: what is wrong with a register, where, and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import click

from seized.cli.serve import data_option, open_register

__all__ = ["doctor_command"]

_SIGNS = {"good": "ok", "look": "look", "bad": "BAD"}


@click.command("doctor", short_help="What is wrong with the register, and what to do.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="For a program, one finding a line.")
@click.option("--mend", is_flag=True, help="Make the index of words anew where it is not whole.")
def doctor_command(data: Path | None, as_json: bool, mend: bool) -> int:
    """Look at settings, folder, database, search, audit trail, people, worker, mail, backups.

    Exit code 0 if all is well, 4 if something should be looked at, 1 if something is bad.
    Nothing is changed unless --mend says so.

    \b
    seized doctor --data /srv/seized
    """
    open_register(data, migrate=False, made=True)
    from seized.register.running.doctor import examine
    from seized.register.texts import search

    if mend:
        search.rebuild()
    found = list(examine())
    for finding in found:
        if as_json:
            print(json.dumps(finding._asdict(), ensure_ascii=False))
            continue
        line = f"{_SIGNS[finding.level]:5}{finding.where}: {finding.what}"
        print(f"{line}. {finding.next}" if finding.next else line)
    levels = {finding.level for finding in found}
    return 1 if "bad" in levels else 4 if "look" in levels else 0
