"""Take the pictures of the register under ``docs/``, from the demonstration, with Chromium.

    python scripts/screenshots.py

Needs Chromium; Pillow, where it is installed, makes the files smaller.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any, Final

from playwright.sync_api import sync_playwright

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
SIZE: Final = {"width": 1180, "height": 760}
COLOURS: Final = 128
# Language, address; where a link is named, the first one with it is followed.
PAGES: Final = {
    "register.en.png": ("en", "mandates/", ""),
    "register.zh.png": ("zh", "A/RES/95/312/?text=zh&text=en", ""),
    "register.ar.png": ("ar", "calls/", "main tbody th a"),
    "cycle.en.png": ("en", "pictures/", "main nav.chips a[href*='shanghai']"),
}


def signed_in(browser: Any, address: str, code: str) -> Any:
    """A page of the coordinator of the demonstration, in one language."""
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{address}/{code}/demo/")
    page.locator("main form button").nth(1).click()
    return page


def smaller(path: Path) -> None:
    """Fewer colours, where Pillow is at hand."""
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(path) as picture:
        plain = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        plain.save(path, optimize=True)


def take(chromium: str, address: str) -> None:
    """Every picture, from the demonstration that is served at the address."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (code, path, link) in PAGES.items():
            page = signed_in(browser, address, code)
            page.goto(f"{address}/{code}/{path}")
            if link:
                page.locator(link).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=DOCS / name)
            page.close()
            smaller(DOCS / name)
        browser.close()


def main() -> int:
    """Serve the demonstration, and take every picture."""
    names = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
    chromium = next(filter(None, map(which, names)), None)
    if chromium is None:
        print("chromium is missing: install it and run this again", file=sys.stderr)
        return 1
    seized = str(Path(sys.executable).parent / "seized")
    with subprocess.Popen(  # noqa: S603
        [seized, "demo", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        line = server.stdout.readline().strip() if server.stdout else ""
        try:
            if not line:
                print("the demonstration did not start", file=sys.stderr)
                return 1
            take(chromium, line.partition("/en/demo/")[0])
        finally:
            server.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
