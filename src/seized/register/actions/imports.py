"""Documents that come in through the web: taken, called off, taken out again as a whole."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from seized.model.errors import SeizedError
from seized.reading.archives import is_plain_zip, members
from seized.register.actions.base import Action, RuleBroken
from seized.register.loading import unload
from seized.register.models import ImportFile, ImportRun, Listed, Version
from seized.register.policy import Person

__all__ = ["CancelImport", "ImportFiles", "UndoImport", "folder_of"]


def folder_of(run: ImportRun) -> Path:
    """Where the files of an import are kept."""
    return Path(settings.MEDIA_ROOT) / "imports" / str(run.pk)


class ImportFiles(Action[ImportRun]):
    """Keep what was uploaded and put it in the queue. An archive gives its members."""

    name = "texts.import"

    def __init__(self, who: Person, uploads: Sequence[UploadedFile[Any]]) -> None:
        super().__init__(who)
        self.uploads = uploads

    def check(self) -> None:
        """There must be files, and none too large."""
        if not self.uploads:
            raise RuleBroken(_("Choose at least one file."), {"files": _("No file was sent.")})
        for upload in self.uploads:
            if (upload.size or 0) > settings.CONFIG.upload_limit:
                text = _("%(name)s is larger than %(limit)s MB. Cut it into its documents.") % {
                    "name": upload.name,
                    "limit": settings.CONFIG.upload_limit >> 20,
                }
                raise RuleBroken(text, {"files": text})

    def apply(self) -> ImportRun:
        """Store every file under a number of its own; its given name is only shown."""
        run = ImportRun.objects.create(started_by=self.who.user)
        folder = folder_of(run)
        # Whatever is there is of a process that was killed before its import was written down.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        try:
            rows = [row for upload in self.uploads for row in self._stored(run, folder, upload)]
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        ImportFile.objects.bulk_create(rows)
        self.detail = {"files": len(rows)}
        return run

    def event(self) -> str:
        """It has begun; the worker tells how it ended."""
        return "import.start"

    def _stored(
        self, run: ImportRun, folder: Path, upload: UploadedFile[Any]
    ) -> Iterator[ImportFile]:
        name = Path(upload.name or "?").name
        path = folder / f"upload-{len(list(folder.iterdir()))}"
        with path.open("wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
        if not is_plain_zip(str(path)):
            yield _row(run, name, path)
            return
        for number, (inner, load, error) in enumerate(members(str(path))):
            shown = inner.replace(str(path), name)
            target = path.with_name(f"{path.name}-{number}")
            try:
                if error is not None:
                    raise error
                target.write_bytes(load())
                yield _row(run, shown, target)
            except SeizedError as failed:
                told = str(failed).replace(str(path), name)
                yield ImportFile(run=run, name=shown[-255:], message=told,
                                 outcome=ImportFile.Outcome.FAILED)  # fmt: skip
        path.unlink()


def _row(run: ImportRun, name: str, path: Path) -> ImportFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ImportFile(run=run, name=name[-255:], stored=path.name, sha256=digest)


class _OfRun(Action[ImportRun]):
    """What is done to one import."""

    def __init__(self, who: Person, key: int) -> None:
        super().__init__(who)
        self.key = key

    def thing(self) -> Any:
        """The import, locked until the end."""
        self.row = ImportRun.objects.select_for_update().get(pk=self.key)
        return self.row


class CancelImport(_OfRun):
    """Read no further file; what was loaded stays until the import is undone."""

    name = "texts.import"

    def check(self) -> None:
        """Only what has not ended can be called off."""
        if self.row.state not in {ImportRun.State.WAITING, ImportRun.State.RUNNING}:
            raise RuleBroken(_("This import has ended already."))

    def apply(self) -> ImportRun:
        """Tell the worker; one that has not begun ends here."""
        self.row.cancel = True
        if self.row.state == ImportRun.State.WAITING:
            self.row.state, self.row.finished_at = ImportRun.State.CANCELLED, timezone.now()
        self.row.save(update_fields=["cancel", "state", "finished_at"])
        return self.row

    def event(self) -> str:
        """Called off."""
        return "import.cancel"


class UndoImport(_OfRun):
    """Take out every version that an import brought; the ones before it come back."""

    name = "texts.undo"

    def check(self) -> None:
        """A running import is called off first."""
        if self.row.state not in {ImportRun.State.DONE, ImportRun.State.CANCELLED}:
            raise RuleBroken(_("Cancel this import first, and wait until it has stopped."))

    def apply(self) -> ImportRun:
        """The last first, so that each leaves what stood before it."""
        versions = Version.objects.filter(file__run=self.row).order_by("-pk")
        self.detail = {"versions": [str(v) for v in versions.select_related("resolution")]}
        for key in list(versions.values_list("pk", flat=True)):
            unload(Version.objects.get(pk=key))
        listed = Listed.objects.filter(file__run=self.row)
        self.detail["listed"] = listed.count()
        listed.delete()
        kept = (ImportFile.Outcome.NEW, ImportFile.Outcome.CHANGED)
        self.row.files.filter(outcome__in=kept).update(outcome=ImportFile.Outcome.UNDONE)
        self.row.state = ImportRun.State.UNDONE
        self.row.save(update_fields=["state"])
        return self.row

    def event(self) -> str:
        """Taken out."""
        return "import.undo"
