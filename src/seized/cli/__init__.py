"""The command ``seized``: data on standard output, everything else on standard error.

Exit codes: 0 done, 1 error, 2 usage, 4 findings (``check``), 5 some files failed.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command. ``--version`` answers without loading anything heavy."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from seized._version import __version__

        print(f"seized {__version__}")
        return
    from seized.cli.app import run

    sys.exit(run(sys.argv[1:]))
