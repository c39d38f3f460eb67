"""Take the pictures of the register under ``docs/``, from the bundled sample, with Chromium.

    python scripts/screenshots.py

Needs Chromium; Pillow, where it is installed, makes the files smaller.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = {
    "register.en.png": "en/mandates/",
    "register.zh.png": "zh/A/RES/95/312/?text=zh&text=en",
    "register.ar.png": "ar/mandates/",
}
SIZE = "1180,720"
COLOURS = 128


def take(browser: str, address: str, target: Path) -> None:
    """One page as a picture."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    subprocess.run(  # noqa: S603
        [browser, *options, f"--window-size={SIZE}", f"--screenshot={target}", address],
        check=True,
        capture_output=True,
        timeout=120,
    )
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
            target, optimize=True
        )


def main() -> int:
    """Serve the sample from a temporary folder, and take every picture."""
    browser = which("chromium") or which("chromium-browser") or which("google-chrome")
    if browser is None:
        print("chromium is missing: install it and run this again", file=sys.stderr)
        return 1
    seized = str(Path(sys.executable).parent / "seized")
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(  # noqa: S603
            [seized, "serve", "--sample", "--port", "0", "--data", data],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            address = server.stdout.readline().strip() if server.stdout else ""
            if not address:
                print("the register did not start", file=sys.stderr)
                return 1
            for name, page in PAGES.items():
                take(browser, address + page, DOCS / name)
        finally:
            server.terminate()
            server.wait(timeout=30)
    return 0


if __name__ == "__main__":
    sys.exit(main())
