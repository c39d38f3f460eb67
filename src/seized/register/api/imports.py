"""Imports: upload documents, look how far they are, call them off, take them out again."""

# No ``from __future__ import annotations``: Ninja reads the annotations of operations.

from typing import Annotated, Any

from django.db.models import Count
from django.http import HttpRequest
from ninja import File, Path
from ninja.files import UploadedFile

from seized.register.actions.imports import CancelImport, ImportFiles, UndoImport
from seized.register.api.callers import caller, one_of, reader
from seized.register.api.paging import page
from seized.register.api.reading import Cursor, Limit
from seized.register.api.serving import reads
from seized.register.api.shapes import ImportFileOut, ImportOut, Page
from seized.register.api.writing import writes
from seized.register.models import ImportFile, ImportRun
from seized.register.policy import visible

__all__: list[str] = []

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


def _run(request: HttpRequest, number: int) -> ImportRun:
    return one_of(ImportRun.objects.all(), reader(request, "review.read"), number, "import")


def _row(run: ImportRun) -> dict[str, Any]:
    counted = run.files.order_by().values_list("outcome").annotate(n=Count("pk"))
    return {
        "id": run.pk,
        "state": str(run.state),
        "made_at": run.made_at,
        "finished_at": run.finished_at,
        "files": {str(name): number for name, number in counted},
    }


def _file(row: ImportFile) -> dict[str, Any]:
    names = ("name", "outcome", "symbol", "language", "message", "sha256")
    return {"id": row.pk, **{name: str(getattr(row, name)) for name in names}}


@reads("/imports", Page[ImportOut], "imports")
def imports(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
    """Imports, newest first."""
    rows = visible(ImportRun.objects.all(), reader(request, "review.read"))
    return page(rows, ("-pk",), cursor, limit, _row)


@reads("/imports/{number}", ImportOut, "imports")
def one_import(request: HttpRequest, number: Number) -> Any:
    """One import: how far it is."""
    return _row(_run(request, number))


@reads("/imports/{number}/files", Page[ImportFileOut], "imports")
def import_files(
    request: HttpRequest, number: Number, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """What became of each file of an import."""
    return page(_run(request, number).files.all(), ("pk",), cursor, limit, _file)


@writes("POST", "/imports", ImportOut, "imports", status=202)
def start_import(request: HttpRequest, files: File[list[UploadedFile]]) -> Any:
    """Upload documents or archives; they are read in the background."""
    run = ImportFiles(caller(request).person, files).run()
    return _row(run), {"Location": f"{request.path}/{run.pk}"}


@writes("POST", "/imports/{number}/cancel", ImportOut, "imports")
def cancel_import(request: HttpRequest, number: Number) -> Any:
    """Read no further file; what was loaded stays."""
    _run(request, number)
    return _row(CancelImport(caller(request).person, number).run())


@writes("POST", "/imports/{number}/undo", ImportOut, "imports")
def undo_import(request: HttpRequest, number: Number) -> Any:
    """Take out all that an import brought."""
    _run(request, number)
    return _row(UndoImport(caller(request).person, number).run())
