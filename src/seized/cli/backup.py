"""``seized backup`` and ``seized restore``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from seized.cli.serve import data_option, open_register

__all__ = ["backup_command", "restore_command"]

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("backup", short_help="Write the whole register to one archive, while it runs.")
@click.argument("target", type=_FILE)
@click.option("--with-key", is_flag=True, help="Put the key that signs sessions in as well.")
@data_option
def backup_command(target: Path, with_key: bool, data: Path | None) -> None:
    """Write database, files and a manifest of hashes to TARGET, while the register runs.

    The archive can be read by its owner alone. It holds all that people entered: keep it as
    safe as the register itself.

    \b
    seized backup --data /srv/seized /backup/seized-2026-11-30.tar.gz
    """
    open_register(data, migrate=False, made=True)
    from seized.register.running.backup import back_up

    manifest = back_up(target.expanduser().resolve(), key=with_key)
    size = sum(size for _, size in manifest.files.values())
    print(
        f"{target}: {len(manifest.files)} files, {size >> 10} KB, event {manifest.trail[0]}",
        file=sys.stderr,
    )


@click.command("restore", short_help="Put an archive into an empty place, or check it.")
@click.argument("archive", type=_FILE)
@click.option("--check", is_flag=True, help="Only check that the archive is whole.")
@data_option
def restore_command(archive: Path, check: bool, data: Path | None) -> int:
    """Check an archive, then put it into an empty data folder (and an empty database).

    With --check nothing is put anywhere: every hash, the database, and the length of the audit
    trail are checked.

    \b
    seized restore --check /backup/seized-2026-11-30.tar.gz
    seized restore --data /srv/new /backup/seized-2026-11-30.tar.gz
    """
    from seized.register.running import backup

    if check:
        found = backup.check(archive)
        told = ", ".join(f"{number} {name}s" for name, number in found.counts.items())
        print(f"{archive}: whole, of {found.manifest.made}" + (f"; {told}" if told else ""))
        return 0
    if data is not None:
        os.environ["SEIZED_DATA"] = str(data.expanduser().resolve())
    open_register(data, migrate=False)
    from django.conf import settings

    from seized.register.running.tables import bring_up_to_date

    backup.restore(archive.expanduser().resolve(), Path(settings.CONFIG.data))
    bring_up_to_date()
    from seized.register.audit import verify

    broken = verify()
    if broken is not None:
        print(f"restored, but event {broken.number}: {broken.reason}", file=sys.stderr)
        return 4
    print(f"restored to {settings.CONFIG.data}; the audit trail holds")
    return 0
