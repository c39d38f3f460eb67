"""Make the bundled samples from their authored form.

    python scripts/make_samples.py            text, Markdown, DOCX and, with soffice, PDF
    python scripts/make_samples.py --xml      also Akoma Ntoso, read from the pasted text

Text, Markdown, DOCX and Akoma Ntoso are the same bytes each time; a PDF is made again only when
its DOCX has changed, because LibreOffice writes the time into it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

import sample_text
from sample_docx import docx

TARGET = Path(__file__).parent.parent / "src" / "seized" / "samples"


def write(path: Path, data: bytes) -> bool:
    """Write ``data`` where it differs; tell whether it did."""
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path.name}: {len(data)} bytes")
    return True


def pdf(source: Path) -> None:
    """Print a DOCX to a tagged PDF."""
    soffice = which("soffice")
    if soffice is None:
        print("soffice is missing: PDF left as it is", file=sys.stderr)
        return
    options = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603
            [
                soffice,
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                f"pdf:writer_pdf_Export:{options}",
                "--outdir",
                str(source.parent),
                str(source),
            ],
            check=True,
            capture_output=True,
        )
    _squeeze(source.with_suffix(".pdf"))


def _squeeze(path: Path) -> None:
    """Pack the objects of a PDF and drop the time of making, where pikepdf is installed."""
    try:
        import pikepdf
    except ImportError:
        print("pikepdf is missing: PDF not packed", file=sys.stderr)
        return
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        if "/CreationDate" in document.docinfo:
            del document.docinfo["/CreationDate"]
        document.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )


def main() -> None:
    """Write every form of every language."""
    parser = argparse.ArgumentParser(description="Make the bundled samples.")
    parser.add_argument("--xml", action="store_true", help="also write Akoma Ntoso")
    arguments = parser.parse_args()
    for code in sample_text.CODES:
        base = TARGET / code / f"halvard.{code}"
        write(base.with_suffix(f".{code}.txt"), sample_text.text(code).encode())
        write(base.parent / f"halvard.97.{code}.txt", sample_text.text(code, "97").encode())
        write(base.parent / f"ferries.96.{code}.txt", sample_text.text(code, "96").encode())
        write(base.with_suffix(f".{code}.md"), sample_text.markdown(code).encode())
        write(base.parent / f"halvard.page.{code}.txt", sample_text.page(code).encode())
        word = base.with_suffix(f".{code}.docx")
        if write(word, docx(code)) or not word.with_suffix(".pdf").exists():
            pdf(word)
        if arguments.xml:
            from seized.engine import read
            from seized.writing.akn import to_akn

            record = read(base.with_suffix(f".{code}.txt").read_bytes())
            write(base.with_suffix(f".{code}.xml"), to_akn(record))


if __name__ == "__main__":
    main()
