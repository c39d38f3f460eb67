"""``seized completion``: the script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["completion_command"]


@click.command("completion", short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> int:
    """Print a script that completes commands and options.

    \b
    seized completion bash >> ~/.bashrc
    seized completion zsh >> ~/.zshrc
    seized completion fish > ~/.config/fish/completions/seized.fish
    """
    from seized.cli.app import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    print(kind(cli, {}, "seized", "_SEIZED_COMPLETE").source())
    return 0
