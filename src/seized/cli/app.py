"""The group of commands, each imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from seized._version import __version__
from seized.model.errors import SeizedError

__all__ = ["COMMANDS", "cli", "run"]

COMMANDS = {
    "read": "seized.cli.read",
    "mandates": "seized.cli.mandates",
    "cite": "seized.cli.cite",
    "explain": "seized.cli.explain",
    "correct": "seized.cli.correct",
    "check": "seized.cli.check",
    "concord": "seized.cli.concord",
    "series": "seized.cli.series",
    "genealogy": "seized.cli.genealogy",
    "redline": "seized.cli.redline",
    "next": "seized.cli.successor",
    "follow": "seized.cli.follow",
    "serve": "seized.cli.serve",
    "demo": "seized.cli.demo",
    "worker": "seized.cli.worker",
    "user": "seized.cli.user",
    "doctor": "seized.cli.doctor",
    "backup": "seized.cli.backup",
    "restore": "seized.cli.backup",
    "load": "seized.cli.load",
    "audit": "seized.cli.serve",
    "symbol": "seized.cli.lookup",
    "session": "seized.cli.lookup",
    "schema": "seized.cli.lookup",
    "sample": "seized.cli.lookup",
    "completion": "seized.cli.completion",
}


class _Late(click.Group):
    """A group whose commands live in modules that are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = getattr(importlib.import_module(module), f"{cmd_name}_command")
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(
                f"there is no command {name!r}. The commands: {', '.join(COMMANDS)}."
            )
        return super().resolve_command(ctx, args)


@click.group(cls=_Late, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="seized %(version)s")
def cli() -> None:
    """Read United Nations resolutions in six languages.

    \b
    seized read 75-268.docx            read it as a person would
    seized read --json 75-268.docx     the record, for a program
    seized check folder/               list what is doubtful
    """


def run(arguments: list[str]) -> int:
    """Run the command on ``arguments``; returns the exit code."""
    try:
        result = cli.main(arguments, prog_name="seized", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.Abort:
        print("seized: interrupted", file=sys.stderr)
        return 1
    except click.ClickException as error:
        error.show()
        return 2
    except SeizedError as error:
        print(f"seized: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return result if isinstance(result, int) else 0
